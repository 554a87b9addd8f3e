@testable import TensorFiles

/// Files put together by hand, right and wrong.
enum MadeFiles {
  /// An NPY file with this header, padded or not, and these bytes after it.
  static func npy(
    _ header: String, data: [UInt8] = [], version: UInt8 = 1, isPadded: Bool = true
  ) -> [UInt8] {
    npy(header: Array(header.utf8), data: data, version: version, isPadded: isPadded)
  }

  static func npy(
    header: [UInt8], data: [UInt8] = [], version: UInt8 = 1, isPadded: Bool = true
  ) -> [UInt8] {
    let prefix = version == 1 ? 10 : 12
    let padding = isPadded ? 63 - (prefix + header.count) % 64 : 0
    let text =
      header + [UInt8](repeating: 0x20, count: padding) + (isPadded ? [0x0A] : [])
    let length = (0..<prefix - 8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + data
  }

  /// A safetensors file with this header and these bytes after it.
  static func safetensors(_ header: String, data: [UInt8] = []) -> [UInt8] {
    safetensors(header: Array(header.utf8), data: data)
  }

  static func safetensors(header: [UInt8], data: [UInt8] = []) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header + data
  }
}

/// What reading says when it throws.
func message(_ read: () throws -> Void) -> String {
  do {
    try read()
    return "nothing was thrown"
  } catch {
    return "\(error)"
  }
}
