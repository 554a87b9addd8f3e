#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that grows at its end, and is worth something before it is whole.
///
/// What `append` has returned from is in the file, also when the process is killed after that. It is closed when
/// nobody holds it any more.
package final class GrowingFile<Failure: FileError>: Sendable {
  /// Where it is.
  package let path: String
  private let descriptor: Int32

  /// What becomes of a file that is there.
  package enum Beginning {
    /// It is kept, and grows on.
    case goingOn
    /// It is an error: the file must be new.
    case new
  }

  /// Opens or makes the file at `path`.
  ///
  /// - Throws: that it can't be written, also where its folder isn't there.
  package init(_ path: String, _ beginning: Beginning) throws(Failure) {
    let mode = beginning == .new ? O_CREAT | O_EXCL : O_CREAT
    descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | mode, 0o666)
    self.path = path
    guard descriptor >= 0 else {
      let number = errno
      throw number == EISDIR
        ? Failure(path: path, problem: .folder) : Failure.unwritable(path, number)
    }
  }

  deinit { close(descriptor) }

  /// How many bytes it has now; 0 for what has no length.
  package var byteCount: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Writes the bytes behind the last ones.
  ///
  /// - Throws: why not all of them could be written. Some of them may be there all the same.
  package func append(_ bytes: some Sequence<UInt8>) throws(Failure) {
    let bytes = Array(bytes)
    let (done, failure) = bytes.withUnsafeBytes { buffer in
      FileSystem.inPieces(buffer.count) { done, piece in
        write(descriptor, buffer.baseAddress! + done, piece)
      }
    }
    if done < bytes.count { throw Failure.unwritable(path, failure ?? EIO) }
  }

  /// Takes all bytes away.
  ///
  /// - Throws: that this isn't possible.
  package func empty() throws(Failure) {
    // A device has no length that could be changed, and needn't have.
    guard ftruncate(descriptor, 0) == 0 || errno == EINVAL else {
      throw Failure.unwritable(path, errno)
    }
  }
}
