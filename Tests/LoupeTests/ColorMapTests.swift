import Loupe
import Testing

@Suite("Colour maps by name")
struct ColorMapTests {
  @Test("gray and grey are one, and other names are none")
  func names() {
    #expect(ColorMap(named: "gray") == .grey && ColorMap(named: "grey") == .grey)
    #expect(ColorMap(named: "viridis") == .viridis && ColorMap(named: "diverging") == .diverging)
    #expect(ColorMap(named: "jet") == nil)
  }

  @Test("viridis has its published ends and middle, and grows lighter in even steps")
  func viridis() {
    #expect(ColorMap.viridis.color(-1) == Color(red: 68, green: 1, blue: 84))
    #expect(ColorMap.viridis.color(0) == Color(red: 33, green: 144, blue: 140))
    #expect(ColorMap.viridis.color(1) == Color(red: 253, green: 231, blue: 37))
    let luma = (0...8).map { Int(ColorMap.viridis.color(Float($0) / 4 - 1).luma) }
    let steps = zip(luma.dropFirst(), luma).map { $0 - $1 }
    #expect(steps.allSatisfy { (13...33).contains($0) }, "\(steps)")
  }

  @Test("the legend says the range that it is given, on a line of its own")
  func range() {
    let map = FeatureMap(Tensor(repeating: 0.5, shape: [40, 300]))
    let plain = map.picture(legend: true)
    let ranged = map.picture(legend: true, range: -0.25...0.5)
    #expect(ranged.height > plain.height && ranged.width == plain.width)
  }

  @Test("the range is that of the finite numbers, wherever they are")
  func finite() {
    #expect(FeatureMap(Tensor([[1, .nan, -.infinity, -2]])).range == -2...1)
    #expect(FeatureMap(Tensor([[.nan]])).range == nil)
    // Three stretches, each read by whichever core, and a rest that doesn't fill a vector.
    for place in [0, 7, 262_143, 262_144, 600_002] {
      var values = Tensor<Float>(repeating: 0.5, shape: [3, 200_001])
      values[place / 200_001, place % 200_001] = -3
      values[2, 100] = .nan
      values[2, 200_000 - place % 3] = .infinity
      let map = FeatureMap(values)
      #expect(map.range == -3...0.5, "\(place)")
      #expect(map.notFiniteCount == 2 && map.scale == 3)
    }
  }

  @Test("many numbers at once have the colours that each has alone")
  func painted() {
    // All greys, their neighbours, all ties between them, and beyond both ends; 2¹⁸ + 5 of them.
    let count = (1 << 18) + 5
    let values = Tensor<Float>(
      shape: [1, count], (0..<count).map { (Float($0 % 2049) - 1024) / 1016 })
    for scale in [1, 3, 0.37] as [Float] {
      let map = FeatureMap(values, scale: scale)
      for colors in ColorMap.allCases {
        let picture = map.picture(colors: colors)
        let wrong = (0..<count).first {
          picture[0, $0] != colors.color(map.values[0, $0] / scale)
        }
        #expect(wrong == nil, "\(colors), scale \(scale)")
      }
    }
  }
}
