// Idea       No matrix: every weight multiplies whole rows of its input channel and adds them to rows
//            of its output channel (`RowTaps`). Backwards the same rows the other way.
// Saves      Nothing is copied. The innermost loop goes along a row, with the weight in a register.
// Costs      Every product loads and stores its sum, because sums don't stay in registers; every
//            output channel reads its input channels anew.
// Can't      Nothing, but with more than a few output channels a group the matrix product is faster.
//            A depthwise convolution, one channel a group, is what it is for.
//
// A task is a band of rows of a channel, small enough to stay in the cache while all weights go over it;
// for the gradient by the weight, one weight.

import Kernels
import Tensors

/// What the direct convolution computes with.
protocol DirectNumber: Numeric, Comparable, BitwiseCopyable, Sendable {
  /// self + a·b, in one instruction where the processor has it; whole numbers wrap.
  func adding(_ a: Self, times b: Self) -> Self
}

extension Float: DirectNumber {
  @inline(__always)
  func adding(_ a: Float, times b: Float) -> Float {
    Processor.hasFusedMultiplyAdd ? addingProduct(a, b) : self + a * b
  }
}

extension Int32: DirectNumber {
  @inline(__always)
  func adding(_ a: Int32, times b: Int32) -> Int32 { self &+ a &* b }
}

struct DirectConvolution {
  private let convolution: PlainConvolution
  private let taps: RowTaps
  private var channels: ConvolutionChannels { convolution.channels }

  init(_ convolution: PlainConvolution) {
    self.convolution = convolution
    taps = RowTaps(convolution)
  }

  /// The convolution in Float or in whole numbers.
  @inline(__always)
  func convolve<Number: DirectNumber>(
    _ input: Tensor<Number>, weight: Tensor<Number>, bias: Tensor<Number>?,
    finish: OutputRows.Finish = .asItIs
  ) -> Tensor<Number> {
    let input = convolution.prepared(input)
    let (places, inputPlaces) = (convolution.outputPlaces, convolution.inputPlaces)
    let kernel = convolution.kernelPlaces
    return Tensor(shape: convolution.outputShape) { output in
      input.withUnsafeScalars { input in
        weight.withUnsafeScalars { weight in
          let bands = taps.outputBands
          let tasks = channels.pictures * channels.output * bands.count
          Threads.forEach(tasks, work: convolution.geometry.multiplyAdds * 4) { task in
            let (outputChannel, number) = task.quotientAndRemainder(dividingBy: bands.count)
            let (n, oc) = outputChannel.quotientAndRemainder(dividingBy: channels.output)
            let band = bands[number]
            let y = output.baseAddress! + outputChannel * places
            var start = Number.zero
            if let bias { start = bias[oc] }
            taps.forEachPlane(ofOutputs: band) { first, count in
              (y + first).update(repeating: start, count: count)
            }
            for ic in 0..<channels.inputPerGroup {
              let channel =
                n * channels.input + channels.group(ofOutput: oc) * channels.inputPerGroup + ic
              let x = input.baseAddress! + channel * inputPlaces
              let w = weight.baseAddress! + (oc * channels.inputPerGroup + ic) * kernel
              for place in 0..<kernel {
                add(w[place], x, under: place, to: y, rows: band)
              }
            }
            if case .relu = finish {
              taps.forEachPlane(ofOutputs: band) { first, count in
                for i in first..<first + count { y[i] = y[i] < .zero ? .zero : y[i] }
              }
            }
          }
        }
      }
    }
  }

  /// y[o] += w·x[i] for the places of some output rows that meet under one of the kernel's.
  @inline(__always)
  private func add<Number: DirectNumber>(
    _ w: Number, _ x: UnsafePointer<Number>, under place: Int,
    to y: UnsafeMutablePointer<Number>, rows: Range<Int>
  ) {
    let stride = taps.stride
    taps.forEachRow(under: place, outputs: rows) { output, input, count in
      let (y, x) = (y + output, x + input)
      if stride == 1 {
        for i in 0..<count { y[i] = y[i].adding(w, times: x[i]) }
      } else {
        for i in 0..<count { y[i] = y[i].adding(w, times: x[i * stride]) }
      }
    }
  }

  /// dx[i] = b + Σ w·dy[o], for some rows of one input channel of one picture at a time.
  func inputGradient(
    _ gradOutput: UnsafePointer<Float>, weight: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
    into gradInput: UnsafeMutablePointer<Float>
  ) {
    let (places, inputPlaces) = (convolution.outputPlaces, convolution.inputPlaces)
    let (kernel, stride) = (convolution.kernelPlaces, taps.stride)
    let bands = taps.inputBands
    let tasks = channels.pictures * channels.input * bands.count
    Threads.forEach(tasks, work: convolution.geometry.multiplyAdds * 4) { task in
      let (inputChannel, number) = task.quotientAndRemainder(dividingBy: bands.count)
      let (n, channel) = inputChannel.quotientAndRemainder(dividingBy: channels.input)
      let (g, ic) = channel.quotientAndRemainder(dividingBy: channels.inputPerGroup)
      let band = bands[number]
      let dx = gradInput + inputChannel * inputPlaces
      taps.forEachPlane(ofInputs: band) { first, count in
        (dx + first).update(repeating: bias?[channel] ?? 0, count: count)
      }
      for oc in g * channels.outputPerGroup..<(g + 1) * channels.outputPerGroup {
        let dy = gradOutput + (n * channels.output + oc) * places
        let w = weight + (oc * channels.inputPerGroup + ic) * kernel
        for place in 0..<kernel {
          let weight = w[place]
          taps.forEachRow(under: place, inputs: band) { output, input, count in
            let (dx, dy) = (dx + input, dy + output)
            if stride == 1 {
              for i in 0..<count { dx[i] = dx[i].adding(weight, times: dy[i]) }
            } else {
              for i in 0..<count { dx[i * stride] = dx[i * stride].adding(weight, times: dy[i]) }
            }
          }
        }
      }
    }
  }

  /// dw = Σ x[i]·dy[o], for one weight at a time, over all pictures.
  func weightGradient(_ gradOutput: Tensor<Float>, input: Tensor<Float>) -> Tensor<Float> {
    let input = convolution.prepared(input)
    let size = channels.inputPerGroup * convolution.kernelPlaces
    return Tensor(shape: convolution.weightShape) { gradWeight in
      input.withUnsafeScalars { input in
        gradOutput.withUnsafeScalars { gradOutput in
          let work = convolution.geometry.multiplyAdds * 4
          Threads.forEach(channels.output * size, work: work) { task in
            let (oc, rest) = task.quotientAndRemainder(dividingBy: size)
            let (ic, place) = rest.quotientAndRemainder(dividingBy: convolution.kernelPlaces)
            gradWeight[task] = sumOfProducts(
              input.baseAddress!,
              channel: channels.group(ofOutput: oc) * channels.inputPerGroup + ic,
              gradOutput.baseAddress!, channel: oc, under: place)
          }
        }
      }
    }
  }

  private func sumOfProducts(
    _ input: UnsafePointer<Float>, channel ic: Int, _ gradOutput: UnsafePointer<Float>,
    channel oc: Int, under place: Int
  ) -> Float {
    var products = DotProduct()
    for n in 0..<channels.pictures {
      let x = input + (n * channels.input + ic) * convolution.inputPlaces
      let dy = gradOutput + (n * channels.output + oc) * convolution.outputPlaces
      taps.forEachRow(under: place) { output, input, count in
        products.add(dy + output, x + input, stride: taps.stride, count: count)
      }
    }
    return products.sum
  }
}
