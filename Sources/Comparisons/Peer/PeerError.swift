/// Why a peer can't be measured.
public enum PeerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No Python can be started under this name.
  case noPython(String)
  /// The Python is there, and lacks what the peer needs.
  case missing(python: String, reason: String)
  /// The peer ended, with these last words on its standard error.
  case ended(lastWords: String)
  /// It said something that is no answer to the question.
  case misunderstood(String)
  /// Its output has another shape than ours, so that it computes something else.
  case otherShape(row: String, ours: [Int], theirs: [Int])

  /// Its network learns another count of numbers than ours.
  case otherNetwork(row: String, ours: Int, theirs: Int)

  public var description: String {
    switch self {
    case .noPython(let python):
      "there is no '\(python)' to run PyTorch with. \(Self.howToGetIt)"
    case .missing(let python, let reason):
      "'\(python)' has no PyTorch (\(reason)). \(Self.howToGetIt)"
    case .ended(let lastWords):
      "the peer has ended" + (lastWords.isEmpty ? "" : ": \(lastWords)")
    case .misunderstood(let line):
      "the peer's answer can't be understood: \(line)"
    case .otherShape(let row, let ours, let theirs):
      "\(row): the peer's output has the shape \(theirs), and ours \(ours)"
    case .otherNetwork(let row, let ours, let theirs):
      "\(row): the peer's network learns \(theirs) numbers, and ours \(ours)"
    }
  }

  private static let howToGetIt = """
    To get it:
        python3 -m venv .build/peers && .build/peers/bin/pip install torch
    and then add --python .build/peers/bin/python
    """
}
