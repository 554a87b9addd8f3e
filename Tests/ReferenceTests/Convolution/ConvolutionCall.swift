import Kernels
import ReferenceKernels
import Tensors

/// A convolution of rows, pictures or volumes with whole numbers, and its gradients.
struct ConvolutionCall: Call {
  enum Operation: String { case conv, convolve }

  let reason: String
  var operation = Operation.conv
  let input: [Int]
  let weight: [Int]
  let stride: [Int]
  let dilation: [Int]
  /// What the package is told, and what it comes to: before and after each axis, by hand.
  let padding: Padding
  let sides: [[Int]]
  let mode: PaddingMode
  let groups: Int
  let hasBias: Bool

  init(
    _ reason: String, _ input: [Int], _ weight: [Int], stride: [Int] = [1], padding: Padding = 0,
    sides: [[Int]]? = nil, mode: PaddingMode = .zeros, dilation: [Int] = [1], groups: Int = 1,
    bias: Bool = true
  ) {
    self.reason = reason
    self.input = input
    self.weight = weight
    self.stride = stride
    self.dilation = dilation
    self.padding = padding
    self.sides = sides ?? input.dropFirst(2).map { _ in [0, 0] }
    self.mode = mode
    self.groups = groups
    hasBias = bias
  }

  var axes: Int { input.count - 2 }

  var testDescription: String { "\(operation.rawValue)\(axes)d: \(reason)" }

  var options: ConvolutionOptions {
    ConvolutionOptions(
      stride: PerAxis(stride), padding: padding, paddingMode: mode, dilation: PerAxis(dilation),
      groups: groups)
  }

  /// For each axis the windows, cut from the padded line.
  var windows: [[[Int?]]] { windows(stride: stride, dilation: dilation) }

  func windows(stride: [Int], dilation: [Int]) -> [[[Int?]]] {
    (0..<axes).map { axis in
      PaddedLine(
        size: input[2 + axis], before: sides[axis][0], after: sides[axis][1], mode: mode
      ).windows(
        kernel: weight[2 + axis], stride: stride.count == 1 ? stride[0] : stride[axis],
        dilation: dilation.count == 1 ? dilation[0] : dilation[axis])
    }
  }

  var x: Tensor<Double> { .randomWhole(input, seed: 1) }
  var w: Tensor<Double> { .randomWhole(weight, seed: 2) }
  var b: Tensor<Double>? { hasBias ? .randomWhole([weight[0]], seed: 3) : nil }
  var dy: Tensor<Double> {
    .randomWhole([input[0], weight[0]] + windows.map(\.count), seed: 4)
  }

  var expected: Answer { expected(windows: windows) }

  /// What comes out with these windows and this way of joining products: wrong twins have others.
  func expected(
    windows: [[[Int?]]], joining join: @escaping (inout Double, Double) -> Void = { $0 += $1 }
  ) -> Answer {
    let naive = NaiveConvolution(windows: windows, groups: groups, join: join)
    guard operation == .convolve else { return naive.answer(x, w, b, dy) }
    // The mathematician's: what is written for the kernel holds for the kernel turned round.
    let kernel = 2..<weight.count
    var answer = naive.answer(x, w.reversed(axes: kernel), b, dy)
    answer["gradWeight"] = answer["gradWeight"]?.reversed(axes: kernel)
    return answer
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    let y = Tensor<Double>(
      forward(Tensor<Scalar>(x), Tensor<Scalar>(w), b.map { Tensor<Scalar>($0) }))
    // A wrong size is to be reported, and would stop the program in the backward.
    guard y.shape == dy.shape else { return ["output": y] }
    let gradients = backward(Tensor<Scalar>(dy), Tensor<Scalar>(x), Tensor<Scalar>(w))
    return Answer(gradients).merging(["output": y]) { a, _ in a }
  }

  func forward<Scalar: RealNumber>(
    _ x: Tensor<Scalar>, _ w: Tensor<Scalar>, _ b: Tensor<Scalar>?
  ) -> Tensor<Scalar> {
    switch (operation, axes) {
    case (.conv, 1): Reference.conv1d(x, weight: w, bias: b, options: options)
    case (.conv, 2): Reference.conv2d(x, weight: w, bias: b, options: options)
    case (.conv, _): Reference.conv3d(x, weight: w, bias: b, options: options)
    case (.convolve, 1): Reference.convolve1d(x, weight: w, bias: b, options: options)
    case (.convolve, _): Reference.convolve2d(x, weight: w, bias: b, options: options)
    }
  }

  func backward<Scalar: RealNumber>(
    _ dy: Tensor<Scalar>, _ x: Tensor<Scalar>, _ w: Tensor<Scalar>
  ) -> WeightedGradients<Scalar> {
    switch (operation, axes) {
    case (.conv, 1): Reference.conv1dBackward(dy, input: x, weight: w, options: options)
    case (.conv, 2): Reference.conv2dBackward(dy, input: x, weight: w, options: options)
    case (.conv, _): Reference.conv3dBackward(dy, input: x, weight: w, options: options)
    case (.convolve, 1): Reference.convolve1dBackward(dy, input: x, weight: w, options: options)
    case (.convolve, _): Reference.convolve2dBackward(dy, input: x, weight: w, options: options)
    }
  }
}
