import TensorFiles
import Tensors

/// Small tensors in their files, of every type and several ranks.
enum TensorSeeds {
  private static let tensors: [(name: String, tensor: StoredTensor)] = [
    (
      "float32",
      StoredTensor(
        Tensor<Float>(shape: [2, 3], [0, -1, 0.5, .infinity, .leastNonzeroMagnitude, .nan]))
    ),
    ("float64", StoredTensor(Tensor<Double>(shape: [1, 2, 1], [1e300, -0.0]))),
    ("int64", StoredTensor(Tensor<Int64>(shape: [3], [.min, 0, .max]))),
    ("int32", StoredTensor(Tensor<Int32>(shape: [], [7]))),
    ("int8", StoredTensor(Tensor<Int8>(shape: [2, 1, 1, 1, 1, 2], [1, 2, 3, -4]))),
    ("uint8", StoredTensor(Tensor<UInt8>(shape: [0, 4], []))),
  ]

  static var npy: [(name: String, bytes: [UInt8])] {
    let written = tensors.map { (name: $0.name, bytes: NPYFile.bytes(of: $0.tensor)) }
    // What is read but never written: other types, orders and versions.
    let other = [
      ("half", header("'<f2', 'fortran_order': False, 'shape': (2,)"), 4),
      ("bool", header("'|b1', 'fortran_order': True, 'shape': (2, 2)"), 4),
      ("big", header("'>f8', 'fortran_order': True, 'shape': (1, 2, 1)"), 16),
      ("long", header("\"<i4\", 'fortran_order': False, 'shape': (1L,)", version: 2), 4),
      ("text", header("'<i2', 'fortran_order': False, 'shape': ()", version: 3), 2),
    ].map { (name: $0.0, bytes: $0.1 + (0..<UInt8($0.2))) }
    return written + other
  }

  private static func header(_ words: String, version: UInt8 = 1) -> [UInt8] {
    let text = Array("{'descr': \(words), }\n".utf8)
    let length = (0..<(version == 1 ? 2 : 4)).map {
      UInt8(truncatingIfNeeded: text.count >> (8 * $0))
    }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text
  }

  static var safetensors: [(name: String, bytes: [UInt8])] {
    let each = tensors.map { ($0.name, [$0.name: $0.tensor], [String: String]()) }
    let all = Dictionary(uniqueKeysWithValues: tensors.map { ($0.name, $0.tensor) })
    let files =
      each + [
        ("none", [:], [:]), ("all", all, ["format": "pt"]),
        ("names", ["ä\"\\\n\u{1F600}": tensors[0].tensor, "": tensors[2].tensor], ["é": "\u{7}"]),
      ]
    return files.map { name, tensors, metadata in
      guard let bytes = try? Safetensors.bytes(of: tensors, metadata: metadata) else {
        fatalError("the seed \(name) can't be made")
      }
      return (name: name, bytes: bytes)
    }
      + [
        // Of types that are read and never written, or not read.
        ("half", text("{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4)),
        ("bool", text("{\"b\":{\"dtype\":\"BOOL\",\"shape\":[2,2],\"data_offsets\":[0,4]}}", 4)),
        ("brain", text("{\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]}}", 2)),
        (
          "escapes",
          text(
            "{\"\\u00e4\\ud83d\\ude00\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}", 1)
        ),
      ]
  }

  private static func text(_ json: String, _ count: UInt8) -> [UInt8] {
    let json = Array(json.utf8)
    return (0..<8).map { UInt8(truncatingIfNeeded: json.count >> (8 * $0)) } + json + (0..<count)
  }
}
