import Kernels
import Tensors

/// A convolution in one, two or three dimensions, as the algorithms here take it: one of volumes,
/// with nothing but zeros for padding.
///
/// A row is a volume of one plane and one row; in memory nothing changes. Padding of the other modes
/// is put round the input before the convolution, which then has none; its gradient is taken off
/// again afterwards. So no algorithm knows more than one rank or one padding mode.
struct PlainConvolution {
  /// Its sizes, of the padded input where padding is put round it.
  let geometry: Conv3dGeometry
  /// The shapes of x, w and y with the axes that they really have.
  let inputShape: [Int]
  let weightShape: [Int]
  let outputShape: [Int]
  private let padding: VolumePadding?

  var channels: ConvolutionChannels { geometry.channels }
  /// The product of a channel's sizes in the input.
  var inputPlaces: Int { geometry.windows.reduce(1) { $0 * $1.input } }
  /// The product of a channel's sizes in the output.
  var outputPlaces: Int { geometry.windows.reduce(1) { $0 * $1.output } }
  /// The product of the kernel's sizes.
  var kernelPlaces: Int { geometry.windows.reduce(1) { $0 * $1.kernel } }

  init<Geometry: ConvolutionGeometry>(_ given: Geometry) {
    inputShape = given.inputShape
    weightShape = given.weightShape
    outputShape = given.outputShape
    if given.windows.contains(where: { $0.paddingMode != .zeros }) {
      padding = VolumePadding(given.windows, channels: given.channels)
    } else {
      padding = nil
    }
    var windows = padding == nil ? given.windows : given.windows.map(\.withPaddingAsInput)
    while windows.count < 3 { windows.insert(.single, at: 0) }
    geometry = Conv3dGeometry(channels: given.channels, windows: windows)
  }

  /// The input as the algorithms take it.
  func prepared<Number>(_ input: Tensor<Number>) -> Tensor<Number> {
    guard let padding else { return input }
    return Tensor(shape: [channels.pictures, channels.input, inputPlaces]) {
      padding.pad(input, value: .zero, into: $0.baseAddress!)
    }
  }

  /// The gradient by the input, from that by the prepared one.
  func gradient(ofPrepared gradInput: Tensor<Float>) -> Tensor<Float> {
    guard let padding else { return gradInput.reshaped(inputShape) }
    return Tensor(shape: inputShape) { padding.unpad(gradInput, into: $0.baseAddress!) }
  }
}

extension WindowAxis {
  /// The axis of a window of one place that is laid once: as if there were no axis.
  static var single: WindowAxis { .unpadded(input: 1, kernel: 1, stride: 1, dilation: 1) }

  /// The same axis once the padding has become part of the input.
  var withPaddingAsInput: WindowAxis {
    .unpadded(
      input: paddingBefore + input + paddingAfter, kernel: kernel, stride: stride,
      dilation: dilation)
  }

  private static func unpadded(input: Int, kernel: Int, stride: Int, dilation: Int) -> WindowAxis {
    ShapeError.orStop { () throws(ShapeError) in
      try WindowAxis(
        name: "axis", input: input, kernel: kernel, stride: stride, dilation: dilation,
        paddingBefore: 0, paddingAfter: 0)
    }
  }
}
