#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system says of files, and how much it takes at once.
package enum FileSystem {
  /// The most bytes that are read or written with one call: the systems stop at 2 GiB.
  package static let largestPiece = 1 << 26

  /// What can be at a path.
  package enum Kind {
    case file, folder
    /// A pipe, a device or a socket.
    case other
  }

  /// What is at `path`, at the end of its links; nil where there is nothing.
  package static func kind(ofPath path: String) -> Kind? {
    var status = stat()
    return stat(path, &status) == 0 ? kind(status) : nil
  }

  static func kind(_ status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// The system's words for an error number.
  static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

  /// Moves `count` bytes in pieces, as many as the system takes at once.
  ///
  /// - Parameters:
  ///   - count: how many bytes there are to move.
  ///   - move: the system's call: it gets how many bytes are done and how many to try now, and
  ///     returns how many it moved, or −1. A call that a signal interrupted is made again.
  /// - Returns: how many bytes were moved, fewer than `count` at the end of a file or after a
  ///   failure, and the number of the failure.
  static func inPieces(
    _ count: Int, move: (_ done: Int, _ piece: Int) -> Int
  ) -> (done: Int, failure: Int32?) {
    var done = 0
    while done < count {
      let moved = move(done, min(count - done, largestPiece))
      if moved < 0 && errno == EINTR { continue }
      if moved < 0 { return (done, errno) }
      if moved == 0 { break }
      done += moved
    }
    return (done, nil)
  }
}
