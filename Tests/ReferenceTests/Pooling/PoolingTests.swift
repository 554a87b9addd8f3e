import Kernels
import ReferenceKernels
import Tensors
import Testing

/// The maximum and average poolings: sliding, global and adaptive.
@Suite struct PoolingTests {
  init() { TensorMemory.isPoisoned = true }

  @Test("Output and gradient are those of windows cut by hand", arguments: PoolingCall.all)
  func equalsWindowsCutByHand(_ call: PoolingCall) {
    let difference = call.reference(in: Double.self).difference(from: call.expected)
    #expect(difference == nil)
  }

  @Test("On whole numbers Float gives what Double gives", arguments: PoolingCall.all)
  func floatEqualsDouble(_ call: PoolingCall) {
    #expect(call.reference(in: Float.self) == call.reference(in: Double.self))
  }

  @Test(
    "An average's gradient is adjoint to it", arguments: PoolingCall.all.filter { !$0.isMaximum })
  func adjoint(_ call: PoolingCall) {
    let (x, dy) = (call.x, call.dy)
    #expect(dot(call.forward(x), dy) == dot(x, call.backward(dy, x)))
  }

  @Test(
    "Every number of an average's gradient is what a step says, exactly",
    arguments: PoolingCall.all.filter { !$0.isMaximum && $0.input[0] > 0 })
  func stepsOfAverages(_ call: PoolingCall) {
    // From zero, by a step that every number of places divides.
    let x = Tensor<Double>.zeros(call.input)
    let check = GradientCheck(
      of: call.backward(call.dy, x), at: x, along: call.dy, method: .everyPlace(step: 27720),
      tolerance: 0
    ) { call.forward($0) }
    #expect(check.passes, "\(check)")
  }

  @Test(
    "Every number of a maximum's gradient is what a step says where nothing ties",
    arguments: PoolingCall.all.filter { $0.isMaximum && $0.input[0] > 0 })
  func stepsOfMaxima(_ call: PoolingCall) {
    var random = SeededRandom(seed: 3)
    let count = call.x.count
    let x = Tensor<Double>(
      shape: call.input, (0..<count).shuffled(using: &random).map { Double($0) / 4 })
    // −∞ minus −∞, where a window holds nothing but padding, has no difference.
    guard call.forward(x).scalars.allSatisfy(\.isFinite) else { return }
    let check = GradientCheck(of: call.backward(call.dy, x), at: x, along: call.dy) {
      call.forward($0)
    }
    #expect(check.passes, "\(check)")
  }

  @Test("A table lets no pooling pass that is wrong", arguments: PoolingTwins.all)
  func twins(_ twin: Twin<PoolingCall>) {
    let possible = PoolingCall.tables.filter { PoolingTwins.isPossible(twin, in: $0[0]) }
    let blind = possible.filter { !twin.isCaught(by: $0) }.map { $0[0].testDescription }
    #expect(!possible.isEmpty)
    #expect(blind == [])
  }

  // MARK: What the calls by name add

  @Test("A matrix is one picture of one channel, a row one row of one")
  func matrixAndRow() {
    let x = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
    #expect(Reference.maxPool2d(x, kernelSize: 2, stride: 1) == Tensor([[4, 5], [7, 8]]))
    #expect(Reference.avgPool2d(x, kernelSize: 2, stride: 1) == Tensor([[2, 3], [5, 6]]))
    #expect(Reference.maxPool1d(Tensor([1, 3, 2, 4]), kernelSize: 2) == Tensor([3, 4]))
    #expect(Reference.avgPool1d(Tensor([1, 3, 2, 4]), kernelSize: 2) == Tensor([2, 3]))
  }

  @Test(
    "The options that have names are those of the value",
    arguments: PoolingCall.all.filter { !$0.kernel.isEmpty })
  func namedOptions(_ call: PoolingCall) {
    let x = call.x
    let (size, stride) = (PerAxis(call.kernel), call.stride.map { PerAxis($0) })
    let counts = call.operation == .average
    let isOneAxis = call.axes == 1
    if call.isMaximum {
      let dilation = PerAxis(call.dilation)
      let y =
        isOneAxis
        ? Reference.maxPool1d(
          x, kernelSize: size, stride: stride, padding: call.padding, dilation: dilation,
          ceilMode: call.ceil)
        : Reference.maxPool2d(
          x, kernelSize: size, stride: stride, padding: call.padding, dilation: dilation,
          ceilMode: call.ceil)
      #expect(y == call.forward(x))
    } else if call.dilation == [1] {
      let y =
        isOneAxis
        ? Reference.avgPool1d(
          x, kernelSize: size, stride: stride, padding: call.padding, ceilMode: call.ceil,
          countIncludePad: counts)
        : Reference.avgPool2d(
          x, kernelSize: size, stride: stride, padding: call.padding, ceilMode: call.ceil,
          countIncludePad: counts)
      #expect(y == call.forward(x))
    }
  }
}
