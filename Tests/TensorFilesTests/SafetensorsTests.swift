import TensorFiles
import Tensors
import Testing

@Suite struct SafetensorsTests {
  private static let name = "naïve \"x\"\n/\u{1}"

  /// What stands in `SafetensorsFiles.writable`.
  private static let tensors: [String: StoredTensor] = [
    "weight": .float32(Tensor([[-1.5, -0.5, 0.5], [1.5, 2.5, 3.5]])),
    "bias": .float32(Tensor([1.25, -2, 1e30])),
    "labels": .int64(Tensor(shape: [2], [-1, 1 << 40 + 3])),
    "scale": .float64(Tensor(shape: [], [-2.75])),
    "steps": .int32(Tensor(shape: [2, 1], [7, -9])),
    "tiny": .int8(Tensor(shape: [3], [-128, 127, 5])),
    "pixels": .uint8(Tensor(shape: [1, 3], [0, 255, 1])),
    "none": .float32(Tensor(shape: [0, 4], [])),
    name: .uint8(Tensor(shape: [1], [3])),
  ]
  private static let metadata = ["format": "np", "author": "Zoë"]

  @Test("What the format's own library wrote is read")
  func theLibrarysFilesAreRead() throws {
    let file = try Safetensors(bytes: SafetensorsFiles.mixed)
    #expect(file.metadata == Self.metadata)
    #expect(
      file.names == [
        "labels", "scale", "bias", "none", "weight", "steps", "half", "tiny", Self.name, "pixels",
        "mask",
      ])
    var expected = Self.tensors
    expected["half"] = .float32(Tensor([1.5, -0.25]))
    expected["mask"] = .uint8(Tensor(shape: [2], [1, 0]))
    #expect(try file.tensors() == expected)
    let steps = try #require(file.entries.first { $0.name == "steps" })
    #expect(steps.typeName == "I32" && steps.elementType == .int32)
    #expect(steps.shape == [2, 1])
    #expect(steps.bytes.count == 8)
    #expect(file.entries.last?.bytes.upperBound == SafetensorsFiles.mixed.count)
    #expect(file.entries.map(\.elementType).contains(.float16))
  }

  @Test("What is written is what the format's own library writes, byte for byte")
  func theBytesAreTheLibrarys() throws {
    #expect(
      try Safetensors.bytes(of: Self.tensors, metadata: Self.metadata)
        == SafetensorsFiles.writable)
    #expect(try Safetensors.bytes(of: [:]) == SafetensorsFiles.empty)
    let matrix = StoredTensor.int32(Tensor(shape: [2, 3], [1, 2, 3, 4, 5, 6]))
    #expect(try Safetensors.bytes(of: ["a": matrix]) == SafetensorsFiles.single)
  }

  @Test("What is written is read back, whatever the types, the shapes and the names")
  func roundTrips() throws {
    let shapes = [[], [1], [7], [0], [2, 3], [3, 2], [0, 5], [5, 0, 2], [1, 2, 3, 1, 2, 5]]
    var tensors: [String: StoredTensor] = [:]
    for shape in shapes {
      let whole = Tensor<Double>.randomWhole(shape, in: -100...100, seed: UInt64(shape.count))
      tensors["\"f\" \(shape)"] = .float32(.random(shape, seed: 5))
      tensors["d\n\(shape)\u{7F}\u{0}"] = .float64(.random(shape, seed: 6))
      tensors["\\i😀 \(shape)"] = .int64(whole.map { Int64($0) << 40 + 1 })
      tensors["/\(shape)"] = .int32(whole.map { Int32($0) << 20 + 1 })
      tensors["\u{2028}\(shape)"] = .int8(whole.map { Int8($0) })
      tensors["é\(shape)"] = .uint8(whole.map { UInt8($0 + 100) })
    }
    tensors[""] = .uint8(Tensor(shape: [1], [1]))
    let metadata = ["": "\r\u{8}\u{C}\t\u{1F}", "k\"": "ü😀\\"]
    let bytes = try Safetensors.bytes(of: tensors, metadata: metadata)
    let file = try Safetensors(bytes: bytes)
    #expect(try file.tensors() == tensors)
    #expect(file.metadata == metadata)
    for entry in file.entries {
      let width = try #require(entry.elementType).byteCount
      #expect(entry.bytes.lowerBound.isMultiple(of: width), "\(entry.name) is not aligned")
    }
    #expect(try Safetensors.bytes(of: file.tensors(), metadata: metadata) == bytes)
  }

  @Test("A header in another order, with blanks and escapes, is read by the offsets")
  func otherHeaders() throws {
    let file = try Safetensors(
      bytes: MadeFiles.safetensors(
        """
        {"late" : {"data_offsets":[ 2 , 8 ],"shape":[3,2] , "dtype":"I8"},
        "\\u0065arly\\uD83D\\ude00\\/":{"dtype":"\\u00558","shape":[2],"data_offsets":[0,2]},
        "b":{"dtype":"F64","shape":[0],"data_offsets":[8,8]},
        "a":{"dtype":"F64","shape":[0,3],"data_offsets":[8,8]},"__metadata__":{} } \n
        """, data: [1, 2, 3, 4, 5, 6, 7, 8]))
    #expect(file.names == ["early😀/", "late", "b", "a"])
    #expect(try file.tensor(named: "early😀/") == .uint8(Tensor(shape: [2], [1, 2])))
    #expect(
      try file.tensor(named: "late") == .int8(Tensor(shape: [3, 2], [3, 4, 5, 6, 7, 8])))
    #expect(try file.tensor(named: "a").shape == [0, 3])
  }

  @Test("One tensor that can't be read doesn't keep others from being read")
  func othersAreRead() throws {
    let file = try Safetensors(bytes: SafetensorsFiles.uint16, path: "m")
    #expect(try file.tensor(named: "x").asFloat() == Tensor([0.5]))
    #expect(file.entries.map(\.typeName) == ["F32", "U16"])
    #expect(file.entries.map(\.elementType) == [.float32, nil])
    #expect(
      message { _ = try file.tensor(named: "n") }
        == "'m', tensor 'n', has numbers of type 'U16', which is not read here: float32, float64, "
        + "int64, int32, int8 and uint8 can be read, float16 as float32, and bool as uint8. "
        + "Convert it first.")
    let deep = try Safetensors(bytes: SafetensorsFiles.sevenAxes, path: "m")
    #expect(
      message { _ = try deep.tensor(named: "deep") }
        == "'m', tensor 'deep', has 7 axes, and a tensor has at most 6. Reshape it first.")
  }

  @Test("A name that isn't there is answered with those that are")
  func missingNames() throws {
    let file = try Safetensors(bytes: SafetensorsFiles.single, path: "m")
    #expect(message { _ = try file.tensor(named: "b") } == "'m' has no tensor 'b'. It has 'a'.")
    let empty = try Safetensors(bytes: SafetensorsFiles.empty, path: "m")
    #expect(message { _ = try empty.tensor(named: "") } == "'m' has no tensor ''. It has none.")
    let many = Dictionary(
      uniqueKeysWithValues: (10..<30).map { ("t\($0)", StoredTensor(Tensor([1]))) })
    let full = try Safetensors(bytes: Safetensors.bytes(of: many), path: "m")
    let said = message { _ = try full.tensor(named: "\u{1B}[2J") }
    #expect(said.hasPrefix("'m' has no tensor '\\u{1b}[2J'. It has 't10', 't11', "))
    #expect(said.hasSuffix("'t21' and 8 more."))
  }

  @Test("The name of the metadata isn't taken for a tensor's")
  func reservedName() {
    #expect(
      message { _ = try Safetensors.bytes(of: ["__metadata__": StoredTensor(Tensor([1]))]) }
        .contains("the format has no tensor of the name '__metadata__'"))
  }

  @Test("The fixtures would show rows and columns exchanged, and bytes swapped")
  func wrongTwinsWouldShow() throws {
    let right = try Safetensors(bytes: SafetensorsFiles.single).tensor(named: "a")
    let text = String(decoding: SafetensorsFiles.single[8..<72], as: UTF8.self)
    let data = Array(SafetensorsFiles.single[72...])
    let exchanged = MadeFiles.safetensors(text.replacing("[2,3]", with: "[3,2]"), data: data)
    #expect(try Safetensors(bytes: exchanged).tensor(named: "a") != right)
    let swapped = MadeFiles.safetensors(text, data: data.reversed())
    #expect(try Safetensors(bytes: swapped).tensor(named: "a") != right)
  }
}
