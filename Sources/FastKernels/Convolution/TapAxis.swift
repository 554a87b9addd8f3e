import Kernels

/// One axis of a sum over taps: which place of the source each tap reads for each output.
///
/// Output q reads, by its tap t, the source's place `q·stride + shift(t)`, or a zero where there is
/// none. A convolution is such a sum, over its input. Its gradient by the input is one too, over dy,
/// once the inputs are sorted by their remainder modulo the stride: those of one remainder meet the
/// same places of the kernel, and neighbours among them meet neighbours in dy.
struct TapAxis: Hashable, Sendable {
  /// One place of the kernel.
  struct Tap: Hashable {
    let kernel: Int
    let shift: Int
  }

  /// How many places the source has.
  let source: Int
  /// How many outputs there are.
  let outputs: Int
  let stride: Int
  let taps: [Tap]

  /// How many places the result's axis has, and where on it output q lies: at `start + q·step`.
  let result: Int
  let start: Int
  let step: Int

  /// The outputs of a convolution, over its input: place k lies o·stride − before + k·dilation.
  init(forwardAlong axis: WindowAxis) {
    source = axis.input
    outputs = axis.output
    stride = axis.stride
    taps = (0..<axis.kernel).map { k in
      Tap(kernel: k, shift: k * axis.dilation - axis.paddingBefore)
    }
    result = axis.output
    start = 0
    step = 1
  }

  /// The gradients of a convolution's inputs, over dy: one axis for each remainder that an input
  /// place can have modulo the stride.
  ///
  /// Input i was met by place k of output o where i = o·stride − before + k·dilation. So of the
  /// inputs i = q·stride + remainder, all meet the places k for which
  /// `remainder + before − k·dilation` is a multiple of the stride, and o is q plus that multiple.
  static func backward(along axis: WindowAxis) -> [TapAxis] {
    (0..<min(axis.stride, max(1, axis.input))).map { TapAxis(axis, remainder: $0) }
  }

  private init(_ axis: WindowAxis, remainder: Int) {
    source = axis.output
    outputs = (axis.input - remainder + axis.stride - 1) / axis.stride
    stride = 1
    var taps: [Tap] = []
    for k in 0..<axis.kernel {
      let distance = remainder + axis.paddingBefore - k * axis.dilation
      if distance % axis.stride == 0 { taps.append(Tap(kernel: k, shift: distance / axis.stride)) }
    }
    self.taps = taps
    result = axis.input
    start = remainder
    step = axis.stride
  }

  /// Taps side by side.
  init(source: Int, outputs: Int, stride: Int, shifts: Range<Int>) {
    self.source = source
    self.outputs = outputs
    self.stride = stride
    taps = shifts.enumerated().map { Tap(kernel: $0.offset, shift: $0.element) }
    (result, start, step) = (outputs, 0, 1)
  }

  /// Whether every tap of every output lies on the source.
  var isInside: Bool {
    taps.allSatisfy { $0.shift >= 0 && (outputs - 1) * stride + $0.shift < source }
  }
}
