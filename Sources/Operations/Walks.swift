import Kernels
import Tensors
import Walkthroughs

// Which operations can be followed, and on which example.

extension Walkthrough.GradientBy {
  /// That of one of `names`.
  fileprivate static func named(_ tensor: String) throws(OperationError) -> Self {
    guard let tensor = Self(rawValue: tensor) else {
      throw OperationError(.call, "there is no walkthrough of a gradient by \(tensor)")
    }
    return tensor
  }

  fileprivate static let names = allCases.map(\.rawValue)
}

extension Conv1d: WalkableOperation {
  static let ways = ["sums", "winograd"]
  static let walkableGradients = Walkthrough.GradientBy.names
  static func example(way: String?) -> WalkExample {
    WalkExample(["input": Tensor([1, 4, 2, 8, 5, 7]), "weight": Tensor([1, 2, -1])])
  }

  static func walkthrough(_ a: Arguments<Float>, way: String) throws -> Walkthrough {
    guard way == "winograd" else {
      return .conv1d(a[input], weight: a[weight], bias: a[bias], options: a.convolution)
    }
    try requirePlain(a, sizes: 3)
    return .winograd1d(
      a[input].reshaped([a[input].count]), weight: a[weight].reshaped([a[weight].count]))
  }

  static func walkthrough(
    by tensor: String, gradOutput: Tensor<Float>, _ a: Arguments<Float>
  ) throws -> Walkthrough {
    .conv1dBackward(
      gradOutput, input: a[input], weight: a[weight], by: try .named(tensor),
      options: a.convolution)
  }
}

extension Conv2d: WalkableOperation {
  static let ways = ["sums", "im2col", "winograd"]
  static let walkableGradients = Walkthrough.GradientBy.names
  static func example(way: String?) -> WalkExample {
    way == "winograd"
      ? WalkExample([
        "input": Tensor([[1, 2, 0, 1], [0, 1, 3, 2], [2, 1, 0, 1], [1, 0, 2, 1]]),
        "weight": Tensor([[1, 2, 0], [0, 1, 2], [2, 0, -1]]),
      ])
      : WalkExample(["input": .counting(3, 3), "weight": .counting(2, 2)])
  }

  static func walkthrough(_ a: Arguments<Float>, way: String) throws -> Walkthrough {
    switch way {
    case "im2col":
      guard a[input].shape[0] == 1, a.convolution.groups == 1, a[bias] == nil,
        a.convolution.paddingMode == .zeros
      else {
        throw OperationError(
          .call, "im2col is shown of one picture, in one group, with zeros as padding and no bias")
      }
      return .im2col(
        a[input], weight: a[weight], stride: a.convolution.stride, padding: a.convolution.padding,
        dilation: a.convolution.dilation)
    case "winograd":
      try requirePlain(a, sizes: 3, 3)
      return .winograd2d(
        a[input].reshaped(Array(a[input].shape.suffix(2))), weight: a[weight].reshaped([3, 3]))
    default:
      return .conv2d(a[input], weight: a[weight], bias: a[bias], options: a.convolution)
    }
  }

  static func walkthrough(
    by tensor: String, gradOutput: Tensor<Float>, _ a: Arguments<Float>
  ) throws -> Walkthrough {
    .conv2dBackward(
      gradOutput, input: a[input], weight: a[weight], by: try .named(tensor),
      options: a.convolution)
  }
}

extension ConvolutionOperation {
  /// Throws unless it is a convolution as Winograd's walkthrough shows it.
  fileprivate static func requirePlain(
    _ a: Arguments<Float>, sizes: Int...
  ) throws(OperationError) {
    let (x, w) = (a[input].shape, a[weight].shape)
    guard a.convolution == ConvolutionOptions(), a[bias] == nil,
      x.prefix(2).elementsEqual([1, 1]), w.elementsEqual([1, 1] + sizes)
    else {
      throw OperationError(
        .call,
        "Winograd is shown of one picture with one channel and a kernel of "
          + "\(sizes.map(String.init).joined(separator: "×")), without bias, stride, padding and "
          + "dilation; the input is \(x), the weight \(w)")
    }
  }
}

extension Conv3d: WalkableOperation {
  static let walkableGradients = Walkthrough.GradientBy.names
  static func example(way: String?) -> WalkExample {
    WalkExample([
      "input": .counting(1, 3, 3, 3), "weight": .counting(1, 1, 2, 2, 2),
    ])
  }

  static func walkthrough(_ a: Arguments<Float>, way: String) -> Walkthrough {
    .conv3d(a[input], weight: a[weight], bias: a[bias], options: a.convolution)
  }

  static func walkthrough(
    by tensor: String, gradOutput: Tensor<Float>, _ a: Arguments<Float>
  ) throws -> Walkthrough {
    .conv3dBackward(
      gradOutput, input: a[input], weight: a[weight], by: try .named(tensor),
      options: a.convolution)
  }
}

extension ConvTranspose1d: WalkableOperation {
  static func example(way: String?) -> WalkExample {
    WalkExample(["input": Tensor([0, 1, 2]), "weight": Tensor([1, 2, 3])])
  }

  static func walkthrough(_ a: Arguments<Float>, way: String) -> Walkthrough {
    .convTranspose1d(a[input], weight: a[weight], bias: a[bias], options: a.transposed)
  }
}

extension ConvTranspose2d: WalkableOperation {
  static func example(way: String?) -> WalkExample {
    WalkExample(["input": .counting(2, 2), "weight": .counting(2, 2)])
  }

  static func walkthrough(_ a: Arguments<Float>, way: String) -> Walkthrough {
    .convTranspose2d(a[input], weight: a[weight], bias: a[bias], options: a.transposed)
  }
}

extension MaxPool1d: WalkableOperation {
  static let walkableGradients = ["input"]
  static func example(way: String?) -> WalkExample {
    WalkExample(
      ["input": Tensor([3, 1, 4, 1, 5])], ["kernel-size": "2", "stride": "1"])
  }

  static func walkthrough(_ a: Arguments<Float>, way: String) -> Walkthrough {
    .maxPool1d(a[input], options: a.pooling)
  }

  static func walkthrough(
    by tensor: String, gradOutput: Tensor<Float>, _ a: Arguments<Float>
  ) -> Walkthrough {
    .maxPool1dBackward(gradOutput, input: a[input], options: a.pooling)
  }
}

extension MaxPool2d: WalkableOperation {
  static let walkableGradients = ["input"]
  static func example(way: String?) -> WalkExample {
    WalkExample(
      ["input": Tensor([[1, 8, 3], [4, 5, 2], [7, 0, 6]])], ["kernel-size": "2", "stride": "1"])
  }

  static func walkthrough(_ a: Arguments<Float>, way: String) -> Walkthrough {
    .maxPool2d(a[input], options: a.pooling)
  }

  static func walkthrough(
    by tensor: String, gradOutput: Tensor<Float>, _ a: Arguments<Float>
  ) -> Walkthrough {
    .maxPool2dBackward(gradOutput, input: a[input], options: a.pooling)
  }
}

extension AvgPool1d: WalkableOperation {
  static let walkableGradients = ["input"]
  static func example(way: String?) -> WalkExample {
    WalkExample(
      ["input": Tensor([3, 1, 4, 2, 6])], ["kernel-size": "2", "stride": "1"])
  }

  static func walkthrough(_ a: Arguments<Float>, way: String) -> Walkthrough {
    .avgPool1d(a[input], options: a.pooling, countIncludePad: a.countsPadding)
  }

  static func walkthrough(
    by tensor: String, gradOutput: Tensor<Float>, _ a: Arguments<Float>
  ) -> Walkthrough {
    .avgPool1dBackward(
      gradOutput, inputShape: a[input].shape, options: a.pooling, countIncludePad: a.countsPadding)
  }
}

extension AvgPool2d: WalkableOperation {
  static let walkableGradients = ["input"]
  static func example(way: String?) -> WalkExample {
    WalkExample(
      ["input": .counting(3, 3)], ["kernel-size": "2", "stride": "1"])
  }

  static func walkthrough(_ a: Arguments<Float>, way: String) -> Walkthrough {
    .avgPool2d(a[input], options: a.pooling, countIncludePad: a.countsPadding)
  }

  static func walkthrough(
    by tensor: String, gradOutput: Tensor<Float>, _ a: Arguments<Float>
  ) -> Walkthrough {
    .avgPool2dBackward(
      gradOutput, inputShape: a[input].shape, options: a.pooling, countIncludePad: a.countsPadding)
  }
}

extension Linear: WalkableOperation {
  static func example(way: String?) -> WalkExample {
    WalkExample([
      "input": Tensor([1, 2, 3]), "weight": .counting(2, 3), "bias": Tensor([1, -1]),
    ])
  }

  static func walkthrough(_ a: Arguments<Float>, way: String) -> Walkthrough {
    .linear(a[input], weight: a[weight], bias: a[bias])
  }
}

extension Relu: WalkableOperation {
  static let walkableGradients = ["input"]
  static func example(way: String?) -> WalkExample {
    WalkExample(["input": Tensor([[-2, 1], [0, 3]])])
  }

  static func walkthrough(_ a: Arguments<Float>, way: String) -> Walkthrough { .relu(a[input]) }

  static func walkthrough(
    by tensor: String, gradOutput: Tensor<Float>, _ a: Arguments<Float>
  ) -> Walkthrough {
    .reluBackward(gradOutput, input: a[input])
  }
}

extension Softmax: WalkableOperation {
  static func example(way: String?) -> WalkExample {
    WalkExample(["input": Tensor([2, 1, 0])])
  }

  static func walkthrough(_ a: Arguments<Float>, way: String) -> Walkthrough {
    .softmax(a[input], axis: a.lineAxis)
  }
}
