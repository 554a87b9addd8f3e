/// A colour as a screen takes it: red, green and blue from 0 to 255 (sRGB).
public struct Color: Equatable, Hashable, Sendable {
  /// The share of red, from 0 for none to 255.
  public var red: UInt8
  /// The share of green, from 0 for none to 255.
  public var green: UInt8
  /// The share of blue, from 0 for none to 255.
  public var blue: UInt8

  /// The colour that is mixed of these three, each from 0 to 255.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// Equal amounts of all three, 0 black and 255 white.
  public init(grey: UInt8) { self.init(red: grey, green: grey, blue: grey) }

  /// None of the three.
  public static let black = Color(grey: 0)
  /// All that there is of the three.
  public static let white = Color(grey: 255)

  /// How bright the colour is: 0.299·red + 0.587·green + 0.114·blue, rounded to nearest.
  ///
  /// Source: Recommendation ITU-R BT.601 (what most programs mean by "convert to grey").
  public var luma: UInt8 {
    let (red, green, blue) = (Int(red), Int(green), Int(blue))
    let thousandths: Int = 299 * red + 587 * green + 114 * blue
    return UInt8((thousandths + 500) / 1000)
  }

  /// Whether red, green and blue are equal, as in black and white too.
  public var isGrey: Bool { red == green && green == blue }
}
