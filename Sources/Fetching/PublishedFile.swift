/// A file that somebody has published for good: its name, and what tells its bytes from all others.
public struct PublishedFile: Equatable, Sendable {
  /// Its name, in every mirror and in the folder that gets it.
  public let name: String
  /// How many bytes it has.
  public let byteCount: Int
  /// The SHA-256 digest of its bytes, in 64 hexadecimal digits, small letters.
  public let sha256: String

  /// A file of this name, with as many bytes and this digest.
  public init(name: String, byteCount: Int, sha256: String) {
    (self.name, self.byteCount, self.sha256) = (name, byteCount, sha256)
  }
}
