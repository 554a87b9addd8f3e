import Files

/// Tells a file from all others by its bytes.
enum Digest {
  /// The SHA-256 digest of a file's bytes, in hexadecimal digits.
  ///
  /// - Throws: that it can't be read.
  static func sha256(ofFile path: String) throws(FetchError) -> String {
    let file = try FileReader<FetchError>(path)
    var hash = SHA256()
    while true {
      let bytes = try file.next(1 << 20)
      if bytes.isEmpty { break }
      hash.update(bytes)
    }
    return hash.digest().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Whether the file at `path` is the published one. What is shorter or longer isn't read.
  ///
  /// - Throws: that it can't be read.
  static func isRight(_ path: String, _ file: PublishedFile) throws(FetchError) -> Bool {
    guard try FileReader<FetchError>(path).byteCount == file.byteCount else { return false }
    return try sha256(ofFile: path) == file.sha256
  }
}
