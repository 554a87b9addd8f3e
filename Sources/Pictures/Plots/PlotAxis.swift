import Tensors

/// How numbers are laid out along an axis.
public enum PlotScale: Sendable, CaseIterable {
  /// Equal differences are equally far apart.
  case linear
  /// Equal ratios are equally far apart. Numbers that aren't above 0 have no place.
  case logarithmic

  /// The number that lies on the axis as `x` does on the scale; NaN or infinite where it has no place.
  func position(_ x: Double) -> Double { self == .linear ? x : decimalLogarithm(x) }
}

/// One axis of a plot: what it says, how it is divided, and from where to where it goes.
public struct PlotAxis: Equatable, Sendable {
  /// What is counted or measured along it.
  public var label: String
  /// Linear or logarithmic.
  public var scale: PlotScale { didSet { requireRange() } }
  /// From where to where it goes; nil for as far as the data do.
  public var range: ClosedRange<Double>? { didSet { requireRange() } }

  /// An axis.
  ///
  /// - Parameters:
  ///   - label: what is counted or measured along it.
  ///   - scale: linear or logarithmic.
  ///   - range: from where to where it goes; nil for as far as the data do.
  /// - Precondition: a given range is finite and not empty, and above 0 on a logarithmic scale; so also
  ///   where scale and range are set later.
  public init(
    _ label: String = "", scale: PlotScale = .linear, range: ClosedRange<Double>? = nil
  ) {
    (self.label, self.scale, self.range) = (label, scale, range)
    requireRange()
  }

  private func requireRange() {
    guard let range else { return }
    require(
      range.lowerBound.isFinite && range.upperBound.isFinite
        && range.lowerBound < range.upperBound
        && (range.upperBound - range.lowerBound).isFinite,
      "an axis goes from one finite number to a larger one, not from \(range.lowerBound) to "
        + "\(range.upperBound)")
    require(
      scale == .linear || range.lowerBound > 0,
      "a logarithmic axis has only numbers above 0, and this one begins at \(range.lowerBound)")
  }

  /// Whether a number has a place on the axis.
  func hasPlace(for x: Double) -> Bool { x.isFinite && (scale == .linear || x > 0) }
}
