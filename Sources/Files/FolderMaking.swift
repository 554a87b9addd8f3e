#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FileSystem {
  /// Makes the folder at `path`, and those that it is in, where they aren't there.
  ///
  /// - Throws: which of them can't be made, and why.
  package static func makeFolder<Failure: FileError>(
    _ path: String, failure: Failure.Type
  ) throws(Failure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      made += made.isEmpty || made == "/" ? "\(name)" : "/\(name)"
      if kind(ofPath: made) == .folder { continue }
      // Somebody else may make it at the same time.
      if mkdir(made, 0o777) == 0 { continue }
      let number = errno
      if kind(ofPath: made) == .folder { continue }
      throw Failure.unwritable(made, number == EEXIST ? ENOTDIR : number)
    }
  }
}
