import Kernels
import ReferenceKernels
import Tensors

// The linear layer is a sum of products. Flattening and padding only move numbers; backward, padding adds
// up the images of a place.

extension Yardstick {
  static func linear(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?
  ) -> Tensor<Float> {
    let geometry = LinearGeometry(x, weight: w, bias: b)
    return note(
      Result(
        Reference.linear(x.double, weight: w.double, bias: b?.double),
        terms: geometry.inputs + (b == nil ? 0 : 1),
        magnitude: Reference.linear(
          x.double.magnitudes, weight: w.double.magnitudes, bias: b?.double.magnitudes)))
  }

  static func linearBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>
  ) -> WeightedGradients<Float> {
    let geometry = LinearGeometry(x, weight: w)
    let exact = Reference.linearBackward(dy.double, input: x.double, weight: w.double)
    let magnitudes = Reference.linearBackward(
      dy.double.magnitudes, input: x.double.magnitudes, weight: w.double.magnitudes)
    return note(
      gradInput: Result(
        exact.gradInput, terms: geometry.outputs, magnitude: magnitudes.gradInput),
      gradWeight: Result(
        exact.gradWeight, terms: geometry.rows, magnitude: magnitudes.gradWeight),
      gradBias: Result(exact.gradBias, terms: geometry.rows, magnitude: magnitudes.gradBias))
  }

  static func flatten(_ x: Tensor<Float>, firstAxis: Int, lastAxis: Int) -> Tensor<Float> {
    note(
      Result(equal: Reference.flatten(x.double, firstAxis: firstAxis, lastAxis: lastAxis)))
  }

  static func flattenBackward(_ dy: Tensor<Float>, inputShape: [Int]) -> Tensor<Float> {
    note(Result(equal: Reference.flattenBackward(dy.double, inputShape: inputShape)))
  }

  static func pad(
    _ x: Tensor<Float>, padding: Padding, mode: PaddingMode, value: Float
  ) -> Tensor<Float> {
    note(
      Result(
        equal: Reference.pad(x.double, padding: padding, mode: mode, value: Double(value))))
  }

  static func padBackward(
    _ dy: Tensor<Float>, inputShape: [Int], padding: Padding, mode: PaddingMode
  ) -> Tensor<Float> {
    let geometry = PadGeometry(stoppingUnlessFits: inputShape, padding: padding, mode: mode)
    return note(
      Result(
        Reference.padBackward(
          dy.double, inputShape: inputShape, padding: padding, mode: mode),
        terms: geometry.imagesPerPlace,
        magnitude: Reference.padBackward(
          dy.double.magnitudes, inputShape: inputShape, padding: padding, mode: mode)))
  }
}
