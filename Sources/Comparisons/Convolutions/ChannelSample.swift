// The definition takes seconds for a large convolution, and in Double several times as long. But it
// needn't compute all of it to be held against: an output channel is a convolution with one kernel, and
// the gradients by one input channel and by the weights on it need nothing of the other input channels.
// So a few channels, each whole with all its edges, are a convolution of their own, whose numbers are
// some of the large one's.

import Kernels
import Tensors

/// Some of a convolution's channels, as a convolution of its own.
struct ChannelSample {
  /// The numbers of the groups that are in it.
  private let groups: [Int]
  /// Of each such group these output channels and these input channels.
  private let outputs: [Int]
  private let inputs: [Int]
  private let channels: ConvolutionChannels

  /// The whole convolution's multiply-adds divided by the sample's; 1 where the sample is the whole.
  let factor: Double

  /// - Parameters:
  ///   - geometry: that of the whole convolution.
  ///   - axis: whether output channels are left out, for the forward pass, or input channels, for the
  ///     backward one.
  ///   - budget: how many multiply-adds the sample may have. One channel is in it in any case.
  init(_ geometry: Conv2dGeometry, leavingOut axis: Axis, budget: Int) {
    channels = geometry.channels
    let ofGroup = max(1, geometry.multiplyAdds / channels.groups)
    groups = Self.spread(max(1, budget / ofGroup), of: channels.groups)
    let all = axis == .outputs ? channels.outputPerGroup : channels.inputPerGroup
    let some = Self.spread(max(1, budget / groups.count / max(1, ofGroup / all)), of: all)
    outputs = axis == .outputs ? some : Array(0..<channels.outputPerGroup)
    inputs = axis == .inputs ? some : Array(0..<channels.inputPerGroup)
    factor =
      Double(channels.groups) / Double(groups.count) * Double(all) / Double(some.count)
  }

  enum Axis { case outputs, inputs }

  /// `count` numbers below `total`, evenly apart, with the first and the last of them; the last alone
  /// if it is one, because there the blocks of the fast kernels end.
  private static func spread(_ count: Int, of total: Int) -> [Int] {
    if count >= total { return Array(0..<total) }
    if count == 1 { return [total - 1] }
    return (0..<count).map { $0 * (total - 1) / (count - 1) }
  }

  /// The options for the sample's own groups.
  func options(_ options: ConvolutionOptions) -> ConvolutionOptions {
    var options = options
    options.groups = groups.count
    return options
  }

  /// The sample's part of x or of its gradient.
  func ofInput(_ x: Tensor<Float>) -> Tensor<Float> {
    x.selecting(inputChannels, along: 1)
  }

  /// The sample's part of y or of its gradient.
  func ofOutput(_ y: Tensor<Float>) -> Tensor<Float> {
    y.selecting(outputChannels, along: 1)
  }

  /// The sample's part of w or of its gradient.
  func ofWeight(_ w: Tensor<Float>) -> Tensor<Float> {
    w.selecting(outputChannels, along: 0).selecting(inputs, along: 1)
  }

  /// The sample's part of the bias's gradient.
  func ofBias(_ b: Tensor<Float>) -> Tensor<Float> {
    b.selecting(outputChannels, along: 0)
  }

  private var inputChannels: [Int] {
    groups.flatMap { g in inputs.map { g * channels.inputPerGroup + $0 } }
  }

  private var outputChannels: [Int] {
    groups.flatMap { g in outputs.map { g * channels.outputPerGroup + $0 } }
  }
}

extension Tensor<Float> {
  /// What lies at `indices` of one axis, in their order.
  func selecting(_ indices: [Int], along axis: Int) -> Tensor {
    if indices == Array(0..<shape[axis]) { return self }
    var selected = shape
    selected[axis] = indices.count
    let run = strides[axis]
    let (size, lines) = (shape[axis], shape.prefix(axis).reduce(1, *))
    return Tensor(shape: selected) { selection in
      withUnsafeScalars { numbers in
        for line in 0..<lines {
          for (place, index) in indices.enumerated() {
            let (from, to) = ((line * size + index) * run, (line * indices.count + place) * run)
            for number in 0..<run { selection[to + number] = numbers[from + number] }
          }
        }
      }
    }
  }
}
