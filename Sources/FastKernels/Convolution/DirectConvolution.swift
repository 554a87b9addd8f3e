// Idea       No matrix: every weight multiplies whole rows of its input channel and adds them to rows
//            of its output channel (`RowTaps`).
// Saves      Nothing is copied. The innermost loop goes along a row, with the weight in a register.
// Costs      Every product loads and stores its sum, because sums don't stay in registers; every
//            output channel reads its input channels anew.
// Can't      Nothing, but wherever sums can stay in registers (`ImplicitGEMM`) that is faster. It is there
//            for whole numbers, and to be measured against.
//
// A task is a band of rows of a channel, small enough to stay in the cache while all weights go over it.

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
}
