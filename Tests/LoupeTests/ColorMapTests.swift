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
    #expect(steps.allSatisfy { (15...35).contains($0) }, "\(steps)")
  }

  @Test("the legend says the range that it is given, on a line of its own")
  func range() {
    let map = FeatureMap(Tensor(repeating: 0.5, shape: [40, 300]))
    let plain = map.picture(legend: true)
    let ranged = map.picture(legend: true, range: -0.25...0.5)
    #expect(ranged.height > plain.height && ranged.width == plain.width)
    #expect(FeatureMap(Tensor([[1, .nan, -.infinity, -2]])).range == -2...1)
    #expect(FeatureMap(Tensor([[.nan]])).range == nil)
  }
}
