#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is open for writing, lent by whoever opened it.
package struct FileWriter<Failure: FileError> {
  let path: String
  let descriptor: Int32

  /// Writes the bytes behind the last ones.
  ///
  /// - Returns: how it went, as a value: the closures that lend memory don't throw typed errors.
  package func append(_ bytes: UnsafeRawBufferPointer) -> Result<Void, Failure> {
    let (done, failure) = FileSystem.inPieces(bytes.count) { done, piece in
      write(descriptor, bytes.baseAddress! + done, piece)
    }
    guard done < bytes.count else { return .success(()) }
    // What takes no bytes and has no error to tell has failed all the same.
    return .failure(.unwritable(path, failure ?? EIO))
  }
}
