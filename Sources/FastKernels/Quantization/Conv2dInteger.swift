// Idea       Take the zero points off first, so that padding is a zero like any other. Then every
//            weight multiplies whole rows of the input and adds them to rows of the output.
// Saves      The innermost loop goes along a row in memory and the compiler makes vectors of it; a
//            weight stays in a register for a row. A task is one output channel of one picture.
// Costs      The input is copied once, widened to 32 bits.
// Can't      Nothing. (Vectors of 8-bit products would do four times as many at once.)

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The convolution of pictures in whole numbers; `QuantizationKernels` has the formula.
  public static func conv2dInteger<Input: QuantizedNumber, Weight: QuantizedNumber>(
    _ input: Tensor<Input>, inputZeroPoint: Int, weight: Tensor<Weight>, weightZeroPoints: [Int],
    bias: Tensor<Int32>?, options: ConvolutionOptions
  ) -> Tensor<Int32> {
    let geometry = Conv2dGeometry(
      stoppingUnlessFits: input.shape, weight: weight.shape, bias: bias?.shape, options: options,
      name: "conv2dInteger")
    let zeroPoints = ZeroPoints(
      stoppingUnlessFits: geometry, input: inputZeroPoint, of: Input.self,
      weights: weightZeroPoints, of: Weight.self)
    return convolve(
      widened(input) { _ in zeroPoints.input },
      widened(weight) { oc in zeroPoints.weight(output: oc) }, bias: bias,
      PlainConvolution(geometry))
  }

  /// The numbers less their zero points, which may differ along the first axis.
  @specialized(where Quantized == Int8)
  @specialized(where Quantized == UInt8)
  private static func widened<Quantized: QuantizedNumber>(
    _ tensor: Tensor<Quantized>, zeroPoint: (_ place: Int) -> Int
  ) -> Tensor<Int32> {
    let size = tensor.shape.dropFirst().reduce(1, *)
    return Tensor(shape: tensor.shape) { wide in
      tensor.withUnsafeScalars { numbers in
        Threads.forEach(tensor.shape[0], work: tensor.count * 4) { line in
          let zeroPoint = zeroPoint(line)
          for place in line * size..<(line + 1) * size {
            wide[place] = Int32(truncatingIfNeeded: Int(numbers[place]) - zeroPoint)
          }
        }
      }
    }
  }

  private static func convolve(
    _ input: Tensor<Int32>, _ weight: Tensor<Int32>, bias: Tensor<Int32>?,
    _ convolution: PlainConvolution
  ) -> Tensor<Int32> {
    let geometry = convolution.geometry
    let channels = geometry.channels
    let (rows, columns) = (geometry.rows, geometry.columns)
    let (inputSize, outputSize) = (rows.input * columns.input, rows.output * columns.output)
    let input = convolution.prepared(input)
    return Tensor(shape: convolution.outputShape) { output in
      input.withUnsafeScalars { x in
        weight.withUnsafeScalars { w in
          let tasks = channels.pictures * channels.output
          Threads.forEach(tasks, work: geometry.multiplyAdds * 4) { task in
            let (n, oc) = task.quotientAndRemainder(dividingBy: channels.output)
            let sums = output.baseAddress! + task * outputSize
            sums.update(repeating: bias.map { $0[oc] } ?? 0, count: outputSize)
            for ic in 0..<channels.inputPerGroup {
              let channel =
                n * channels.input + channels.group(ofOutput: oc) * channels.inputPerGroup + ic
              let kernel = (oc * channels.inputPerGroup + ic) * rows.kernel * columns.kernel
              addChannel(
                x.baseAddress! + channel * inputSize, w.baseAddress! + kernel, rows, columns,
                to: sums)
            }
          }
        }
      }
    }
  }

  /// Adds the products of one input channel with its kernel.
  private static func addChannel(
    _ x: UnsafePointer<Int32>, _ w: UnsafePointer<Int32>, _ rows: WindowAxis,
    _ columns: WindowAxis, to sums: UnsafeMutablePointer<Int32>
  ) {
    let (down, across) = (PatchAxis(forwardAlong: rows), PatchAxis(forwardAlong: columns))
    for kh in 0..<rows.kernel {
      for kw in 0..<columns.kernel {
        let weight = w[kh * columns.kernel + kw]
        let inside = across.windowsInside(kernel: kw)
        for oh in down.windowsInside(kernel: kh) {
          let place = (oh * rows.stride + down.shift(kernel: kh)) * columns.input
          let line = x + place + across.shift(kernel: kw)
          let row = sums + oh * columns.output
          if columns.stride == 1 {
            for ow in inside { row[ow] &+= weight &* line[ow] }
          } else {
            for ow in inside { row[ow] &+= weight &* line[ow * columns.stride] }
          }
        }
      }
    }
  }
}
