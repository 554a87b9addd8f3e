import Pictures

/// How feature maps are drawn, and what is written of them.
public struct MapStyle: Sendable {
  /// What a file of a map is: a picture, or its numbers. The raw value is the ending of its name.
  public enum Format: String, CaseIterable, Sendable {
    case png, npy
  }

  /// Which colours stand for the numbers.
  public var colors: ColorMap
  /// Whether equal colours are equal numbers in all maps, or each map has a scale of its own.
  public var scale: FeatureMap.ScaleSource
  /// What is written.
  public var formats: [Format]
  /// Whether the map's own picture has a legend under it; those on the sheet always have.
  public var hasLegend: Bool
  /// How many pixels of the map's own picture a number is wide and high, at least 1.
  public var enlargement: Int

  /// A style; unless told, grey pictures with legends on one scale. The parameters are the properties.
  public init(
    colors: ColorMap = .grey, scale: FeatureMap.ScaleSource = .shared, formats: [Format] = [.png],
    hasLegend: Bool = true, enlargement: Int = 1
  ) {
    self.colors = colors
    self.scale = scale
    self.formats = formats
    self.hasLegend = hasLegend
    self.enlargement = enlargement
  }
}
