#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes a file whole or not at all.
///
/// The bytes go to a temporary file in the same folder, which then takes the name in one step. So
/// nobody ever sees half a picture, and when the disk is full the old one is still there.
enum FileReplacement {
  static func write(_ bytes: [UInt8], to path: String) throws(PictureError) {
    try write(to: path) { (descriptor) throws(PictureError) in
      try append(bytes, to: descriptor, path: path)
    }
  }

  /// Calls `fill` with an open file; only if it doesn't throw is that file there under `path`.
  static func write(
    to path: String, fill: (Int32) throws(PictureError) -> Void
  ) throws(PictureError) {
    let target = endOfLinks(path)
    switch FileBytes.kind(ofPath: target) {
    case .folder: throw PictureError(path: path, problem: .folder)
    case .other: try writeStraight(to: target, path: path, fill: fill)
    case .file, nil: try replace(target, path: path, fill: fill)
    }
  }

  private static func replace(
    _ target: String, path: String, fill: (Int32) throws(PictureError) -> Void
  ) throws(PictureError) {
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    let temporary = folder + ".picture-" + String(UInt64.random(in: 0 ... .max), radix: 36)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw unwritable(path, errno) }
    do throws(PictureError) {
      try fill(descriptor)
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, target) == 0 else {
      let number = errno
      unlink(temporary)
      throw unwritable(path, number)
    }
  }

  /// A pipe or a device can't be replaced, and must not be: `/dev/stdout` stays what it is.
  private static func writeStraight(
    to target: String, path: String, fill: (Int32) throws(PictureError) -> Void
  ) throws(PictureError) {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unwritable(path, errno) }
    defer { close(descriptor) }
    try fill(descriptor)
  }

  static func append(
    _ bytes: [UInt8], to descriptor: Int32, path: String
  ) throws(PictureError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress!, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw unwritable(path, errno) }
      rest = rest.dropFirst(written)
    }
  }

  /// A link keeps pointing where it points: what it points at is replaced.
  private static func endOfLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func unwritable(_ path: String, _ number: Int32) -> PictureError {
    let isFolderMissing = number == ENOENT
    return PictureError(
      path: path,
      problem: .unwritable(
        isFolderMissing ? "its folder does not exist" : FileBytes.systemReason(number)))
  }
}

/// The system's `write`, under a name that the functions above don't hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
