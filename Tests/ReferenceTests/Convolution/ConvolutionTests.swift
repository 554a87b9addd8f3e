import Kernels
import ReferenceKernels
import Tensors
import Testing

/// `conv1d`, `conv2d`, `conv3d`, `convolve1d`, `convolve2d` and `conv2dReLU`.
@Suite struct ConvolutionTests {
  init() { TensorMemory.isPoisoned = true }

  @Test("Output and gradients are those of windows cut by hand", arguments: ConvolutionCall.all)
  func equalsWindowsCutByHand(_ call: ConvolutionCall) {
    let difference = call.reference(in: Double.self).difference(from: call.expected)
    #expect(difference == nil)
  }

  @Test("On whole numbers Float gives what Double gives", arguments: ConvolutionCall.all)
  func floatEqualsDouble(_ call: ConvolutionCall) {
    #expect(call.reference(in: Float.self) == call.reference(in: Double.self))
  }

  @Test("The gradients are adjoint to the convolution", arguments: ConvolutionCall.all)
  func adjoint(_ call: ConvolutionCall) {
    let (x, w, dy) = (call.x, call.w, call.dy)
    let along = dot(call.forward(x, w, nil), dy)
    let gradients = call.backward(dy, x, w)
    #expect(dot(x, gradients.gradInput) == along)
    #expect(dot(w, gradients.gradWeight) == along)
    guard let b = call.b else { return }
    #expect(dot(b, gradients.gradBias) == dot(call.forward(x, w, b), dy) - along)
  }

  @Test(
    "Every number of every gradient is what a step of 1 says", arguments: ConvolutionCall.all)
  func steps(_ call: ConvolutionCall) {
    let (x, w, dy) = (call.x, call.w, call.dy)
    let b = call.b ?? .zeros([call.weight[0]])
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

  @Test("Along random directions the gradients of a large convolution hold")
  func directions() {
    let call = ConvolutionCall(
      "large", [2, 6, 23, 19], [8, 3, 5, 3], stride: [2, 1], padding: [2, 3],
      sides: [[2, 2], [3, 3]], mode: .reflect, dilation: [1, 2], groups: 2)
    let x = Tensor<Double>.random(call.input, seed: 5)
    let w = Tensor<Double>.random(call.weight, seed: 6)
    let dy = Tensor<Double>.random(call.forward(x, w, nil).shape, seed: 7)
    let gradients = call.backward(dy, x, w)
    let byInput = GradientCheck(of: gradients.gradInput, at: x, along: dy, method: .directions) {
      call.forward($0, w, nil)
    }
    let byWeight = GradientCheck(of: gradients.gradWeight, at: w, along: dy, method: .directions) {
      call.forward(x, $0, nil)
    }
    #expect(byInput.passes, "\(byInput)")
    #expect(byWeight.passes, "\(byWeight)")
  }

  @Test("conv2dReLU is conv2d and then relu", arguments: ConvolutionCall.pictures)
  func withReLU(_ call: ConvolutionCall) {
    let y = Reference.conv2dReLU(call.x, weight: call.w, bias: call.b, options: call.options)
    #expect(y == call.expected["output"]?.map { max(0, $0) })
  }

  @Test("conv2dReLU doesn't let through what lies below zero, nor its negative")
  func reLUTwins() {
    let outputs = ConvolutionCall.pictures.compactMap { $0.expected["output"] }
    #expect(outputs.contains { y in y != y.map { max(0, $0) } })
    #expect(outputs.contains { y in y.magnitudes != y.map { max(0, $0) } })
  }

  @Test("A table lets no convolution pass that is wrong", arguments: ConvolutionTwins.all)
  func twins(_ twin: Twin<ConvolutionCall>) {
    let tables = [
      ConvolutionCall.rows, ConvolutionCall.pictures, ConvolutionCall.volumes,
      ConvolutionCall.rows.map(\.turned), ConvolutionCall.pictures.map(\.turned),
    ].filter { ConvolutionTwins.isPossible(twin, in: $0[0]) }
    let blind = tables.filter { !twin.isCaught(by: $0) }.map { $0[0].testDescription }
    #expect(blind == [])
  }

  // MARK: What the calls by name add

  @Test("A matrix with a matrix kernel is one picture of one channel")
  func matrix() {
    let (x, k) = (Tensor([[0, 1, 2], [3, 4, 5]]), Tensor([[0, 1], [2, 3]]))
    #expect(Reference.conv2d(x, weight: k) == Tensor([[19, 25]]))
    #expect(Reference.convolve2d(x, weight: k) == Tensor([[5, 11]]))
    #expect(Reference.conv2d(x, weight: k, bias: Tensor([1])) == Tensor([[20, 26]]))
  }

  @Test("A row with a row kernel is one row of one channel")
  func row() {
    #expect(Reference.conv1d(Tensor([1, 2, 4]), weight: Tensor([1, 10])) == Tensor([21, 42]))
    #expect(Reference.convolve1d(Tensor([1, 2, 4]), weight: Tensor([1, 10])) == Tensor([12, 24]))
  }

  @Test("The options that have names are those of the value", arguments: ConvolutionCall.all)
  func namedOptions(_ call: ConvolutionCall) {
    let (x, w, b) = (call.x, call.w, call.b)
    let (stride, dilation) = (PerAxis(call.stride), PerAxis(call.dilation))
    let y: Tensor<Double> =
      switch (call.operation, call.axes) {
      case (.conv, 1):
        Reference.conv1d(
          x, weight: w, bias: b, stride: stride, padding: call.padding, paddingMode: call.mode,
          dilation: dilation, groups: call.groups)
      case (.conv, 2):
        Reference.conv2d(
          x, weight: w, bias: b, stride: stride, padding: call.padding, paddingMode: call.mode,
          dilation: dilation, groups: call.groups)
      case (.conv, _):
        Reference.conv3d(
          x, weight: w, bias: b, stride: stride, padding: call.padding, paddingMode: call.mode,
          dilation: dilation, groups: call.groups)
      case (.convolve, 1):
        Reference.convolve1d(
          x, weight: w, bias: b, stride: stride, padding: call.padding, paddingMode: call.mode,
          dilation: dilation, groups: call.groups)
      case (.convolve, _):
        Reference.convolve2d(
          x, weight: w, bias: b, stride: stride, padding: call.padding, paddingMode: call.mode,
          dilation: dilation, groups: call.groups)
      }
    #expect(y == call.forward(x, w, b))
  }

  @Test("The backward with options by name is that of the value", arguments: ConvolutionCall.all)
  func namedBackward(_ call: ConvolutionCall) {
    guard call.operation == .conv, call.axes < 3 else { return }
    let (dy, x, w) = (call.dy, call.x, call.w)
    let (stride, dilation) = (PerAxis(call.stride), PerAxis(call.dilation))
    let gradients =
      call.axes == 1
      ? Reference.conv1dBackward(
        dy, input: x, weight: w, stride: stride, padding: call.padding, paddingMode: call.mode,
        dilation: dilation, groups: call.groups)
      : Reference.conv2dBackward(
        dy, input: x, weight: w, stride: stride, padding: call.padding, paddingMode: call.mode,
        dilation: dilation, groups: call.groups)
    #expect(gradients == call.backward(dy, x, w))
  }

  @Test("The gradients of a matrix are matrices, of a row rows")
  func singleBackward() {
    let (x, k) = (Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]]), Tensor([[0, 1], [2, 3]]))
    let matrices = Reference.conv2dBackward(k, input: x, weight: k)
    #expect(matrices.gradInput == Tensor([[0, 0, 1], [0, 4, 6], [4, 12, 9]]))
    #expect(matrices.gradWeight == Tensor([[19, 25], [37, 43]]))
    #expect(matrices.gradBias == Tensor([6]))
    let rows = Reference.conv1dBackward(
      Tensor([1, 2]), input: Tensor([1, 2, 4]), weight: Tensor([1, 10]))
    #expect(rows.gradInput == Tensor([1, 12, 20]))
    #expect(rows.gradWeight == Tensor([5, 10]))
    #expect(rows.gradBias == Tensor([3]))
  }
}
