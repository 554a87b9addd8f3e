/// What there is to see of a step: grids of numbers, and the formula with the numbers put in.
///
/// It is drawn by `text(width:)` and by `picture`.
public struct Page: Sendable, Equatable {
  /// What the step is about.
  public var title: String
  /// The grids, those of one row side by side.
  public var rows: [[Panel]]
  /// The formula, the numbers put in, the sums on the way.
  public var lines: [PageLine]
  /// What the signs in the grids mean.
  public var notes: [String] = []
}

/// A line of a page: what stands left of its sign of equality, and the parts of what stands right, between
/// which it may be broken.
public struct PageLine: Sendable, Equatable {
  /// "Y[0,1] =", or blank where the line goes on.
  public let head: String
  /// "K[0,0]·X[0,1]", "+ K[0,1]·X[0,2]".
  public let parts: [String]
}

/// A grid of numbers with its name.
public struct Panel: Sendable, Equatable {
  /// What stands between the panel at the left and this one: "·", "=", "→".
  public var joint = ""
  /// Its name.
  public var title: String
  /// The rows, all of one length.
  public var cells: [[Cell]]
  /// What stands left of the rows, if anything.
  public var rowNames: [String] = []
  /// What stands above the columns, if anything.
  public var columnNames: [String] = []
}

/// A number in a grid.
public struct Cell: Sendable, Equatable {
  /// The number in words; empty where there is none yet.
  public var text: String
  /// What is said of it.
  public var mark = Mark.none
  /// What kind of padding it lies on, if any.
  public var padding: PaddedNumber?

  /// What is said of a number.
  public enum Mark: Sendable, Equatable {
    case none
    /// It takes part in the step.
    case used
    /// It is what the step is about.
    case current
    /// Of those that take part it was chosen.
    case winner
    /// It isn't known yet.
    case pending
  }

  /// A number that isn't known yet.
  static let pending = Cell(text: "", mark: .pending)
}
