import Pictures
import Testing

/// Reads sixels as a terminal does, and complains of what one might not understand.
struct SixelDecoder {
  private(set) var width = 0
  private(set) var height = 0
  /// The colour of each pixel in percent, row by row; nil where nothing was drawn.
  private(set) var pixels: [[Int]?] = []
  private(set) var palette: [Int: [Int]] = [:]

  private var rest: Substring.UTF8View
  private var (row, column, number) = (0, 0, 0)

  /// The picture in the only sequence that the text consists of.
  init(_ whole: String) throws {
    let body = try #require(text(whole[...], after: "\u{1B}P0;1;0q\""))
    try #require(body.hasSuffix("\u{1B}\\"))
    rest = body.dropLast(2).utf8
    let raster = numbers()
    try #require(raster.count == 4 && raster[..<2] == [1, 1])
    (width, height) = (raster[2], raster[3])
    pixels = Array(repeating: nil, count: width * height)
    while let letter = rest.popFirst() { try take(letter) }
  }

  private mutating func take(_ letter: UInt8) throws {
    switch letter {
    case UInt8(ascii: "#"):
      let numbers = numbers()
      number = numbers[0]
      if numbers.count > 1 {
        try #require(numbers.count == 5 && numbers[1] == 2)
        try #require(numbers[2...].allSatisfy { 0...100 ~= $0 })
        palette[number] = Array(numbers[2...])
      }
    case UInt8(ascii: "!"):
      let count = numbers()[0]
      let repeated = rest.popFirst()
      try draw(#require(repeated), count: count)
    case UInt8(ascii: "$"): column = 0
    case UInt8(ascii: "-"): (row, column) = (row + 6, 0)
    default: try draw(letter, count: 1)
    }
  }

  private mutating func draw(_ letter: UInt8, count: Int) throws {
    try #require(0x3F...0x7E ~= letter && count > 0)
    let color = try #require(palette[number])
    for _ in 0..<count {
      for bit in 0..<6 where (letter - 0x3F) >> UInt8(bit) & 1 == 1 {
        try #require(column < width && row + bit < height)
        let place = (row + bit) * width + column
        try #require(pixels[place] == nil, "a pixel is drawn twice")
        pixels[place] = color
      }
      column += 1
    }
  }

  /// Numbers with semicolons between them.
  private mutating func numbers() -> [Int] {
    var text = ""
    while let letter = rest.first,
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= letter || letter == UInt8(ascii: ";")
    {
      text.unicodeScalars.append(Unicode.Scalar(letter))
      rest = rest.dropFirst()
    }
    return text.split(separator: ";").compactMap { Int($0) }
  }
}
