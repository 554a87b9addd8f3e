/// A line of a comparison.
public enum LineChange: Sendable, Equatable {
  /// The two agree, though not each letter need be the same.
  case same(recorded: String, printed: String)
  /// It is recorded, but wasn't printed.
  case recorded(String)
  /// It was printed, but isn't recorded.
  case printed(String)
}

/// A line that is recorded and the one that was printed in its place.
public struct LinePair: Sendable, Equatable {
  /// Nil where something more was printed.
  public let recorded: String?
  /// Nil where less was printed.
  public let printed: String?
  /// Whether the two agree.
  public let agrees: Bool

  /// A recorded line and a printed one, of which one may be missing.
  public init(recorded: String?, printed: String?, agrees: Bool = false) {
    self.recorded = recorded
    self.printed = printed
    self.agrees = agrees
  }

  /// The lines of a comparison side by side: between two lines that agree, the first recorded one
  /// stands beside the first printed one, and so on.
  public static func pairs(_ changes: [LineChange]) -> [LinePair] {
    var pairs: [LinePair] = []
    var recorded: [String] = []
    var printed: [String] = []
    func endRun() {
      for index in 0..<max(recorded.count, printed.count) {
        pairs.append(
          LinePair(
            recorded: index < recorded.count ? recorded[index] : nil,
            printed: index < printed.count ? printed[index] : nil))
      }
      recorded = []
      printed = []
    }
    for change in changes {
      switch change {
      case .recorded(let text): recorded.append(text)
      case .printed(let text): printed.append(text)
      case .same(let old, let new):
        endRun()
        pairs.append(LinePair(recorded: old, printed: new, agrees: true))
      }
    }
    endRun()
    return pairs
  }
}

/// A number that is further from the recorded one than it may be.
public struct NumberDifference: Sendable, Equatable {
  /// The line of the recorded output, counted from 1.
  public let line: Int
  /// As it is recorded.
  public let recorded: String
  /// As it was printed.
  public let printed: String
  /// How far the two are apart; not finite where one of them isn't.
  public let difference: Double
  /// How far they may be apart.
  public let allowed: Double

  /// A number that was recorded on this line, counted from 1, and another one that was printed.
  public init(
    line: Int, recorded: String, printed: String, difference: Double, allowed: Double
  ) {
    self.line = line
    self.recorded = recorded
    self.printed = printed
    self.difference = difference
    self.allowed = allowed
  }
}
