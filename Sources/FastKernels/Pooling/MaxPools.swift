// The largest of each window: `PoolWindows` says how rows are walked, `MaxPoolGradient` how a gradient
// finds its way back.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The largest number of each window of rows; `PoolingKernels` has the rules.
  public static func maxPool1d(_ input: Tensor<Float>, options: PoolingOptions) -> Tensor<Float> {
    maxPool(
      Pool1dGeometry(stoppingUnlessFits: input.shape, options: options, name: "maxPool1d"), input)
  }

  /// The gradient of `maxPool1d`.
  public static func maxPool1dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, options: PoolingOptions
  ) -> Tensor<Float> {
    maxPoolBackward(
      Pool1dGeometry(stoppingUnlessFits: input.shape, options: options, name: "maxPool1d"),
      gradOutput, input)
  }

  /// The largest number of each window of pictures; `PoolingKernels` has the rules.
  public static func maxPool2d(_ input: Tensor<Float>, options: PoolingOptions) -> Tensor<Float> {
    maxPool(
      Pool2dGeometry(stoppingUnlessFits: input.shape, options: options, name: "maxPool2d"), input)
  }

  /// The gradient of `maxPool2d`.
  public static func maxPool2dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, options: PoolingOptions
  ) -> Tensor<Float> {
    maxPoolBackward(
      Pool2dGeometry(stoppingUnlessFits: input.shape, options: options, name: "maxPool2d"),
      gradOutput, input)
  }

  private static func maxPool<Geometry: PoolGeometry>(
    _ geometry: Geometry, _ input: Tensor<Float>
  ) -> Tensor<Float> {
    let windows = PoolWindows(geometry)
    return Tensor(shape: geometry.outputShape) { output in
      input.withUnsafeScalars { input in
        if let pairs = MaxPoolPairs(windows) {
          pairs.join(input.baseAddress!, into: output.baseAddress!)
        } else {
          windows.join(Largest.self, input.baseAddress!, into: output.baseAddress!)
        }
      }
    }
  }

  private static func maxPoolBackward<Geometry: PoolGeometry>(
    _ geometry: Geometry, _ gradOutput: Tensor<Float>, _ input: Tensor<Float>
  ) -> Tensor<Float> {
    geometry.requireOutputShape(gradOutput)
    let windows = PoolWindows(geometry)
    return Tensor(shape: input.shape) { gradInput in
      input.withUnsafeScalars { input in
        gradOutput.withUnsafeScalars { gradOutput in
          MaxPoolGradient(windows).write(
            gradOutput.baseAddress!, input: input.baseAddress!, to: gradInput.baseAddress!)
        }
      }
    }
  }
}
