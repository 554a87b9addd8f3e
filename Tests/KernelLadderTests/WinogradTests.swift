import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import KernelLadder

/// How far F(2×2, 3×3) may be off.
///
/// Every product passes through the transforms, and what it may be off by at most is that of a sum
/// whose terms are all positive: the same algorithm with |G|, |Bᵀ|, |Aᵀ| on |w| and |x|. On its way a
/// number is rounded 4 times in the weight's transform (two additions along either axis; halving is
/// exact), 2 times in the input's, once in the product, IC − 1 times in the sum over channels and 4
/// times in the last transform: IC + 10 in all.
enum WinogradBound {
  static func bound(_ x: Tensor<Float>, _ w: Tensor<Float>, _ padding: Int) -> Tensor<Double> {
    magnitude(Tensor<Double>(x).map(abs), Tensor<Double>(w).map(abs), padding)
      .map { ErrorBound.sumOfProducts(terms: x.shape[1] + 10, magnitude: $0) }
  }

  private static func absolute(_ matrix: Tensor<Float>) -> [[Double]] {
    (0..<matrix.shape[0]).map { r in
      (0..<matrix.shape[1]).map { c in Double(abs(matrix[r, c])) }
    }
  }

  /// m·t·mᵀ.
  private static func both(_ m: [[Double]], _ t: [[Double]]) -> [[Double]] {
    m.map { row in
      m.map { column in
        t.indices.reduce(0) { sum, i in
          sum + t[i].indices.reduce(0) { $0 + row[i] * t[i][$1] * column[$1] }
        }
      }
    }
  }

  private static func magnitude(
    _ x: Tensor<Double>, _ w: Tensor<Double>, _ padding: Int
  ) -> Tensor<Double> {
    let g = absolute(Ladder.Winograd.weightTransform)
    let b = absolute(Ladder.Winograd.inputTransform)
    let a = absolute(Ladder.Winograd.outputTransform)
    let (height, width) = (x.shape[2], x.shape[3])
    var y = Tensor<Double>.zeros(
      [x.shape[0], w.shape[0], height + 2 * padding - 2, width + 2 * padding - 2])
    for n in 0..<y.shape[0] {
      for oc in 0..<y.shape[1] {
        for oh in stride(from: 0, to: y.shape[2], by: 2) {
          for ow in stride(from: 0, to: y.shape[3], by: 2) {
            var sums = [[Double]](repeating: [Double](repeating: 0, count: 4), count: 4)
            for ic in 0..<x.shape[1] {
              let d = (0..<4).map { r in
                (0..<4).map { c in
                  let (ih, iw) = (oh - padding + r, ow - padding + c)
                  return ih >= 0 && ih < height && iw >= 0 && iw < width ? x[n, ic, ih, iw] : 0
                }
              }
              let kernel = (0..<3).map { r in (0..<3).map { c in w[oc, ic, r, c] } }
              let (u, v) = (both(g, kernel), both(b, d))
              for r in 0..<4 { for c in 0..<4 { sums[r][c] += u[r][c] * v[r][c] } }
            }
            let four = both(a, sums)
            for r in 0..<min(2, y.shape[2] - oh) {
              for c in 0..<min(2, y.shape[3] - ow) { y[n, oc, oh + r, ow + c] = four[r][c] }
            }
          }
        }
      }
    }
    return y
  }
}

@Suite("Winograd's transforms")
struct WinogradTests {
  typealias Four = Ladder.Winograd.Four<Float>

  private func product(_ matrix: Tensor<Float>, _ four: Four) -> [Float] {
    let numbers = [four.a, four.b, four.c, four.d]
    return (0..<matrix.shape[0]).map { r in
      (0..<matrix.shape[1]).reduce(0) { $0 + matrix[r, $1] * numbers[$1] }
    }
  }

  @Test("are what the printed matrices say")
  func matrices() {
    for unit in 0..<4 {
      let four = Four { $0 == unit ? 1 : 0 }
      func numbers(_ four: Four) -> [Float] { [four.a, four.b, four.c, four.d] }
      #expect(
        numbers(Ladder.Winograd.input(four)) == product(Ladder.Winograd.inputTransform, four))
      #expect(
        numbers(Ladder.Winograd.weight(four)) == product(Ladder.Winograd.weightTransform, four))
      #expect(
        Array(numbers(Ladder.Winograd.output(four)).prefix(2))
          == product(Ladder.Winograd.outputTransform, four))
    }
  }

  @Test("give F(2,3): two outputs of four inputs by four products")
  func oneAxis() {
    let d: [Float] = [3, -1, 4, 2]
    let g: [Float] = [2, -3, 1]
    let (v, u) = (
      Ladder.Winograd.input(Four { d[$0] }), Ladder.Winograd.weight(Four { g[min($0, 2)] })
    )
    let y = Ladder.Winograd.output(Four(u.a * v.a, u.b * v.b, u.c * v.c, u.d * v.d))
    // 2·3 − 3·(−1) + 1·4, and one place on 2·(−1) − 3·4 + 1·2.
    #expect(y.a == 13)
    #expect(y.b == -12)
  }
}
