import Tensors

/// Colours for numbers from −1 through 0 to +1.
public enum ColorMap: String, Sendable, CaseIterable {
  /// −1 nearly black, 0 exactly mid-grey (128), +1 white: 128 + 127·x, rounded to nearest.
  case grey

  /// −1 blue, 0 nearly white, +1 red. Darker means further from zero on both sides, so it can be
  /// read without telling red from blue, and blue from red can be told by nearly everyone.
  case diverging

  /// −1 dark violet, 0 blue-green, +1 yellow: equal steps look equally large, in grey and to nearly all
  /// who see colours otherwise too. The sign doesn't show: it is for what lies between a smallest and a
  /// largest number.
  ///
  /// Source: the map "viridis" of N. Smith and S. van der Walt (2015, CC0), from nine of its colours at
  /// equal distances.
  case viridis

  /// The map of that name: `rawValue`, or `gray` as others write it; nil where there is none.
  public init?(named name: String) {
    self.init(rawValue: name == "gray" ? "grey" : name)
  }

  /// The colour of a number; numbers beyond −1 and +1 get the colours of the ends.
  ///
  /// - Precondition: `x` is not NaN.
  public func color(_ x: Float) -> Color {
    require(!x.isNaN, "NaN has no place in a colour map")
    let x = min(max(x, -1), 1)
    switch self {
    case .grey:
      return Color(grey: UInt8((128 + 127 * x).rounded()))
    case .diverging:
      return Self.between(x < 0 ? Self.blues : Self.reds, x.magnitude)
    case .viridis:
      return Self.between(Self.violetToYellow, (x + 1) / 2)
    }
  }

  /// Whether all of its colours are grey.
  public var isGrey: Bool { self == .grey }

  /// The colour of zero.
  public var neutral: Color { color(0) }

  /// What has no place between −1 and +1 (NaN, infinities) is drawn in this colour, which no map
  /// has.
  public static let notANumber = Color(red: 255, green: 214, blue: 0)

  private static let blues = [
    Color(grey: 247), Color(red: 164, green: 201, blue: 226), Color(red: 70, green: 145, blue: 199),
    Color(red: 26, green: 88, blue: 160), Color(red: 8, green: 42, blue: 102),
  ]

  private static let reds = [
    Color(grey: 247), Color(red: 246, green: 182, blue: 150), Color(red: 222, green: 104, blue: 80),
    Color(red: 178, green: 30, blue: 44), Color(red: 102, green: 2, blue: 30),
  ]

  private static let violetToYellow = [
    Color(red: 68, green: 1, blue: 84), Color(red: 71, green: 45, blue: 123),
    Color(red: 59, green: 82, blue: 139), Color(red: 44, green: 114, blue: 142),
    Color(red: 33, green: 144, blue: 140), Color(red: 39, green: 173, blue: 129),
    Color(red: 93, green: 200, blue: 99), Color(red: 170, green: 220, blue: 50),
    Color(red: 253, green: 231, blue: 37),
  ]

  /// The colour at `x`, from 0 for the first stop to 1 for the last.
  private static func between(_ stops: [Color], _ x: Float) -> Color {
    let place = x * Float(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    return mixed(stops[index], stops[index + 1], place - Float(index))
  }

  /// `a` where `part` is 0, `b` where it is 1.
  private static func mixed(_ a: Color, _ b: Color, _ part: Float) -> Color {
    func mixed(_ a: UInt8, _ b: UInt8) -> UInt8 {
      // Rounded to nearest: none is below 1, where adding a half could round the sum itself.
      UInt8(Float(a) + part * (Float(b) - Float(a)) + 0.5)
    }
    return Color(
      red: mixed(a.red, b.red), green: mixed(a.green, b.green), blue: mixed(a.blue, b.blue))
  }
}
