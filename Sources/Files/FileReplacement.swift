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
package enum FileReplacement {
  /// Calls `fill` with an open file; only if it doesn't throw is that file there under `path`.
  ///
  /// - Throws: what `fill` throws, or that the file is a folder or can't be written.
  package static func write<Failure: FileError>(
    to path: String, fill: (FileWriter<Failure>) throws(Failure) -> Void
  ) throws(Failure) {
    let target = endOfLinks(path)
    switch FileSystem.kind(ofPath: target) {
    case .folder: throw Failure(path: path, problem: .folder)
    case .other: try writeStraight(to: target, path: path, fill: fill)
    case .file, nil: try replace(target, path: path, fill: fill)
    }
  }

  private static func replace<Failure: FileError>(
    _ target: String, path: String, fill: (FileWriter<Failure>) throws(Failure) -> Void
  ) throws(Failure) {
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    let temporary = folder + ".unfinished-" + String(UInt64.random(in: 0 ... .max), radix: 36)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Failure.unwritable(path, errno) }
    do throws(Failure) {
      try fill(FileWriter(path: path, descriptor: descriptor))
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, target) == 0 else {
      let number = errno
      unlink(temporary)
      throw Failure.unwritable(path, number)
    }
  }

  /// A pipe or a device can't be replaced, and must not be: `/dev/stdout` stays what it is.
  private static func writeStraight<Failure: FileError>(
    to target: String, path: String, fill: (FileWriter<Failure>) throws(Failure) -> Void
  ) throws(Failure) {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure.unwritable(path, errno) }
    defer { close(descriptor) }
    try fill(FileWriter(path: path, descriptor: descriptor))
  }

  /// A link keeps pointing where it points: what it points at is replaced.
  private static func endOfLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
