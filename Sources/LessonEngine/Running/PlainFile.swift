import Foundation

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A file that a lesson's program has named, which may be anything: it isn't waited for, links aren't
/// followed, and it may be too large.
enum PlainFile {
  /// The bytes of a plain file; nil for everything else, and where there are more than `most`.
  static func contents(_ path: String, atMost most: Int) -> Data? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let data = try? handle.read(upToCount: most + 1), data.count <= most
    else { return nil }
    return data
  }
}
