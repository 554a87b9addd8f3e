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
    let flattened = ShapeError.orStop { () throws(ShapeError) in
      try FlattenedShape(of: input.shape, firstAxis: firstAxis, lastAxis: lastAxis)
    }
    return input.reshaped(flattened.shape)
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
    let geometry = padGeometry(of: input.shape, padding, mode)
    return Tensor(shape: geometry.outputShape) {
      VolumePadding(geometry).pad(input, value: value, into: $0.baseAddress!)
    }
  }

  /// The gradient of `pad`.
  public static func padBackward(
    _ gradOutput: Tensor<Float>, inputShape: [Int], padding: Padding, mode: PaddingMode
  ) -> Tensor<Float> {
    let geometry = padGeometry(of: inputShape, padding, mode)
    requireOutputShape(geometry.outputShape, of: gradOutput)
    return Tensor(shape: inputShape) {
      VolumePadding(geometry).unpad(gradOutput, into: $0.baseAddress!)
    }
  }

  private static func padGeometry(
    of shape: [Int], _ padding: Padding, _ mode: PaddingMode
  ) -> PadGeometry {
    ShapeError.orStop { () throws(ShapeError) in
      try PadGeometry(input: shape, padding: padding, mode: mode)
    }
  }
}
