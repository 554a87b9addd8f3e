/// The words after `swift` on a cell's opening fence.
public struct CellOptions: Sendable, Equatable {
  /// Runs, but isn't shown.
  public var isHidden = false
  /// Is shown, but doesn't run.
  public var isNotRun = false
  /// Is meant not to compile, or to trap: the message is its output. It runs as the cells before it
  /// and itself, in a process of its own.
  public var fails = false
  /// Its numbers are timings and its pictures plots of them: shown, not compared.
  public var isMasked = false
  /// Has a scope of its own: other cells don't see what it declares, and it may declare again what they
  /// have declared.
  public var hasOwnScope = false
  /// How far a number may be from the recorded one, relative to it; nil for the usual tolerance.
  public var tolerance: Double?
  /// How long it says that it may run, in seconds; nil for the usual time.
  public var ownTimeout: Double?

  /// How long it may run, in seconds.
  public var timeout: Double { ownTimeout ?? 60 }

  /// Those of a fence that says only `swift`: shown, run, compared.
  public init() {}

  /// What is wrong with a word.
  public struct Fault: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  private static let names = [
    "hidden", "norun", "fails", "masked", "scope", "tolerance=", "timeout=",
  ]

  /// Reads the words: `hidden timeout=120s`.
  ///
  /// A misspelt option would change what a lesson does without anyone noticing, so every word must
  /// be known.
  public init(words: [Substring]) throws(Fault) {
    for word in words {
      switch word {
      case "hidden": isHidden = true
      case "norun": isNotRun = true
      case "fails": fails = true
      case "masked": isMasked = true
      case "scope": hasOwnScope = true
      case _ where word.hasPrefix("tolerance="):
        let text = word.dropFirst("tolerance=".count)
        guard let value = Double(text), value >= 0, value < 1 else {
          throw Fault(
            description: "'\(word)': a tolerance is a number from 0 to 1, as in tolerance=0.02")
        }
        tolerance = value
      case _ where word.hasPrefix("timeout="):
        let text = word.dropFirst("timeout=".count)
        guard text.hasSuffix("s"), let value = Double(text.dropLast()), value > 0, value <= 3600
        else {
          throw Fault(description: "'\(word)': a timeout is in seconds, as in timeout=120s")
        }
        ownTimeout = value
      default:
        let nearest = Spelling.nearest(to: String(word), among: Self.names)
        throw Fault(
          description: "a cell has no option '\(word)'"
            + (nearest.map { "; did you mean '\($0)'?" } ?? ".")
            + " The options are: \(Self.names.joined(separator: ", "))")
      }
    }
    if isNotRun && (fails || isMasked) {
      throw Fault(
        description: "'norun' says that the cell doesn't run, so 'fails' and 'masked' can't hold")
    }
  }
}
