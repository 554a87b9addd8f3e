import Pictures

/// At most 255 colours for a picture, and which of them each pixel has.
///
/// Sixels say colours in percent, so 101 levels of grey are all that there are. A picture with no more
/// than 255 such colours, as most feature maps are, keeps each. For others the colours are divided by
/// *median cut*: the group of colours that is spread furthest is cut in two where half of its pixels
/// lie on each side, until there are enough groups; each is shown by its mean.
///
/// Source: P. Heckbert, *Color image quantization for frame buffer display*, SIGGRAPH 1982,
/// doi:10.1145/800064.801294.
struct SixelPalette {
  static let largestCount = 255

  /// Red, green and blue from 0 to 100.
  private(set) var colors: [Color] = []
  /// The number of each pixel's colour, row by row.
  private(set) var numbers: [UInt8] = []

  init(of picture: Picture) {
    let pixels = Self.percentages(picture)
    if !takeAll(pixels) { cut(pixels) }
  }

  private static func percentages(_ picture: Picture) -> [Color] {
    let percent = (0...255).map { UInt8(($0 * 200 + 255) / 510) }
    let bytes = picture.pixels
    if picture.channels == 1 { return bytes.map { Color(grey: percent[Int($0)]) } }
    return stride(from: 0, to: bytes.count, by: 3).map {
      Color(
        red: percent[Int(bytes[$0])], green: percent[Int(bytes[$0 + 1])],
        blue: percent[Int(bytes[$0 + 2])])
    }
  }

  /// Takes the colours as they are, in the order in which they come.
  ///
  /// - Returns: false if there are too many.
  private mutating func takeAll(_ pixels: [Color]) -> Bool {
    var known: [Color: UInt8] = [:]
    numbers.reserveCapacity(pixels.count)
    for color in pixels {
      if let number = known[color] {
        numbers.append(number)
        continue
      }
      if colors.count == Self.largestCount { return false }
      known[color] = UInt8(colors.count)
      numbers.append(UInt8(colors.count))
      colors.append(color)
    }
    return true
  }

  private mutating func cut(_ pixels: [Color]) {
    var counts: [Color: Int] = [:]
    for color in pixels { counts[color, default: 0] += 1 }
    // The order of a dictionary changes from run to run, and a picture's sixels shouldn't.
    var groups = [Group(counts.map { ($0, $1) }.sorted { Group.precedes($0.color, $1.color) })]
    while groups.count < Self.largestCount,
      let widest = groups.indices.max(by: { groups[$0].spread < groups[$1].spread }),
      groups[widest].spread > 0
    {
      let (low, high) = groups[widest].halves
      groups[widest] = low
      groups.append(high)
    }
    colors = groups.map(\.mean)
    var number: [Color: UInt8] = [:]
    for (index, group) in groups.enumerated() {
      for (color, _) in group.colors { number[color] = UInt8(index) }
    }
    numbers = pixels.map { number[$0]! }
  }
}

/// Colours that lie near each other, and how many pixels have each.
private struct Group {
  let colors: [(color: Color, count: Int)]
  /// In which of the three it is spread furthest, and how far.
  private let channel: KeyPath<Color, UInt8>
  let spread: Int

  init(_ colors: [(color: Color, count: Int)]) {
    self.colors = colors
    let ranges = [\Color.red, \Color.green, \Color.blue].map { channel in
      let levels = colors.map { Int($0.color[keyPath: channel]) }
      return (channel, levels.max()! - levels.min()!)
    }
    (channel, spread) = ranges.max { $0.1 < $1.1 }!
  }

  static func precedes(_ first: Color, _ second: Color) -> Bool {
    (first.red, first.green, first.blue) < (second.red, second.green, second.blue)
  }

  /// The two groups that it is cut into; each has a colour at least.
  var halves: (Group, Group) {
    let sorted = colors.sorted {
      let (first, second) = ($0.color[keyPath: channel], $1.color[keyPath: channel])
      return first == second ? Self.precedes($0.color, $1.color) : first < second
    }
    let half = colors.reduce(0) { $0 + $1.count } / 2
    var (place, below) = (0, 0)
    repeat {
      below += sorted[place].count
      place += 1
    } while below < half && place < sorted.count - 1
    return (Group(Array(sorted[..<place])), Group(Array(sorted[place...])))
  }

  var mean: Color {
    let count = colors.reduce(0) { $0 + $1.count }
    func mean(_ channel: KeyPath<Color, UInt8>) -> UInt8 {
      UInt8(
        (colors.reduce(0) { $0 + $1.count * Int($1.color[keyPath: channel]) } + count / 2) / count)
    }
    return Color(red: mean(\.red), green: mean(\.green), blue: mean(\.blue))
  }
}
