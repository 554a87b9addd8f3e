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
/// nobody ever sees half a file, and when the disk is full the old one is still there.
enum FileReplacement {
  /// Calls `fill` with an open file; only if it doesn't throw is that file there under `path`.
  static func write(
    to path: String, fill: (Int32) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    let target = endOfLinks(path)
    var status = stat()
    guard stat(target, &status) == 0 else { return try replace(target, path: path, fill: fill) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw TensorFileError(path: path, problem: .folder)
    case S_IFREG: try replace(target, path: path, fill: fill)
    default: try writeStraight(to: target, path: path, fill: fill)
    }
  }

  private static func replace(
    _ target: String, path: String, fill: (Int32) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    let temporary = folder + ".tensors-" + String(UInt64.random(in: 0 ... .max), radix: 36)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw unwritable(path, errno) }
    do throws(TensorFileError) {
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
    to target: String, path: String, fill: (Int32) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unwritable(path, errno) }
    defer { close(descriptor) }
    try fill(descriptor)
  }

  /// Writes the bytes where the last ones ended.
  static func append(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String
  ) throws(TensorFileError) {
    var done = 0
    while done < bytes.count {
      let piece = min(bytes.count - done, System.largestPiece)
      let written = System.write(descriptor, bytes.baseAddress! + done, piece)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw unwritable(path, errno) }
      done += written
    }
  }

  /// A link keeps pointing where it points: what it points at is replaced.
  private static func endOfLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func unwritable(_ path: String, _ number: Int32) -> TensorFileError {
    let reason = number == ENOENT ? "its folder does not exist" : System.reason(number)
    return TensorFileError(path: path, problem: .unwritable(reason))
  }
}
