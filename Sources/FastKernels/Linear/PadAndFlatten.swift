// What only moves numbers. Flattening gives the same memory another shape; padding is
// `VolumePadding`.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The same numbers with some neighbouring axes as one; `LinearKernels` has the rules.
  public static func flatten(
    _ input: Tensor<Float>, firstAxis: Int, lastAxis: Int
  ) -> Tensor<Float> {
    input.reshaped(
      FlattenedShape(stoppingUnlessFits: input.shape, firstAxis: firstAxis, lastAxis: lastAxis)
        .shape)
  }

  /// The gradient of `flatten`.
  public static func flattenBackward(
    _ gradOutput: Tensor<Float>, inputShape: [Int]
  ) -> Tensor<Float> {
    gradOutput.reshaped(inputShape)
  }

  /// The input with padding around it; `LinearKernels` has the formula.
  public static func pad(
    _ input: Tensor<Float>, padding: Padding, mode: PaddingMode, value: Float
  ) -> Tensor<Float> {
    let geometry = PadGeometry(stoppingUnlessFits: input.shape, padding: padding, mode: mode)
    return Tensor(shape: geometry.outputShape) {
      VolumePadding(geometry).pad(input, value: value, into: $0.baseAddress!)
    }
  }

  /// The gradient of `pad`.
  public static func padBackward(
    _ gradOutput: Tensor<Float>, inputShape: [Int], padding: Padding, mode: PaddingMode
  ) -> Tensor<Float> {
    let geometry = PadGeometry(stoppingUnlessFits: inputShape, padding: padding, mode: mode)
    geometry.requireOutputShape(gradOutput)
    return Tensor(shape: inputShape) {
      VolumePadding(geometry).unpad(gradOutput, into: $0.baseAddress!)
    }
  }
}
