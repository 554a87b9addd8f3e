import Kernels
import ReferenceKernels
import Tensors

// The linear layer is a sum of products. Flattening and padding only move numbers; backward, padding adds
// up the images of a place.

extension Yardstick {
  static func linear(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?
  ) -> Tensor<Float> {
    noteSums(x, w, b, terms: LinearGeometry(x, weight: w, bias: b).inputs) {
      Reference.linear($0, weight: $1, bias: $2)
    }
  }

  static func linearBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>
  ) -> WeightedGradients<Float> {
    let geometry = LinearGeometry(x, weight: w)
    return noteGradients(
      dy, x, w, terms: (geometry.outputs, geometry.rows, geometry.rows)
    ) {
      Reference.linearBackward($0, input: $1, weight: $2)
    }
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
    return noteSums(dy, terms: geometry.imagesPerPlace) {
      Reference.padBackward($0, inputShape: inputShape, padding: padding, mode: mode)
    }
  }
}
