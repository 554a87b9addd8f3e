import Loupe
import Testing

@Suite("The bank of kernels")
struct KernelBankTests {
  @Test("names are different, and every kernel says what it sees")
  func names() {
    let all = KernelBank.all
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(all.allSatisfy { !$0.sees.isEmpty })
    #expect(
      KernelBank.allCases.map(\.rawValue)
        == ["edges", "blur", "sharpen", "emboss", "gabor", "laplacian", "sobel"])
  }

  @Test(
    "kernels that find changes answer with 1 to a step from black to white, the others keep grey")
  func sums() {
    for kernel in KernelBank.all {
      let numbers = kernel.weight.scalars
      let positive = numbers.reduce(0) { $0 + max(0, $1) }
      let negative = numbers.reduce(0) { $0 + min(0, $1) }
      if ["blur", "sharpen"].contains(kernel.name) {
        #expect(positive + negative == 1, "\(kernel.name)")
        #expect(!kernel.findsChanges)
      } else {
        #expect(
          (positive - 1).magnitude < 1e-6 && (negative + 1).magnitude < 1e-6, "\(kernel.name)")
        #expect(kernel.findsChanges)
      }
    }
  }

  @Test("each Gabor kernel answers most to stripes of its own direction")
  func gabor() {
    // Which way the grey changes, in steps to the right and down.
    let waves = [
      ("gabor-upright", 1.0, 0.0), ("gabor-rising", 0.7071, 0.7071), ("gabor-level", 0.0, 1.0),
      ("gabor-falling", -0.7071, 0.7071),
    ]
    for (name, right, down) in waves {
      let stripes = Tensor<Float>(
        shape: [31, 37],
        (0..<31 * 37).map { place in
          let along = Double(place % 37) * right + Double(place / 37) * down
          return Float(Int(along.rounded(.down)) & 3 < 2 ? 1 : 0)
        })
      let maps = PictureMaps(of: Picture(stripes))
      let answers = KernelBank.gabor.kernels.map { kernel in
        (kernel.name, maps.map(by: kernel).scalars.reduce(0) { $0 + $1.magnitude })
      }
      #expect(answers.max { $0.1 < $1.1 }?.0 == name, "\(answers)")
    }
  }

  @Test("Sobel's kernels, the relief and the edges have the signs that their words say")
  func signs() {
    // White at the lower right, black above and to the left of it.
    let corner = Tensor<Float>(
      shape: [7, 9], (0..<63).map { $0 / 9 >= 3 && $0 % 9 >= 4 ? 1 : 0 })
    let maps = PictureMaps(of: Picture(corner))
    func strongest(_ bank: KernelBank, _ number: Int = 0) -> Float {
      let range = maps.map(by: bank.kernels[number]).range!
      return range.upperBound + range.lowerBound
    }
    #expect(strongest(.sobel, 0) > 0 && strongest(.sobel, 1) > 0)
    #expect((maps.map(by: KernelBank.emboss.kernels[0])[3, 4] - 1).magnitude < 1e-6)
    #expect(maps.map(by: KernelBank.edges.kernels[0])[3, 4] == 0.625)
    #expect(maps.map(by: KernelBank.laplacian.kernels[0])[3, 4] == -0.5)
    #expect(maps.map(by: KernelBank.laplacian.kernels[0])[3, 3] == 0.25)
  }
}
