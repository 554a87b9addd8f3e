import Kernels
import Operations
import ReferenceKernels
import TensorFiles
import Tensors
import Testing

/// That each tensor and each parameter gets where it belongs: the table against a call by hand, with
/// no parameter as it is unless told.
@Suite("Operations against the kernels' own calls")
struct WiringTests {
  @Test("convolutions")
  func convolutions() throws {
    let (x, w, b) = (numbers([2, 6, 5, 4]), numbers([4, 3, 2, 2], 2), numbers([4], 3))
    let call = try Call(
      "conv2d", ["input": x, "weight": w, "bias": b],
      [
        "stride": "2,3", "padding": "1,0,1,2", "padding_mode": "reflect", "dilation": "2,1",
        "groups": "2",
      ])
    let options = ConvolutionOptions(
      stride: [2, 3], padding: [1, 0, 1, 2], paddingMode: .reflect, dilation: [2, 1], groups: 2)
    let y = Yardstick.conv2d(x, weight: w, bias: b, options: options)
    #expect(try call.output() == y)
    let dy = numbers(y.shape, 4)
    let gradients = try call.gradients(dy)
    let byHand = Yardstick.conv2dBackward(dy, input: x, weight: w, options: options)
    #expect(gradients["input"] == byHand.gradInput)
    #expect(gradients["weight"] == byHand.gradWeight)
    #expect(gradients["bias"] == byHand.gradBias)
  }

  @Test("the ONNX format's words mean the same as PyTorch's")
  func words() throws {
    let (x, w) = (numbers([2, 6, 5, 4]), numbers([6, 1, 2, 2], 2))
    let tensors = ["input": x, "weight": w]
    for (name, theirs, ours) in [
      (
        "depthwise_conv2d",
        ["strides": "2,1", "pads": "1,0,0,1", "dilations": "2", "group": "6"],
        ["stride": "2,1", "padding": "1,0,0,1", "dilation": "2", "groups": "6"]
      ),
      (
        "conv2d", ["auto_pad": "SAME_UPPER", "group": "6"], ["padding": "same", "groups": "6"]
      ),
      (
        "conv2d", ["auto-pad": "SAME_LOWER", "groups": "6"],
        ["padding": "same-lower", "groups": "6"]
      ),
      (
        "conv2d", ["pads": "1", "padding-mode": "edge", "groups": "6"],
        ["padding": "1", "padding-mode": "replicate", "groups": "6"]
      ),
    ] {
      #expect(
        try Call(name, tensors, theirs).output() == Call("conv2d", tensors, ours).output())
    }
    #expect(
      try Call("max_pool2d", ["input": x], ["kernel_shape": "2", "strides": "1"]).output()
        == Call("maxPool2d", ["input": x], ["kernel-size": "2", "stride": "1"]).output())
  }

  @Test("the mode of a mathematician's convolution is NumPy's")
  func convolveMode() throws {
    let (x, w) = (Tensor<Double>(shape: [3], [1, 2, 3]), Tensor<Double>(shape: [2], [1, 10]))
    for (mode, y) in [("full", [1, 12, 23, 30]), ("same", [1, 12, 23]), ("valid", [12, 23])] {
      let call = try Call("convolve1d", ["input": x, "weight": w], ["mode": mode])
      #expect(try call.output().scalars == y.map(Double.init))
    }
    let both = try Call(
      "convolve1d", ["input": x, "weight": w], ["mode": "full", "padding": "1"])
    #expect(throws: OperationError.self) { try both.results() }
  }

  @Test("conv2dReLU lets gradients through where its sums are above 0")
  func convolutionAndReLU() throws {
    let (x, w) = (numbers([1, 2, 4, 4]), numbers([3, 2, 2, 2], 2))
    let call = try Call("conv2dReLU", ["input": x, "weight": w])
    let sums = Yardstick.conv2d(x, weight: w)
    #expect(try call.output() == Yardstick.relu(sums))
    let dy = numbers(sums.shape, 4)
    let through = Yardstick.reluBackward(dy, input: sums)
    let byHand = Yardstick.conv2dBackward(through, input: x, weight: w, options: .init())
    #expect(try call.gradients(dy)["weight"] == byHand.gradWeight)
  }

  @Test("transposed convolutions")
  func transposed() throws {
    let (x, w) = (numbers([2, 4, 3, 3]), numbers([4, 2, 3, 2], 2))
    let call = try Call(
      "conv_transpose2d", ["input": x, "weight": w],
      [
        "stride": "2,3", "padding": "1,0", "output-padding": "1,2", "dilation": "1,2",
        "groups": "2",
      ])
    let options = TransposedConvolutionOptions(
      stride: [2, 3], padding: [1, 0], outputPadding: [1, 2], dilation: [1, 2], groups: 2)
    let y = Yardstick.convTranspose2d(x, weight: w, bias: nil, options: options)
    #expect(try call.output() == y)
    let dy = numbers(y.shape, 4)
    let byHand = Yardstick.convTranspose2dBackward(dy, input: x, weight: w, options: options)
    #expect(try call.gradients(dy)["input"] == byHand.gradInput)
  }

  @Test("poolings")
  func poolings() throws {
    let x = numbers([2, 3, 8, 9])
    let words = [
      "kernel-size": "3,2", "stride": "2", "padding": "1,0", "dilation": "1,2",
      "ceil-mode": "true",
    ]
    let options = PoolingOptions(
      kernelSize: [3, 2], stride: 2, padding: [1, 0], dilation: [1, 2], ceilMode: true)
    let largest = try Call("maxPool2d", ["input": x], words)
    let y = Yardstick.maxPool2d(x, options: options)
    #expect(try largest.output() == y)
    let dy = numbers(y.shape, 4)
    #expect(
      try largest.gradients(dy)["input"]
        == Yardstick.maxPool2dBackward(dy, input: x, options: options))
    for counts in [true, false] {
      let mean = try Call(
        "avgPool2d", ["input": x], words.merging(["count-include-pad": "\(counts)"]) { $1 })
      #expect(
        try mean.output() == Yardstick.avgPool2d(x, options: options, countIncludePad: counts))
      #expect(
        try mean.gradients(dy)["input"]
          == Yardstick.avgPool2dBackward(
            dy, inputShape: x.shape, options: options, countIncludePad: counts))
    }
  }

  @Test("a pooling moves by its own size unless told, and an adaptive one takes two sizes")
  func poolingSizes() throws {
    let x = numbers([1, 2, 6, 9])
    #expect(
      try Call("maxPool2d", ["input": x], ["kernel-size": "2,3"]).output()
        == Yardstick.maxPool2d(x, kernelSize: [2, 3]))
    #expect(
      try Call("adaptiveAvgPool2d", ["input": x], ["output-size": "4,2"]).output()
        == Yardstick.adaptiveAvgPool2d(x, outputSize: [4, 2]))
  }

  @Test("pad takes its places in either order")
  func pad() throws {
    let x = numbers([1, 2, 3, 4])
    let byHand = Yardstick.pad(x, padding: [1, 0, 2, 3], mode: .zeros, value: -1)
    let ours = try Call("pad", ["input": x], ["padding": "1,0,2,3", "value": "-1"])
    let pairs = try Call(
      "pad", ["input": x], ["pad": "0,3,1,2", "mode": "constant", "value": "-1"])
    #expect(try ours.output() == byHand)
    #expect(try pairs.output() == byHand)
    let last = try Call("pad", ["input": x], ["pad": "1,2", "padding-mode": "circular"])
    #expect(
      try last.output() == Yardstick.pad(x, padding: [0, 1, 0, 2], mode: .circular, value: 0))
  }

  @Test("axes, slopes and probabilities")
  func numbersOfActivations() throws {
    let x = numbers([2, 3, 4])
    #expect(
      try Call("flatten", ["input": x], ["start-dim": "0", "end-dim": "-2"]).output()
        == x.reshaped([6, 4]))
    #expect(
      try Call("softmax", ["input": x], ["dim": "-2"]).output() == Yardstick.softmax(x, axis: 1))
    #expect(
      try Call("logSoftmax", ["input": x], ["axis": "0"]).output()
        == Yardstick.logSoftmax(x, axis: 0))
    #expect(
      try Call("leakyRelu", ["input": x], ["negative-slope": "0.3"]).output()
        == Yardstick.leakyRelu(x, negativeSlope: 0.3))
    #expect(try Call("elu", ["input": x], ["alpha": "2"]).output() == Yardstick.elu(x, alpha: 2))
    let mask = x.map { $0 > 0 ? 1.0 : 0 }
    #expect(
      try Call("dropout", ["input": x, "mask": mask], ["p": "0.2"]).output()
        == Yardstick.dropout(x, mask: mask, probability: 0.2))
  }

  @Test("batch normalisation")
  func batchNorm() throws {
    let x = numbers([3, 2, 4])
    let (weight, bias, mean, variance) = (
      numbers([2], 2), numbers([2], 3), numbers([2], 4), shares([2], 5)
    )
    let tensors = [
      "input": x, "weight": weight, "bias": bias, "running-mean": mean, "running-var": variance,
    ]
    let running = BatchNormStatistics(mean: mean, variance: variance)
    for phase in [BatchNormOptions.Phase.training, .evaluation] {
      let options = BatchNormOptions(phase: phase, momentum: 0.3, eps: 0.01)
      let call = try Call(
        "batchNorm", tensors,
        ["training": "\(phase == .training)", "momentum": "0.3", "eps": "0.01"])
      let byHand = Yardstick.batchNorm(
        x, weight: weight, bias: bias, running: running, options: options)
      let results = try call.results()
      #expect(try call.output() == byHand.output)
      #expect(results.further.map(\.name) == ["running_mean", "running_var"])
      #expect(results.further[0].tensor == byHand.running?.mean)
      #expect(results.further[1].tensor == byHand.running?.variance)
      let dy = numbers(x.shape, 6)
      let backward = Yardstick.batchNormBackward(
        dy, input: x, weight: weight, running: running, options: options)
      #expect(try call.gradients(dy)["weight"] == backward.gradWeight)
      #expect(try call.gradients(dy)["input"] == backward.gradInput)
    }
  }
}
