import Testing

@testable import Pictures

@Suite struct FontTests {
  private let ascii = (33...126).map { Character(UnicodeScalar(UInt8($0))) }
  private let others = Array("·×−±…→²°≤≥∞σµ")

  @Test func everyGlyphHasItsSize() {
    for character in ascii + others + [" ", "語"] {
      let rows = Font.rows(of: character)
      #expect(rows.count == Font.glyphHeight, "\(character)")
      #expect(rows.allSatisfy { $0.count == Font.glyphWidth }, "\(character)")
    }
  }

  @Test func noTwoGlyphsAreNearlyTheSame() {
    let glyphs = (ascii + others).map { Font.rows(of: $0).flatMap { $0 } }
    let frame = Font.rows(of: "語").flatMap { $0 }
    for (a, first) in glyphs.enumerated() {
      #expect(first.contains(true))
      #expect(first != frame, "\((ascii + others)[a]) has no glyph")
      for (b, second) in glyphs.enumerated() where b > a {
        let apart = zip(first, second).count { $0 != $1 }
        #expect(apart >= 2, "\((ascii + others)[a]) and \((ascii + others)[b])")
      }
    }
  }

  @Test func textIsDrawnDotByDot() {
    var picture = Picture(repeating: 0, width: 12, height: 9)
    picture.draw("L-", row: 0, column: 0, color: .white)
    let lines = (0..<9).map { row in
      (0..<12).map { picture[row, $0].red == 255 ? "#" : "." }.joined()
    }
    #expect(
      lines == [
        "#...........", "#...........", "#...........", "#......###..", "#...........",
        "#...........", "#####.......", "............", "............",
      ])
  }

  @Test func doubleScaleIsTheSameEnlarged() {
    var small = Picture(repeating: 255, width: 30, height: 9)
    small.draw("Qg@3×", row: 0, column: 0)
    var large = Picture(repeating: 255, width: 60, height: 18)
    large.draw("Qg@3×", row: 0, column: 0, scale: 2)
    #expect(large == small.enlarged(by: 2))
    #expect(Picture.size(ofText: "Qg@3×", scale: 2) == (58, 18))
    #expect(Picture.size(ofText: "") == (0, 9))
  }

  @Test(
    arguments: [
      (0, "0"), (1, "1"), (3.25, "3.25"), (-3.25, "−3.25"), (0.1, "0.1"), (2.0 / 3, "0.667"),
      (0.0125, "0.0125"), (0.001, "0.001"), (0.00099951, "0.001"), (9.996, "10"), (99.96, "100"),
      (12.34, "12.3"), (123.4, "123"), (999.6, "1000"), (1234, "1230"), (99_900, "99900"),
      (1e6, "1e+06"), (4.5e-7, "4.5e−07"), (0.000999, "9.99e−04"), (3.4028235e38, "3.4e+38"),
      (.leastNonzeroMagnitude, "1.4e−45"), (.infinity, "∞"), (.nan, "NaN"),
    ] as [(Float, String)])
  func aLegendsNumbersHaveThreeDigits(number: Float, text: String) {
    #expect(shortText(number) == text)
  }
}
