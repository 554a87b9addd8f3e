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
