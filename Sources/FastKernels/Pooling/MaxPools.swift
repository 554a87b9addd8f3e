// The largest of each window, a run at a time (`PoolWindows`). Forward keeps a row of maxima and lets
// each run raise them; backward keeps beside them where they were found.

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
    let (width, stride) = (windows.columns.windows, windows.columns.stride)
    return Tensor(shape: geometry.outputShape) { output in
      input.withUnsafeScalars { input in
        windows.forEachChannel { inputStart, outputStart in
          let x = input.baseAddress! + inputStart
          for oh in 0..<windows.rows.windows {
            let y = output.baseAddress! + outputStart + oh * width
            y.update(repeating: -.infinity, count: width)
            windows.forEachRun(row: oh) { outputs, place in
              if stride == 1 {
                for ow in outputs { y[ow] = larger(y[ow], x[place + ow]) }
              } else {
                for ow in outputs { y[ow] = larger(y[ow], x[place + ow * stride]) }
              }
            }
          }
        }
      }
    }
  }

  private static func maxPoolBackward<Geometry: PoolGeometry>(
    _ geometry: Geometry, _ gradOutput: Tensor<Float>, _ input: Tensor<Float>
  ) -> Tensor<Float> {
    geometry.requireOutputShape(gradOutput)
    let windows = PoolWindows(geometry)
    let (width, stride) = (windows.columns.windows, windows.columns.stride)
    return Tensor(shape: input.shape) { gradInput in
      input.withUnsafeScalars { input in
        gradOutput.withUnsafeScalars { gradOutput in
          windows.forEachChannel { inputStart, outputStart in
            let x = input.baseAddress! + inputStart
            let dx = gradInput.baseAddress! + inputStart
            dx.update(repeating: 0, count: windows.inputPlaces)
            var places = [Int](repeating: -1, count: width)
            for oh in 0..<windows.rows.windows {
              for ow in 0..<width { places[ow] = -1 }
              windows.forEachRun(row: oh) { outputs, place in
                for ow in outputs {
                  let candidate = place + ow * stride
                  if places[ow] < 0 || isLarger(x[candidate], than: x[places[ow]]) {
                    places[ow] = candidate
                  }
                }
              }
              let dy = gradOutput.baseAddress! + outputStart + oh * width
              for ow in 0..<width where places[ow] >= 0 { dx[places[ow]] += dy[ow] }
            }
          }
        }
      }
    }
  }
}

/// Whether `x` takes the place of `largest`: it is larger, or the first NaN.
@inline(__always)
func isLarger(_ x: Float, than largest: Float) -> Bool {
  x > largest || (x.isNaN && !largest.isNaN)
}

/// The larger of two numbers; a NaN is larger than any.
@inline(__always)
func larger(_ a: Float, _ b: Float) -> Float { b > a || b.isNaN ? b : a }
