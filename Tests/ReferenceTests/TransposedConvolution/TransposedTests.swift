import Kernels
import ReferenceKernels
import Tensors
import Testing

/// `convTranspose1d` and `convTranspose2d`.
@Suite struct TransposedTests {
  init() { TensorMemory.isPoisoned = true }

  @Test("Output and gradients are those of stamps on a canvas", arguments: TransposedCall.all)
  func equalsStamps(_ call: TransposedCall) {
    let difference = call.reference(in: Double.self).difference(from: call.expected)
    #expect(difference == nil)
  }

  @Test("On whole numbers Float gives what Double gives", arguments: TransposedCall.all)
  func floatEqualsDouble(_ call: TransposedCall) {
    #expect(call.reference(in: Float.self) == call.reference(in: Double.self))
  }

  @Test("The gradients are adjoint to the operation", arguments: TransposedCall.all)
  func adjoint(_ call: TransposedCall) {
    let (x, w, dy) = (call.x, call.w, call.dy)
    let along = dot(call.forward(x, w, nil), dy)
    let gradients = call.backward(dy, x, w)
    #expect(dot(x, gradients.gradInput) == along)
    #expect(dot(w, gradients.gradWeight) == along)
    guard let b = call.b else { return }
    #expect(dot(b, gradients.gradBias) == dot(call.forward(x, w, b), dy) - along)
  }

  @Test(
    "It is the backward by its input of the convolution that it turns round",
    arguments: TransposedCall.pictures)
  func turnedRound(_ call: TransposedCall) {
    let convolution = ConvolutionOptions(
      stride: PerAxis(call.stride), padding: call.padding, dilation: PerAxis(call.dilation),
      groups: call.groups)
    let y = call.forward(call.x, call.w, nil)
    // Only where the convolution has this size: output padding beyond the stride has none.
    guard
      let geometry = try? Conv2dGeometry(
        input: y.shape, weight: call.weight, bias: nil, options: convolution),
      geometry.outputShape == call.input
    else { return }
    let gradients = Reference.conv2dBackward(call.x, input: y, weight: call.w, options: convolution)
    #expect(y == gradients.gradInput)
    let back = Reference.conv2d(call.dy, weight: call.w, bias: nil, options: convolution)
    #expect(call.backward(call.dy, call.x, call.w).gradInput == back)
  }

  @Test("Every number of every gradient is what a step of 1 says", arguments: TransposedCall.all)
  func steps(_ call: TransposedCall) {
    let (x, w, dy) = (call.x, call.w, call.dy)
    let b = call.b ?? .zeros([dy.shape[1]])
    let gradients = call.backward(dy, x, w)
    func check(
      _ gradient: Tensor<Double>, at place: Tensor<Double>,
      _ function: (Tensor<Double>) -> Tensor<Double>
    ) {
      guard place.count > 0 else { return }
      let check = GradientCheck(of: gradient, at: place, along: dy, method: .linear, function)
      #expect(check.passes, "\(check)")
    }
    check(gradients.gradInput, at: x) { call.forward($0, w, b) }
    check(gradients.gradWeight, at: w) { call.forward(x, $0, b) }
    check(gradients.gradBias, at: b) { call.forward(x, w, $0) }
  }

  @Test("A table lets no operation pass that is wrong", arguments: TransposedTwins.all)
  func twins(_ twin: Twin<TransposedCall>) {
    let tables =
      twin.mistake.contains("swapped")
      ? [TransposedCall.pictures]
      : [
        TransposedCall.rows, TransposedCall.pictures,
      ]
    let blind = tables.filter { !twin.isCaught(by: $0) }.map { $0[0].testDescription }
    #expect(blind == [])
  }

  // MARK: What the calls by name add

  @Test("A matrix with a matrix kernel is one picture of one channel")
  func matrix() {
    let k = Tensor([[0, 1], [2, 3]])
    let y = Reference.convTranspose2d(k, weight: k)
    #expect(y == Tensor([[0, 0, 1], [0, 4, 6], [4, 12, 9]]))
  }

  @Test("A row with a row kernel is one row of one channel")
  func row() {
    let y = Reference.convTranspose1d(Tensor([1, 2]), weight: Tensor([1, 10]), stride: 2)
    #expect(y == Tensor([1, 10, 2, 20]))
  }

  @Test("The options that have names are those of the value", arguments: TransposedCall.all)
  func namedOptions(_ call: TransposedCall) {
    let (x, w, b) = (call.x, call.w, call.b)
    let (stride, dilation) = (PerAxis(call.stride), PerAxis(call.dilation))
    let outputPadding = PerAxis(call.outputPadding)
    let y =
      call.axes == 1
      ? Reference.convTranspose1d(
        x, weight: w, bias: b, stride: stride, padding: call.padding,
        outputPadding: outputPadding, dilation: dilation, groups: call.groups)
      : Reference.convTranspose2d(
        x, weight: w, bias: b, stride: stride, padding: call.padding,
        outputPadding: outputPadding, dilation: dilation, groups: call.groups)
    #expect(y == call.forward(x, w, b))
  }
}
