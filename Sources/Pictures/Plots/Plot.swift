/// What draws itself as a picture with a title, axes and a legend.
public protocol Plot: Sendable {
  /// The plot, drawn.
  var picture: Picture { get }
}

/// A number that plots take: `Double`, `Float` or `Int`.
public protocol PlotNumber: Sendable {
  /// The number as plots reckon with it.
  var plotted: Double { get }
}

extension Double: PlotNumber {
  /// The number itself.
  public var plotted: Double { self }
}

extension Float: PlotNumber {
  /// The same number.
  public var plotted: Double { Double(self) }
}

extension Int: PlotNumber {
  /// The same number, to the nearest that a Double has.
  public var plotted: Double { Double(self) }
}
