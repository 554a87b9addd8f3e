// The mean of each window, a run at a time (`PoolWindows`): forward a row of sums, which is divided
// at the end; backward a row of shares, which every run adds to its inputs.

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
    let (width, stride) = (windows.columns.windows, windows.columns.stride)
    let placesOfColumns = windows.placesOfColumns(countingPadding: countIncludePad)
    return Tensor(shape: geometry.outputShape) { output in
      input.withUnsafeScalars { input in
        windows.forEachChannel { inputStart, outputStart in
          let x = input.baseAddress! + inputStart
          for oh in 0..<windows.rows.windows {
            let y = output.baseAddress! + outputStart + oh * width
            y.update(repeating: 0, count: width)
            windows.forEachRun(row: oh) { outputs, place in
              if stride == 1 {
                for ow in outputs { y[ow] += x[place + ow] }
              } else {
                for ow in outputs { y[ow] += x[place + ow * stride] }
              }
            }
            let rows = windows.placesOfRow(oh, countingPadding: countIncludePad)
            for ow in 0..<width { y[ow] /= Float(max(1, rows * placesOfColumns[ow])) }
          }
        }
      }
    }
  }

  private static func avgPoolBackward<Geometry: PoolGeometry>(
    _ geometry: Geometry, _ gradOutput: Tensor<Float>, countIncludePad: Bool
  ) -> Tensor<Float> {
    geometry.requireOutputShape(gradOutput)
    let windows = PoolWindows(geometry)
    let (width, stride) = (windows.columns.windows, windows.columns.stride)
    let placesOfColumns = windows.placesOfColumns(countingPadding: countIncludePad)
    return Tensor(shape: geometry.inputShape) { gradInput in
      gradOutput.withUnsafeScalars { gradOutput in
        windows.forEachChannel { inputStart, outputStart in
          let dx = gradInput.baseAddress! + inputStart
          dx.update(repeating: 0, count: windows.inputPlaces)
          var shares = [Float](repeating: 0, count: width)
          for oh in 0..<windows.rows.windows {
            let dy = gradOutput.baseAddress! + outputStart + oh * width
            let rows = windows.placesOfRow(oh, countingPadding: countIncludePad)
            for ow in 0..<width {
              shares[ow] = dy[ow] / Float(max(1, rows * placesOfColumns[ow]))
            }
            windows.forEachRun(row: oh) { outputs, place in
              for ow in outputs { dx[place + ow * stride] += shares[ow] }
            }
          }
        }
      }
    }
  }
}
