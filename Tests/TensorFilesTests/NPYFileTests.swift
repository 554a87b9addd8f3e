import TensorFiles
import Tensors
import Testing

@Suite struct NPYFileTests {
  private static let matrix = StoredTensor.float32(
    Tensor([[-1.5, -0.5, 0.5], [1.5, 2.5, 3.5]]))
  private static let counted = StoredTensor.int32(
    Tensor(shape: [2, 3, 4], (-5..<19).map { Int32($0) }))

  /// What NumPy wrote, and what it is.
  private static let known: [(name: String, bytes: [UInt8], tensor: StoredTensor)] = [
    ("float32", NumPyFiles.float32, matrix),
    (
      "a float64 without axes", NumPyFiles.float64Scalar,
      .float64(Tensor(shape: [], [-2.75]))
    ),
    ("int64", NumPyFiles.int64, .int64(Tensor(shape: [3], [-1, 1 << 40 + 3, 7]))),
    ("int32", NumPyFiles.int32, .int32(Tensor(shape: [1, 3, 1], [-5, 1_000_000, 3]))),
    ("no numbers", NumPyFiles.int8Empty, .int8(Tensor(shape: [0, 3], []))),
    ("int8", NumPyFiles.int8, .int8(Tensor(shape: [3], [-128, 127, 5]))),
    (
      "six axes", NumPyFiles.uint8SixAxes,
      .uint8(Tensor(shape: [1, 3, 1, 1, 2, 1], [1, 2, 255, 4, 5, 6]))
    ),
  ]

  private static let knownToBeRead: [(name: String, bytes: [UInt8], tensor: StoredTensor)] = [
    ("bool", NumPyFiles.bool, .uint8(Tensor(shape: [3], [1, 0, 1]))),
    (
      "float16", NumPyFiles.float16,
      .float32(Tensor([1, -0.5, 65504, 0x1p-24, .infinity]))
    ),
    ("float32, big-endian", NumPyFiles.float32BigEndian, matrix),
    (
      "int64, big-endian", NumPyFiles.int64BigEndian,
      .int64(Tensor(shape: [3], [-1, 1 << 40 + 3, 7]))
    ),
    ("float16, big-endian", NumPyFiles.float16BigEndian, .float32(Tensor([1, -0.5]))),
    ("Fortran order", NumPyFiles.float32Fortran, matrix),
    ("Fortran order of three axes", NumPyFiles.int32Fortran, counted),
    (
      "Fortran order, big-endian", NumPyFiles.int32FortranBigEndian,
      .int32(Tensor(shape: [2, 3], [1, 2, 3, 4, 5, 6]))
    ),
    ("version 2.0", NumPyFiles.version2, matrix),
    ("version 3.0", NumPyFiles.version3, matrix),
  ]

  @Test("What NumPy wrote is read")
  func numPysFilesAreRead() throws {
    for (name, bytes, tensor) in Self.known + Self.knownToBeRead {
      #expect(try NPYFile.read(bytes: bytes) == tensor, "\(name)")
    }
    #expect(Self.known.count + Self.knownToBeRead.count == NumPyFiles.readable.count)
  }

  @Test("What is written is what NumPy writes, byte for byte")
  func theBytesAreNumPys() {
    for (name, bytes, tensor) in Self.known {
      #expect(NPYFile.bytes(of: tensor) == bytes, "\(name)")
    }
    let long = StoredTensor(Tensor<Int8>.zeros([1_000_003]))
    #expect(Array(NPYFile.bytes(of: long).prefix(128)) == NumPyFiles.longAxisStart)
  }

  @Test("What is written is read back, whatever the type and the shape")
  func roundTrips() throws {
    let shapes = [[], [1], [7], [0], [2, 3], [3, 2], [0, 5], [5, 0, 2], [1, 2, 3, 1, 2, 5]]
    for (number, shape) in shapes.enumerated() {
      let whole = Tensor<Double>.randomWhole(shape, in: -100...100, seed: UInt64(number))
      for tensor: StoredTensor in [
        .float32(.random(shape, seed: 5)), .float64(.random(shape, seed: 6)),
        .int64(whole.map { Int64($0) << 40 + 1 }), .int32(whole.map { Int32($0) << 20 + 1 }),
        .int8(whole.map { Int8($0) }), .uint8(whole.map { UInt8($0 + 100) }),
      ] {
        let read = try NPYFile.read(bytes: NPYFile.bytes(of: tensor))
        #expect(read == tensor)
        #expect(read.shape == shape)
        #expect(read.elementType == tensor.elementType)
      }
    }
  }

  @Test("Infinities, NaN with its bits, −0 and the smallest numbers are kept")
  func specialNumbersAreKept() throws {
    let bits: [UInt32] = [0x7F80_0000, 0xFF80_0000, 0x7FC0_1234, 0x8000_0000, 1, 0x7F7F_FFFF]
    let tensor = Tensor<Float>(shape: [6], bits.map { Float(bitPattern: $0) })
    let read = try NPYFile.read(bytes: NPYFile.bytes(of: .float32(tensor))).asFloat()
    #expect(read.scalars.map(\.bitPattern) == bits)
  }

  // MARK: Headers that others write

  @Test(
    "The header may be written in any way that Python allows",
    arguments: [
      "{'shape': (2, 3), 'fortran_order': False, 'descr': '<i2'}",
      "{\"descr\":\"<i2\",\"fortran_order\":False,\"shape\":(2,3)}",
      "  { 'descr' : \"<i2\" , 'fortran_order'\t: False ,\n 'shape' : ( 2 , 3 , ) , } \n",
      "{'descr': '<i2', 'fortran_order': False, 'shape': (2L, 3L), }",
    ])
  func spellingsOfTheHeader(text: String) throws {
    let header = text.replacing("<i2", with: "<i4")
    let data: [UInt8] = (1...6).flatMap { [UInt8($0), 0, 0, 0] }
    for (version, isPadded) in [(1, true), (1, false), (2, true), (3, false)] {
      let bytes = MadeFiles.npy(
        header, data: data, version: UInt8(version), isPadded: isPadded)
      #expect(
        try NPYFile.read(bytes: bytes) == .int32(Tensor(shape: [2, 3], [1, 2, 3, 4, 5, 6])))
    }
  }

  @Test("The byte order is as the header says; '=', '|' and none are this machine's")
  func byteOrders() throws {
    for (order, expected) in [("<", 0x0201), ("=", 0x0201), ("|", 0x0201), ("", 0x0201)] {
      let header = "{'descr': '\(order)i4', 'fortran_order': False, 'shape': (), }"
      let bytes = MadeFiles.npy(header, data: [1, 2, 0, 0])
      #expect(try NPYFile.read(bytes: bytes) == .int32(Tensor(shape: [], [Int32(expected)])))
    }
    let header = "{'descr': '>i4', 'fortran_order': False, 'shape': (), }"
    #expect(
      try NPYFile.read(bytes: MadeFiles.npy(header, data: [0, 0, 2, 1]))
        == .int32(Tensor(shape: [], [0x0201])))
    for order in "<>=|" {
      let header = "{'descr': '\(order)u1', 'fortran_order': True, 'shape': (2,), }"
      #expect(
        try NPYFile.read(bytes: MadeFiles.npy(header, data: [1, 2]))
          == .uint8(Tensor(shape: [2], [1, 2])))
    }
  }

  @Test("Fortran order of shapes with zeros and ones, and of none")
  func fortranOrderAtTheEdges() throws {
    for (shape, text) in [
      ([], "()"), ([3], "(3,)"), ([0, 3], "(0, 3)"), ([3, 0], "(3, 0)"), ([1, 3], "(1, 3)"),
      ([3, 1], "(3, 1)"), ([1, 3, 1], "(1, 3, 1)"),
    ] {
      let count = shape.reduce(1, *)
      let data = (0..<count).map { UInt8($0) }
      let header = "{'descr': '|u1', 'fortran_order': True, 'shape': \(text), }"
      #expect(
        try NPYFile.read(bytes: MadeFiles.npy(header, data: data))
          == .uint8(Tensor(shape: shape, data)), "\(shape)")
    }
  }

  @Test("Whatever isn't 0 in a bool file is 1")
  func boolsOfOtherBytes() throws {
    let header = "{'descr': '|b1', 'fortran_order': False, 'shape': (4,), }"
    #expect(
      try NPYFile.read(bytes: MadeFiles.npy(header, data: [0, 1, 2, 255]))
        == .uint8(Tensor(shape: [4], [0, 1, 1, 1])))
  }

  // MARK: Known-wrong twins: the fixtures tell right from wrong

  @Test("The fixtures would show bytes that are not swapped, or swapped in vain")
  func swappedBytesWouldShow() throws {
    for (right, wrong) in [
      (NumPyFiles.float32BigEndian, "<f4"), (NumPyFiles.float32, ">f4"),
      (NumPyFiles.int64BigEndian, "<i8"), (NumPyFiles.float16BigEndian, "<f2"),
      (NumPyFiles.int32FortranBigEndian, "<i4"),
    ] {
      var twin = right
      twin.replaceSubrange(21..<24, with: wrong.utf8)
      #expect(try NPYFile.read(bytes: twin) != NPYFile.read(bytes: right))
    }
  }

  @Test("The fixtures would show Fortran order ignored, or rows and columns exchanged")
  func exchangedAxesWouldShow() throws {
    for right in [
      NumPyFiles.float32Fortran, NumPyFiles.int32Fortran, NumPyFiles.int32FortranBigEndian,
    ] {
      let text = String(decoding: right[10..<128], as: UTF8.self)
      let data = Array(right[128...])
      let inRows = MadeFiles.npy(text.replacing("True", with: "False"), data: data)
      let inOtherShape = MadeFiles.npy(
        text.replacing("True", with: "False").replacing("(2, 3)", with: "(3, 2)")
          .replacing("(2, 3, 4)", with: "(4, 3, 2)"), data: data)
      let read = try NPYFile.read(bytes: right)
      #expect(try NPYFile.read(bytes: inRows) != read)
      #expect(try NPYFile.read(bytes: inOtherShape) != read)
    }
  }
}
