import TensorFiles
import Testing

@Suite struct SafetensorsErrorTests {
  private func said(_ bytes: [UInt8]) -> String {
    message { _ = try Safetensors(bytes: bytes, path: "x") }
  }

  private func said(_ header: String, data: Int = 0) -> String {
    said(MadeFiles.safetensors(header, data: .init(repeating: 0, count: data)))
  }

  @Test(
    "Damage is told with its byte",
    arguments: [
      ("{", "byte 9: a key of the header should be text in double quotes, and the header ends"),
      ("{}{", "byte 10: the header should end after its last bracket, and there is '{'"),
      ("{} \u{0}", "byte 11: the header should end after its last bracket, and there is the byte"),
      ("{'a':1}", "byte 9: a key of the header should be text in double quotes, and there is"),
      ("{\"a\":1}", "byte 13: '{' should stand at the start of tensor 'a', and there is '1'"),
      ("{\"a\" 1}", "byte 13: ':' should stand after the key 'a'"),
      ("{\"a", "byte 9: the quotes around a key of the header are not closed"),
      ("{\"a\\", "byte 12: the header ends in a key of the header"),
      ("{\"\\x\":{}}", "byte 10: a key of the header has an escape that means nothing"),
      ("{\"\\ud800\":{}}", "byte 10: a key of the header has an escape that means nothing"),
      ("{\"\\ud83d \\ude00\":{}}", "byte 10: a key of the header has an escape"),
      ("{\"\\u12\":{}}", "byte 10: a key of the header has an escape that means nothing"),
      ("{\"a\nb\":{}}", "byte 11: a key of the header has a control character that isn't escaped"),
      ("{\"a\":{}}", "byte 13: tensor 'a' has no key 'dtype'"),
      ("{\"a\":{\"dtype\":\"U8\"}}", "byte 13: tensor 'a' has no key 'shape'"),
      ("{\"a\":{\"dtype\":\"U8\",\"shape\":[]}}", "tensor 'a' has no key 'data_offsets'"),
      ("{\"a\":{\"dtype\":8}}", "byte 22: the dtype of tensor 'a' should be text in double quotes"),
      (
        "{\"a\":{\"strides\":[1]}}",
        "byte 14: the key 'strides' of tensor 'a' is none of 'dtype', 'shape' and 'data_offsets'"
      ),
      (
        "{\"a\":{\"shape\":[1],\"shape\":[1]}}",
        "byte 26: the key 'shape' of tensor 'a' stands there twice"
      ),
      ("{\"a\":{\"shape\":[-1]}}", "byte 23: a size of tensor 'a' is '-1', and should be a whole"),
      ("{\"a\":{\"shape\":[2.0]}}", "byte 23: a size of tensor 'a' is '2.0', and should be"),
      ("{\"a\":{\"shape\":[1e3]}}", "byte 23: a size of tensor 'a' is '1e3', and should be"),
      ("{\"a\":{\"shape\":[01]}}", "byte 23: a size of tensor 'a' is '01', and should be"),
      ("{\"a\":{\"shape\":[NaN]}}", "byte 23: a size of tensor 'a' is 'NaN', and should be"),
      ("{\"a\":{\"shape\":[null]}}", "byte 23: a size of tensor 'a' is 'null', and should be"),
      (
        "{\"a\":{\"shape\":[9223372036854775808]}}",
        "byte 23: a size of tensor 'a' is '9223372036854775808', and should be"
      ),
      ("{\"a\":{\"shape\":[3L]}}", "byte 23: a size of tensor 'a' is '3L', and should be"),
      (
        "{\"a\":{\"shape\":[1,]}}", "byte 25: a size of tensor 'a' should be a number, and there is"
      ),
      ("{\"a\":{\"shape\":[[1]]}}", "byte 23: a size of tensor 'a' should be a number, and there"),
      ("{\"a\":{\"shape\":(1)}}", "byte 22: '[' should stand before a size of tensor 'a', and"),
      (
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0]}}",
        "byte 38: the data_offsets of tensor 'a' should be two numbers, not 1"
      ),
      ("{\"__metadata__\":{\"a\":1}}", "byte 29: the value of 'a' should be text in double quotes"),
      ("{\"__metadata__\":[]}", "byte 24: '{' should stand at the start of __metadata__"),
      ("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", "byte 32: the key 'a' stands there twice"),
      (
        "{\"__metadata__\":{},\"__metadata__\":{}}", "byte 27: the name '__metadata__' stands there"
      ),
    ])
  func damageInTheHeader(header: String, expected: String) {
    let said = said(header)
    #expect(said.hasPrefix("'x' is a damaged safetensors file, at byte "), "\(header): \(said)")
    #expect(said.contains(expected), "\(header): \(said)")
    #expect(said.hasSuffix("Get it or write it again."), "\(header): \(said)")
  }

  @Test("Two tensors of one name are refused, though a reader of JSON would keep one")
  func namesThatStandThereTwice() {
    let tensor = "{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}"
    #expect(
      said("{\"a\":\(tensor),\"\\u0061\":\(tensor)}", data: 2)
        == "'x' is a damaged safetensors file, at byte 61: the name 'a' stands there twice. Get it "
        + "or write it again.")
  }

  private func tensor(_ name: String, _ shape: String, _ first: Int, _ end: Int) -> String {
    "\"\(name)\":{\"data_offsets\":[\(first),\(end)],\"dtype\":\"U8\",\"shape\":\(shape)}"
  }

  @Test("The tensors must lie one after the other, from the header's end to the file's")
  func layout() {
    #expect(
      said("{\(tensor("a", "[2]", 1, 3))}", data: 3).contains(
        "at byte 14: the data_offsets of 'a' are [1, 3], which leaves a hole before it: it should "
          + "begin at 0"))
    #expect(
      said("{\(tensor("a", "[2]", 0, 2)),\(tensor("b", "[2]", 1, 3))}", data: 3).contains(
        "the data_offsets of 'b' are [1, 3], which leaves an overlap with another: it should begin "
          + "at 2"))
    #expect(
      said("{\(tensor("a", "[2]", 0, 2))}", data: 1).contains(
        "at byte 14: the data_offsets of 'a' are [0, 2], and the file has 1 bytes of data"))
    #expect(
      said("{\(tensor("a", "[2]", 0, 2))}", data: 7).contains(
        "the tensors end here, and 5 more bytes follow"))
    #expect(said("{}", data: 1).contains("at byte 10: the tensors end here, and 1 more bytes"))
    #expect(
      said("{\(tensor("a", "[2]", 2, 0))}", data: 2).contains(
        "the data_offsets of 'a' are [2, 0], and the end lies before the beginning"))
    #expect(
      said("{\(tensor("a", "[2, 3]", 0, 5))}", data: 5).contains(
        "the data_offsets of 'a' are [0, 5], and U8 numbers of shape [2, 3] take 6 bytes"))
    #expect(
      said("{\(tensor("a", "[0]", .max, .max))}").contains(
        "are [9223372036854775807, 9223372036854775807], and the file has 0 bytes of data"))
  }

  @Test(
    "Sizes whose product no memory holds are refused, also when one is zero",
    arguments: [
      "[9223372036854775807]", "[4294967296,4294967296]",
      "[0,9223372036854775807,9223372036854775807]", "[9223372036854775807,3,0]",
    ])
  func overflowIsRefused(shape: String) {
    let said = said("{\(tensor("a", shape, 0, 0))}")
    #expect(said.contains("more than any memory holds"), "\(said)")
  }

  @Test("A header of a length that can't be is refused")
  func theLength() {
    #expect(said([]) == "'x' is not of the safetensors format: it is empty.")
    #expect(said([2, 0, 0]).contains("not of the safetensors format: it begins with other bytes"))
    #expect(said([2, 0, 0, 0, 0, 0, 0, 0]).contains("it begins with other bytes"))
    #expect(
      said([0, 0, 0, 0, 0, 0, 0, 0x80] + Array("{}".utf8)).contains(
        "at byte 0: the header should have 9223372036854775808 bytes, and 100000000 are allowed"))
    #expect(
      said([1, 0xE1, 0xF5, 5, 0, 0, 0, 0] + Array("{}".utf8)).contains(
        "the header should have 100000001 bytes, and 100000000 are allowed"))
    #expect(
      said([3, 0, 0, 0, 0, 0, 0, 0] + Array("{}".utf8)).contains(
        "at byte 0: the header should have 3 bytes, and the file ends after 2 of them"))
    // A header of no bytes, and data that begin with a brace.
    #expect(
      said([0, 0, 0, 0, 0, 0, 0, 0] + Array("{}".utf8)).contains(
        "at byte 8: '{' should stand at the start of the header, and the header ends"))
    #expect(said(NumPyFiles.float32).contains("Read it with NPYFile"))
    #expect(said(" {}").contains("begins with other bytes"))
  }

  @Test("Names that aren't UTF-8 are refused")
  func wordsMustBeUTF8() {
    for name: [UInt8] in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] {
      let header = Array("{\"a".utf8) + name + Array("\":{}}".utf8)
      #expect(
        said(MadeFiles.safetensors(header: header)).contains(
          "at byte 9: a key of the header is not UTF-8 text"))
    }
  }

  @Test("Every file that is cut short is refused")
  func everyTruncationIsRefused() {
    for bytes in SafetensorsFiles.all {
      for count in bytes.indices {
        #expect(said(Array(bytes.prefix(count))) != "nothing was thrown", "\(count) bytes")
      }
    }
  }
}
