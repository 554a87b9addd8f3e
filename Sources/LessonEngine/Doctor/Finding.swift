/// What was found out about one thing that lessons need.
public struct Finding: Sendable, Equatable, Encodable {
  /// How it is.
  public enum Verdict: String, Sendable, Encodable {
    /// As it should be.
    case well
    /// Not as it could be, but lessons run.
    case note
    /// Lessons don't run, or not all.
    case fault
  }

  /// What it is about, in a word or two: "compiler".
  public let name: String
  /// What was found, in words that make sense behind the name.
  public let found: String
  /// How that is.
  public let verdict: Verdict
  /// What to do about it; nil where all is well, or nothing can be done.
  public let remedy: String?

  /// Something that is as it should be.
  package static func well(_ name: String, _ found: String) -> Finding {
    Finding(name: name, found: found, verdict: .well, remedy: nil)
  }

  /// Something that isn't as it could be.
  package static func note(_ name: String, _ found: String, remedy: String? = nil) -> Finding {
    Finding(name: name, found: found, verdict: .note, remedy: remedy)
  }

  /// Something without which lessons don't run, or not all.
  package static func fault(_ name: String, _ found: String, remedy: String) -> Finding {
    Finding(name: name, found: found, verdict: .fault, remedy: remedy)
  }
}
