#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How many pixels a PNG file says that it has, known from its first bytes.
enum PNGSize {
  /// - Returns: nil if it is no file or too short. Whether it is a PNG shows when it is read.
  static func ofFile(_ path: String) -> (width: Int, height: Int)? {
    // A pipe with a file's name would be waited for, if it were opened in the usual way.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    // The signature (8 bytes), length and name of the first chunk (4 each), width, height.
    var bytes = [UInt8](repeating: 0, count: 24)
    guard read(descriptor, &bytes, 24) == 24 else { return nil }
    func number(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    return (number(16), number(20))
  }
}
