/// Where two pictures are not the same.
public enum PictureDifference: Equatable, Sendable, CustomStringConvertible {
  /// Their sizes or channels are not equal: `[channels, height, width]` of the one and the other.
  case shapes([Int], [Int])

  /// So many pixels are too far apart. `first` is the first in row order, and `largest` the most
  /// grey levels that any channel of any pixel is apart.
  case pixels(count: Int, first: Place, largest: Int)

  /// A pixel at which the two pictures differ, and what each has there.
  public struct Place: Equatable, Sendable {
    /// From 0 at the top.
    public let row: Int
    /// From 0 at the left.
    public let column: Int
    /// The colour in the picture that was asked.
    public let color: Color
    /// The colour in the one that it was held against.
    public let other: Color
  }

  public var description: String {
    switch self {
    case .shapes(let mine, let other):
      return "the pictures are \(Self.words(mine)) and \(Self.words(other))"
    case .pixels(let count, let first, let largest):
      let pixels = count == 1 ? "1 pixel differs" : "\(count) pixels differ"
      let levels = largest == 1 ? "1 grey level" : "\(largest) grey levels"
      return "\(pixels), by up to \(levels); the first in row \(first.row), column "
        + "\(first.column): \(Self.words(first.color)) and \(Self.words(first.other))"
    }
  }

  private static func words(_ shape: [Int]) -> String {
    "\(shape[2]) × \(shape[1]) \(shape[0] == 1 ? "grey" : "RGB")"
  }

  private static func words(_ color: Color) -> String {
    color.isGrey ? "\(color.red)" : "(\(color.red), \(color.green), \(color.blue))"
  }
}

extension Picture {
  /// Where this picture and `other` are more than `greyLevels` apart, or nil where they are
  /// nowhere.
  ///
  ///     if let difference = drawn.difference(from: recorded, within: 1) { print(difference) }
  ///
  /// A pixel counts once, if any of its channels is too far apart.
  public func difference(from other: Picture, within greyLevels: Int = 0) -> PictureDifference? {
    guard (width, height, channels) == (other.width, other.height, other.channels) else {
      return .shapes([channels, height, width], [other.channels, other.height, other.width])
    }
    var count = 0
    var first: Int?
    var largest = 0
    for pixel in 0..<width * height {
      var apart = 0
      for place in pixel * channels..<(pixel + 1) * channels {
        apart = max(apart, abs(Int(pixels[place]) - Int(other.pixels[place])))
      }
      largest = max(largest, apart)
      guard apart > greyLevels else { continue }
      count += 1
      if first == nil { first = pixel }
    }
    guard let first else { return nil }
    let (row, column) = (first / width, first % width)
    let place = PictureDifference.Place(
      row: row, column: column, color: self[row, column], other: other[row, column])
    return .pixels(count: count, first: place, largest: largest)
  }
}
