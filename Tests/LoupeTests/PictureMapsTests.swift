import Loupe
import Testing

@Suite("Feature maps of a picture")
struct PictureMapsTests {
  @Test("a map has the picture's size and values, whatever the kernel's size")
  func numbers() {
    let picture = Picture(width: 3, height: 2, channels: 1, pixels: [0, 51, 102, 153, 204, 255])
    let maps = PictureMaps(of: picture)
    // Two columns: the place itself and the one to its right.
    let difference = maps.map(by: NamedKernel("difference", [[-1, 1]]))
    #expect(difference.shape == [2, 3])
    for (computed, exact) in zip(difference.scalars, [0.2, 0.2, 0, 0.2, 0.2, 0] as [Float]) {
      #expect((computed - exact).magnitude < 1e-6)
    }
    let above = maps.map(by: NamedKernel("above", [[1], [0], [0]])).scalars
    #expect(above == Array(maps.input.scalars[0..<3] + maps.input.scalars[0..<3]))
  }

  @Test("an even grey has no changes, not at its rim either")
  func evenGrey() {
    let maps = PictureMaps(of: Picture(repeating: 200, width: 13, height: 11))
    for kernel in KernelBank.all where kernel.findsChanges {
      let largest = FeatureMap(maps.map(by: kernel)).scale
      #expect(largest < 1e-6, "\(kernel.name): \(largest)")
    }
  }

  @Test("a kernel fits that isn't higher or wider than the picture")
  func fits() {
    let maps = PictureMaps(of: Picture(repeating: 0, width: 3, height: 5))
    #expect(maps.fits(NamedKernel("k", Tensor(repeating: 1, shape: [5, 3]))))
    #expect(!maps.fits(NamedKernel("k", Tensor(repeating: 1, shape: [3, 5]))))
    #expect(!maps.fits(NamedKernel("k", Tensor(repeating: 1, shape: [6, 1]))))
  }

  /// Wide enough for the check to go in bands of 512 rows.
  private static let large: PictureMaps = {
    var random = SeededRandom(seed: 3)
    return PictureMaps(
      of: Picture(
        width: 1024, height: 611, channels: 1,
        pixels: (0..<1024 * 611).map { _ in UInt8.random(in: 0...255, using: &random) }))
  }()

  @Test("the fast map of a large picture agrees with the reference's, in all bands")
  func agreement() throws {
    for kernel in [KernelBank.blur.kernels[0], NamedKernel("even", [[1, 2], [-1, 0.3]])] {
      let map = Self.large.map(by: kernel)
      let agreement = try MapAgreement(of: map, by: kernel, in: Self.large)
      #expect(agreement.agrees && agreement.fault == nil)
      #expect(agreement.largest.error > 0 && agreement.largest.error <= agreement.largest.bound)
    }
  }

  @Test(
    "one wrong number is found where it is",
    arguments: [(0, 0), (511, 1023), (512, 0), (600, 77)], [Float.nan, 0.01])
  func disagreement(place: (Int, Int), error: Float) throws {
    let kernel = KernelBank.emboss.kernels[0]
    var map = Self.large.map(by: kernel)
    map[place.0, place.1] += error
    let agreement = try MapAgreement(of: map, by: kernel, in: Self.large)
    #expect(agreement.wrong == 1 && !agreement.agrees)
    #expect(agreement.fault?.name == "fast")
    #expect(agreement.fault?.row == place.0 && agreement.fault?.column == place.1)
    #expect(!(agreement.largest.error <= agreement.largest.bound))
  }
}
