public import Kernels
public import Tensors

/// Layers one after the other: what one gives, the next one gets.
///
///     let network = Sequential([
///       "conv1": Conv2d(inputChannels: 1, outputChannels: 6, kernelSize: 5),
///       "relu1": ReLU(),
///       "pool1": MaxPool2d(2),
///     ])
///
/// Without names they are called 0, 1, 2, as in PyTorch's `Sequential`.
public final class Sequential: Layer, ExpressibleByArrayLiteral {
  public let parts: [(name: String, layer: any Layer)]
  private let steps: [Step]

  /// Layers with their names, which are those of their parameters in a checkpoint: "conv1.weight".
  public convenience init(_ parts: KeyValuePairs<String, any Layer>) {
    self.init(parts: parts.map { ($0.key, $0.value) })
  }

  /// The same where a list is put together.
  public init(parts: [(name: String, layer: any Layer)]) {
    self.parts = parts
    steps = Step.steps(of: parts.map(\.layer))
  }

  /// Layers that are called by their place.
  public convenience init(_ layers: [any Layer]) {
    self.init(parts: layers.enumerated().map { ("\($0.offset)", $0.element) })
  }

  public convenience init(arrayLiteral layers: any Layer...) { self.init(layers) }

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    steps.reduce(input) { $1.forward($0, in: pass) }
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    steps.reversed().reduce(gradOutput) { $1.backward($0, in: pass) }
  }

  public func backwardToParameters(_ gradOutput: Tensor<Float>, in pass: Pass) {
    guard let first = steps.first else { return }
    let gradient = steps.dropFirst().reversed().reduce(gradOutput) { $1.backward($0, in: pass) }
    first.backwardToParameters(gradient, in: pass)
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    var shape = input
    for (name, layer) in parts {
      do throws(ShapeError) {
        shape = try layer.outputShape(of: shape)
      } catch {
        throw ShapeError("in \(name): \(error.description)")
      }
    }
    return shape
  }

  public func multiplyAdds(of input: [Int]) throws(ShapeError) -> Int {
    var (shape, sum) = (input, 0)
    for (_, layer) in parts {
      sum += try layer.multiplyAdds(of: shape)
      shape = try layer.outputShape(of: shape)
    }
    return sum
  }
}

/// One, two or three layers that are computed together.
private enum Step {
  case single(any Layer)
  /// A convolution and its ReLU in one pass over the memory.
  case convolutionWithReLU(ConvolutionLayer, ReLU)
  /// The same with the largest number of each window behind it. On the way back the ReLU's gradient is taken first,
  /// of the few numbers that are left: where the largest of a window is 0, all are, and none gets any.
  case convolutionWithReLUAndMaxPool(ConvolutionLayer, ReLU, MaxPool2d)

  static func steps(of layers: [any Layer]) -> [Step] {
    var steps: [Step] = []
    var rest = layers[...]
    while let layer = rest.popFirst() {
      if let convolution = layer as? ConvolutionLayer, let relu = rest.first as? ReLU {
        rest.removeFirst()
        if let pool = rest.first as? MaxPool2d {
          rest.removeFirst()
          steps.append(.convolutionWithReLUAndMaxPool(convolution, relu, pool))
        } else {
          steps.append(.convolutionWithReLU(convolution, relu))
        }
      } else {
        steps.append(.single(layer))
      }
    }
    return steps
  }

  func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    switch self {
    case .single(let layer): layer.forward(input, in: pass)
    case .convolutionWithReLU(let convolution, let relu):
      relu.keeping(convolution.forwardWithReLU(input, in: pass), in: pass)
    case .convolutionWithReLUAndMaxPool(let convolution, let relu, let pool):
      relu.keeping(pool.forward(convolution.forwardWithReLU(input, in: pass), in: pass), in: pass)
    }
  }

  func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    switch self {
    case .single(let layer): layer.backward(gradOutput, in: pass)
    case .convolutionWithReLU(let convolution, let relu):
      convolution.backward(relu.backward(gradOutput, in: pass), in: pass)
    case .convolutionWithReLUAndMaxPool(let convolution, let relu, let pool):
      convolution.backward(
        pool.backward(relu.backward(gradOutput, in: pass), in: pass), in: pass)
    }
  }

  func backwardToParameters(_ gradOutput: Tensor<Float>, in pass: Pass) {
    switch self {
    case .single(let layer): layer.backwardToParameters(gradOutput, in: pass)
    case .convolutionWithReLU(let convolution, let relu):
      convolution.backwardToParameters(relu.backward(gradOutput, in: pass), in: pass)
    case .convolutionWithReLUAndMaxPool(let convolution, let relu, let pool):
      convolution.backwardToParameters(
        pool.backward(relu.backward(gradOutput, in: pass), in: pass), in: pass)
    }
  }
}
