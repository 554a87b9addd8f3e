import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder that feature maps go into.
package struct MapFolder {
  private let path: String

  package init(_ path: String) { self.path = path }

  /// Makes the folder, and those that it lies in, where they are missing, and finds out whether these
  /// files can be made in it, so that not some are there and others not.
  package func prepare(for files: [String]) throws {
    try make(path)
    guard access(path, W_OK | X_OK) == 0 else {
      throw MapExportError.unwritableFolder(path, String(cString: strerror(errno)))
    }
    for file in files where FileSystem.kind(ofPath: file) == .folder {
      throw MapExportError.unwritableFolder(path, "'\(file)' is a folder")
    }
  }

  private func make(_ path: String) throws(MapExportError) {
    switch FileSystem.kind(ofPath: path) {
    case .folder: return
    case .file, .other: throw .notFolder(path)
    case nil: break
    }
    let above = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
    if !above.isEmpty {
      try make((path.hasPrefix("/") ? "/" : "") + above.joined(separator: "/"))
    }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw .unwritableFolder(path, String(cString: strerror(errno)))
    }
  }
}
