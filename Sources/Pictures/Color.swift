/// A colour as a screen takes it: red, green and blue from 0 to 255 (sRGB).
public struct Color: Equatable, Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// Equal amounts of all three, 0 black and 255 white.
  public init(grey: UInt8) { self.init(red: grey, green: grey, blue: grey) }

  public static let black = Color(grey: 0)
  public static let white = Color(grey: 255)

  /// How bright the colour is: 0.299·red + 0.587·green + 0.114·blue, rounded to nearest.
  ///
  /// Source: Recommendation ITU-R BT.601 (what most programs mean by "convert to grey").
  public var luma: UInt8 {
    let (red, green, blue) = (Int(red), Int(green), Int(blue))
    let thousandths: Int = 299 * red + 587 * green + 114 * blue
    return UInt8((thousandths + 500) / 1000)
  }

  public var isGrey: Bool { red == green && green == blue }
}
