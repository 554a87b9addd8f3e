import Files

extension PublishedFile {
  /// What there is of a published file in a folder.
  public enum State: Equatable, Sendable {
    /// The file, byte for byte.
    case there
    /// A file of this name that is another one, or that can't be read.
    case another
    /// So many bytes of it: it has been begun.
    case begun(bytes: Int)
    /// Nothing.
    case missing
  }

  /// What there is of the file in a folder. A file that is as long as the published one is read for that.
  public func state(in folder: String) -> State {
    let path = "\(folder)/\(name)"
    if FileSystem.kind(ofPath: path) != nil {
      return (try? Digest.isRight(path, self)) == true ? .there : .another
    }
    let begun = (try? FileReader<FetchError>("\(path).part"))?.byteCount ?? 0
    return begun > 0 ? .begun(bytes: begun) : .missing
  }
}
