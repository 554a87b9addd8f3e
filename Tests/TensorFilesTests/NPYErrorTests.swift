import TensorFiles
import Testing

@Suite struct NPYErrorTests {
  private func said(_ bytes: [UInt8]) -> String {
    message { _ = try NPYFile.read(bytes: bytes, path: "x.npy") }
  }

  private func said(_ header: String, data: [UInt8] = []) -> String {
    said(MadeFiles.npy(header, data: data))
  }

  @Test(
    "Damage is told with its byte",
    arguments: [
      (
        "no header", "byte 10: '{' should stand at the start of the header, and there is '('",
        "(1, 2)"
      ),
      (
        "a key of its own",
        "byte 11: the key 'order' is none of 'descr', 'fortran_order' and 'shape'",
        "{'order': 'C'}"
      ),
      (
        "a key without quotes", "byte 11: a key should stand in quotes, and there is 'd'",
        "{descr: '<f4'}"
      ),
      (
        "a key that stands there twice", "byte 27: the key 'descr' stands there twice",
        "{'descr': '<f4',\n'descr': '<f4'}"
      ),
      (
        "quotes that aren't closed", "byte 20: the quotes around the type of the numbers are not",
        "{'descr': \"<f4', 'fortran_order': False, 'shape': ()}"
      ),
      ("no colon", "byte 18: ':' should stand after the key 'descr'", "{'descr'= '<f4'}"),
      (
        "no comma between the keys", "byte 26: '}' should stand at the end of the dictionary",
        "{'descr': '<f4' 'shape': ()}"
      ),
      (
        "no type", "byte 10: the header has no key 'descr'",
        "{'fortran_order': False, 'shape': ()}"
      ),
      (
        "no order", "byte 10: the header has no key 'fortran_order'",
        "{'descr': '<f4', 'shape': ()}"
      ),
      (
        "no shape", "byte 10: the header has no key 'shape'",
        "{'descr': '<f4', 'fortran_order': False}"
      ),
      (
        "an order that is neither", "byte 28: 'fortran_order' should be True or False",
        "{'fortran_order': 1, 'descr': '<f4', 'shape': ()}"
      ),
      (
        "a negative size",
        "byte 23: a size of the shape is '-2', and should be a whole number from 0 to "
          + "9223372036854775807", "{'shape': (3,-2)}"
      ),
      ("a size that is NaN", "byte 21: a size of the shape is 'nan', and", "{'shape': (nan,)}"),
      ("a size that isn't whole", "byte 21: a size of the shape is '2.5'", "{'shape': (2.5,)}"),
      ("a size in hexadecimal", "byte 21: a size of the shape is '0x10'", "{'shape': (0x10,)}"),
      ("a size with zeros before it", "byte 21: a size of the shape is '007'", "{'shape': (007,)}"),
      (
        "a size that no Int holds", "byte 21: a size of the shape is '9223372036854775808'",
        "{'shape': (9223372036854775808,)}"
      ),
      (
        "a size that is text",
        "byte 21: a size of the shape should be a number, and there is \"'\"",
        "{'shape': ('3',)}"
      ),
      (
        "a list for a shape",
        "byte 20: '(' should stand at the start of the shape, and there is '['",
        "{'shape': [3]}"
      ),
      (
        "a number for a shape", "byte 20: the shape should be a tuple: (3,) with a comma, not (3)",
        "{'shape': (3)}"
      ),
      (
        "two commas", "byte 24: a size of the shape should be a number, and there is ','",
        "{'shape': (3, , 4)}"
      ),
      ("a shape that isn't closed", "',' or ')' should stand in the shape", "{'shape': (3, 4}"),
      (
        "words after the dictionary", "byte 66: the header should end after its last bracket",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (), } + 1"
      ),
    ])
  func damageInTheHeader(name: String, expected: String, header: String) {
    let said = said(header)
    #expect(said.hasPrefix("'x.npy' is a damaged NPY file, at "), "\(name): \(said)")
    #expect(said.contains(expected), "\(name): \(said)")
    #expect(said.hasSuffix("Get it or write it again."), "\(name): \(said)")
  }

  @Test("Numbers that don't fill the shape, or overfill it, are refused with both sizes")
  func theDataMustFit() {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
    #expect(
      said(header, data: [1, 2, 3])
        == "'x.npy' is a damaged NPY file, at byte 131: numbers of type float32 and shape [2, 3] "
        + "take 24 bytes, and the file ends after 3. Get it or write it again.")
    #expect(
      said(header, data: .init(repeating: 0, count: 29)).contains(
        "at byte 152: numbers of type float32 and shape [2, 3] take 24 bytes, and 5 more follow"))
  }

  @Test(
    "Sizes whose product no memory holds are refused, also when one is zero",
    arguments: [
      "(9223372036854775807,)", "(4294967296, 4294967296)", "(2305843009213693952, 2)",
      "(0, 9223372036854775807, 9223372036854775807)", "(9223372036854775807, 3, 0)",
      "(3037000500, 3037000500, 0, 3037000500)",
    ], ["<f8", "|i1"])
  func overflowIsRefused(shape: String, type: String) {
    let said = said("{'descr': '\(type)', 'fortran_order': True, 'shape': \(shape), }")
    #expect(said.contains("are more than any memory holds"), "\(said)")
  }

  @Test("A start that isn't NPY's is refused in words that help")
  func otherFormats() {
    #expect(said([]) == "'x.npy' is not of the NPY format: it is empty.")
    #expect(
      said(Array("Dear diary".utf8))
        == "'x.npy' is not of the NPY format: it begins with other bytes. Only .npy and "
        + ".safetensors files can be read.")
    #expect(said([0x50, 0x4B, 3, 4, 0]).contains("ZIP archive, as .npz and .pt files are"))
    #expect(said(SafetensorsFiles.single).contains("Read it with Safetensors"))
    #expect(said([0x80, 0x02]).contains("pickle"))
    #expect(said(Array(NumPyFiles.float32.prefix(5))).contains("begins with other bytes"))
  }

  @Test("A version that isn't there, and a header that ends too soon or never, are refused")
  func theBytesBeforeTheHeader() {
    var bytes = NumPyFiles.float32
    bytes[6] = 4
    #expect(said(bytes).contains("at byte 6: the version is 4.0, and 1.0, 2.0 and 3.0 are read"))
    bytes[6...7] = [1, 1]
    #expect(said(bytes).contains("at byte 6: the version is 1.1"))
    #expect(said(Array(NumPyFiles.float32.prefix(9))).contains("at byte 9: the file ends in the"))
    #expect(said(Array(NumPyFiles.version2.prefix(11))).contains("at byte 11: the file ends in"))
    #expect(
      said(Array(NumPyFiles.float32.prefix(100))).contains(
        "at byte 8: the header should have 118 bytes, and the file ends after 90 of them"))
    bytes = NumPyFiles.version3
    bytes[8...11] = [0xFF, 0xFF, 0xFF, 0xFF]
    #expect(said(bytes).contains("the header should have 4294967295 bytes, and the file ends"))
    let long = MadeFiles.npy(String(repeating: " ", count: 1 << 20), version: 2)
    #expect(said(long).contains("more than the 1048576 that are read"))
  }

  @Test("Every file that is cut short is refused")
  func everyTruncationIsRefused() {
    for bytes in NumPyFiles.readable where bytes.count > 128 {
      for count in bytes.indices {
        #expect(said(Array(bytes.prefix(count))) != "nothing was thrown", "\(count) bytes")
      }
    }
  }

  @Test("A type that isn't read is named, with those that are")
  func otherTypesAreNamed() {
    let readable =
      "float32, float64, int64, int32, int8 and uint8 can be read, float16 as float32, and bool "
      + "as uint8. Convert it first."
    #expect(
      said(NumPyFiles.complex)
        == "'x.npy' has numbers of type '<c8', which is not read here: \(readable)")
    #expect(said(NumPyFiles.record).contains("numbers of type 'a record of several'"))
    for type in ["<u2", "|O", "<U5", "i3", "", "<", "\u{1B}[31m", "é"] {
      let said = said("{'descr': '\(type)', 'fortran_order': False, 'shape': (), }")
      #expect(said.contains("which is not read here: \(readable)"), "\(type): \(said)")
      #expect(!said.contains("\u{1B}"))
    }
  }

  @Test("More than six axes are refused, and words that aren't UTF-8 too")
  func axesAndWords() {
    #expect(
      said(NumPyFiles.sevenAxes)
        == "'x.npy' has 7 axes, and a tensor has at most 6. Reshape it first.")
    let header = Array("{'descr': '".utf8) + [0xFF, 0xFE] + Array("'}".utf8)
    #expect(
      said(MadeFiles.npy(header: header)).contains(
        "at byte 21: the type of the numbers is not UTF-8 text"))
    #expect(said(MadeFiles.npy(header: [0x00])).contains("and there is the byte 0x0"))
  }
}
