// The windows of an adaptive pooling differ in size, so each is summed for itself, in Double. A task
// is a channel of a picture, forward and backward, because windows may overlap.

import Kernels
import Tensors

extension Fast {
  /// The means of windows that cover the picture; `PoolingKernels` has the rules.
  public static func adaptiveAvgPool2d(
    _ input: Tensor<Float>, outputSize: PerAxis
  ) -> Tensor<Float> {
    let geometry = AdaptivePool2dGeometry(
      stoppingUnlessFits: input.shape, outputSize: outputSize)
    return Tensor(shape: geometry.outputShape) { output in
      input.withUnsafeScalars { input in
        forEachWindow(of: geometry) { index, channel, rows, columns in
          var total = 0.0
          for ih in rows {
            let first = channel + ih * geometry.columns.input + columns.lowerBound
            total += sum(input.baseAddress!, first..<first + columns.count)
          }
          output[index] = Float(total / Double(rows.count * columns.count))
        }
      }
    }
  }

  /// The gradient of `adaptiveAvgPool2d`: every place under a window gets an equal share of it.
  public static func adaptiveAvgPool2dBackward(
    _ gradOutput: Tensor<Float>, inputShape: [Int], outputSize: PerAxis
  ) -> Tensor<Float> {
    let geometry = AdaptivePool2dGeometry(
      stoppingUnlessFits: inputShape, outputSize: outputSize)
    geometry.requireOutputShape(gradOutput)
    var gradInput = Tensor<Float>.zeros(inputShape)
    gradInput.withUnsafeMutableScalars { gradInput in
      gradOutput.withUnsafeScalars { gradOutput in
        forEachWindow(of: geometry) { index, channel, rows, columns in
          let share = gradOutput[index] / Float(rows.count * columns.count)
          for ih in rows {
            let row = channel + ih * geometry.columns.input
            for iw in columns { gradInput[row + iw] += share }
          }
        }
      }
    }
    return gradInput
  }

  /// Calls `body` with each window: the output's offset, where its channel begins in the input, and
  /// the rows and columns under it.
  @inline(__always)
  private static func forEachWindow(
    of geometry: AdaptivePool2dGeometry,
    _ body: (_ output: Int, _ channel: Int, _ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    let (rows, columns) = (geometry.rows, geometry.columns)
    let channels = geometry.pictures * geometry.channels
    let (inputPlaces, outputPlaces) = (rows.input * columns.input, rows.output * columns.output)
    Threads.forEach(channels, work: channels * max(inputPlaces, outputPlaces) * 4) { channel in
      for oh in 0..<rows.output {
        for ow in 0..<columns.output {
          body(
            channel * outputPlaces + oh * columns.output + ow, channel * inputPlaces,
            rows.places(output: oh), columns.places(output: ow))
        }
      }
    }
  }
}
