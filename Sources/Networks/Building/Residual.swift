public import Kernels
public import Tensors

/// A main path and a shortcut past it, added; a ReLU takes the sum.
///
///     y  = relu(main(x) + shortcut(x))
///     dx = main.backward(d) + shortcut.backward(d)        d = relu.backward(dy)
///
/// The shortcut brings the gradient past the main path as it is, so that a hundred such blocks still learn.
/// Source: K. He and others, *Deep Residual Learning for Image Recognition*, 2015,
/// https://arxiv.org/abs/1512.03385.
public final class Residual: Layer {
  private let main: Sequential
  private let shortcut: (any Layer)?
  private let relu = ReLU()

  /// A block with a shortcut.
  ///
  /// - Parameters:
  ///   - main: the layers of the main path, with their names: "conv1", "bn1".
  ///   - shortcut: what brings x to the main path's shape where that has another, called "downsample"; nil where
  ///     x is added as it is.
  public init(_ main: KeyValuePairs<String, any Layer>, shortcut: (any Layer)? = nil) {
    (self.main, self.shortcut) = (Sequential(main), shortcut)
  }

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    let past = shortcut?.forward(input, in: pass) ?? input
    return relu.forward(main.forward(input, in: pass) + past, in: pass)
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    let gradient = relu.backward(gradOutput, in: pass)
    let past = shortcut?.backward(gradient, in: pass) ?? gradient
    return main.backward(gradient, in: pass) + past
  }

  public func backwardToParameters(_ gradOutput: Tensor<Float>, in pass: Pass) {
    let gradient = relu.backward(gradOutput, in: pass)
    shortcut?.backwardToParameters(gradient, in: pass)
    main.backwardToParameters(gradient, in: pass)
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    let shape = try main.outputShape(of: input)
    let past = try shortcut?.outputShape(of: input) ?? input
    guard shape == past else {
      throw ShapeError(
        "a residual block adds equal shapes, but its main path gives \(shape) and its shortcut \(past)"
      )
    }
    return shape
  }

  public func multiplyAdds(of input: [Int]) throws(ShapeError) -> Int {
    try main.multiplyAdds(of: input) + (shortcut?.multiplyAdds(of: input) ?? 0)
  }

  public var parts: [(name: String, layer: any Layer)] { paths.flatMap { $0 } }

  public var paths: [[(name: String, layer: any Layer)]] {
    [main.parts, shortcut.map { [("downsample", $0)] } ?? []]
  }
}
