import Kernels
import Networks
import Tensors

/// What a layer's `backward` says, held against differences of its `forward`.
///
/// The slope of Σ dy·y by each number of x and of each learned parameter, for a random dy.
struct Slopes {
  /// A slope that `backward` gave, and what differences say.
  struct Slope {
    let name: String
    let gradient: Double
    let difference: Double

    var error: Double {
      (gradient - difference).magnitude / max(1, gradient.magnitude, difference.magnitude)
    }
  }

  let worst: Slope
  let count: Int

  /// - Parameters:
  ///   - layer: the layer, with its numbers.
  ///   - input: x.
  ///   - numbers: how it is stepped along.
  ///   - kernels: what computes.
  init(
    of layer: any Layer, at input: Tensor<Float>, _ numbers: LayerCase.Numbers,
    _ kernels: any Kernels<Float>.Type
  ) {
    // The same seed each time: dropout must drop the same.
    func pass() -> Pass { Pass(kernels, phase: .training, seed: 5) }
    func forward(_ x: Tensor<Float>) -> Tensor<Float> { layer.forward(x, in: pass()) }
    let shape = forward(input).shape
    let gradOutput: Tensor<Float> =
      numbers == .real ? .random(shape, seed: 9) : .randomWhole(shape, seed: 9)
    let dy = Tensor<Double>(gradOutput)

    let there = pass()
    _ = layer.forward(input, in: there)
    layer.clearGradients()
    let gradInput = layer.backward(gradOutput, in: there)
    let gradients = layer.namedParameters.filter(\.parameter.isLearned).map {
      ($0.name, $0.parameter, $0.parameter.gradient ?? .zeros([0]))
    }

    /// The slope along one number, which `setting` puts.
    func slope(at value: Float, _ forward: (Float) -> Tensor<Float>) -> Double {
      func difference(_ step: Float) -> Double {
        let (up, down) = (forward(value + step), forward(value - step))
        return ((Tensor<Double>(up) - Tensor<Double>(down)) * dy).sum() / (2 * Double(step))
      }
      switch numbers {
      case .linear, .apart: return difference(1)
      case .halved: return difference(0x1p-10)
      // The error is c·h² + O(h⁴): from two steps, c goes away.
      case .real: return (4 * difference(0x1p-5) - difference(0x1p-4)) / 3
      }
    }
    var slopes: [Slope] = []
    for (offset, value) in input.scalars.enumerated() {
      let difference = slope(at: value) { forward(input.with($0, at: offset)) }
      slopes.append(
        Slope(
          name: "x[\(offset)]", gradient: Double(gradInput.scalars[offset]), difference: difference)
      )
    }
    for (name, parameter, gradient) in gradients {
      let before = parameter.value
      for (offset, value) in before.scalars.enumerated() {
        let difference = slope(at: value) {
          parameter.value = before.with($0, at: offset)
          return forward(input)
        }
        let given = gradient.count > offset ? Double(gradient.scalars[offset]) : .nan
        slopes.append(Slope(name: "\(name)[\(offset)]", gradient: given, difference: difference))
      }
      parameter.value = before
    }
    count = slopes.count
    // A NaN is worse than any error.
    worst = slopes.max { !$0.error.isNaN && ($1.error.isNaN || $0.error < $1.error) }!
  }

  /// The largest error that passes.
  ///
  /// On real numbers of about 1 what is left of the differences' error is h⁴/120 of the fifth derivative (tanh's is 16
  /// at most, so below 2⁻¹⁸ a term) and rounding's 2⁻²⁴/h, some 2⁻¹⁹ a term; a dozen terms come together, and
  /// batch norm divides by a deviation of about ½, which its fifth derivative has to the fifth power.
  static func tolerance(_ numbers: LayerCase.Numbers) -> Double {
    numbers == .real ? 0x1p-9 : 0
  }
}

extension Tensor {
  /// The tensor with another number at a place, counted in row order.
  func with(_ value: Scalar, at offset: Int) -> Tensor {
    var changed = self
    changed.withUnsafeMutableScalars { $0[offset] = value }
    return changed
  }
}
