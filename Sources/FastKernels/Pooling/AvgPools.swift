// The mean of each window: a row of sums (`PoolWindows`), which is divided at the end. Backward is
// `AvgPoolGradient`.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The mean of each window of rows; `PoolingKernels` has the rules.
  public static func avgPool1d(
    _ input: Tensor<Float>, options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Float> {
    avgPool(
      Pool1dGeometry(stoppingUnlessFits: input.shape, options: options, name: "avgPool1d"), input,
      countIncludePad: countIncludePad)
  }

  /// The gradient of `avgPool1d`.
  public static func avgPool1dBackward(
    _ gradOutput: Tensor<Float>, inputShape: [Int], options: PoolingOptions,
    countIncludePad: Bool
  ) -> Tensor<Float> {
    avgPoolBackward(
      Pool1dGeometry(stoppingUnlessFits: inputShape, options: options, name: "avgPool1d"),
      gradOutput, countIncludePad: countIncludePad)
  }

  /// The mean of each window of pictures; `PoolingKernels` has the rules.
  public static func avgPool2d(
    _ input: Tensor<Float>, options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Float> {
    avgPool(
      Pool2dGeometry(stoppingUnlessFits: input.shape, options: options, name: "avgPool2d"), input,
      countIncludePad: countIncludePad)
  }

  /// The gradient of `avgPool2d`.
  public static func avgPool2dBackward(
    _ gradOutput: Tensor<Float>, inputShape: [Int], options: PoolingOptions,
    countIncludePad: Bool
  ) -> Tensor<Float> {
    avgPoolBackward(
      Pool2dGeometry(stoppingUnlessFits: inputShape, options: options, name: "avgPool2d"),
      gradOutput, countIncludePad: countIncludePad)
  }

  private static func avgPool<Geometry: PoolGeometry>(
    _ geometry: Geometry, _ input: Tensor<Float>, countIncludePad: Bool
  ) -> Tensor<Float> {
    let windows = PoolWindows(geometry)
    let divisors = windows.divisors(countingPadding: countIncludePad)
    return Tensor(shape: geometry.outputShape) { output in
      input.withUnsafeScalars { input in
        divisors.withUnsafeScalars { divisors in
          windows.join(
            Sum.self, input.baseAddress!, into: output.baseAddress!,
            dividedBy: divisors.baseAddress!)
        }
      }
    }
  }

  private static func avgPoolBackward<Geometry: PoolGeometry>(
    _ geometry: Geometry, _ gradOutput: Tensor<Float>, countIncludePad: Bool
  ) -> Tensor<Float> {
    geometry.requireOutputShape(gradOutput)
    let windows = PoolWindows(geometry)
    return Tensor(shape: geometry.inputShape) { gradInput in
      gradOutput.withUnsafeScalars { gradOutput in
        AvgPoolGradient(windows, countingPadding: countIncludePad).write(
          gradOutput.baseAddress!, to: gradInput.baseAddress!)
      }
    }
  }
}
