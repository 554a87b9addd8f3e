public import Kernels
public import Tensors

/// A part of a network: numbers go through it, and gradients come back the same way.
///
///     y  = layer.forward(x, in: pass)          keeps of x what the way back needs
///     dx = layer.backward(dy, in: pass)        adds dL/dw to the gradient of each parameter w
///
/// A layer doesn't know which kernels compute it: the pass says so, `Reference` or `Fast`.
public protocol Layer: AnyObject {
  /// What becomes of a batch.
  ///
  /// - Parameters:
  ///   - input: x, the batch's axis first.
  ///   - pass: which kernels, and whether to learn.
  /// - Returns: y, in the shape that `outputShape` says.
  /// - Precondition: the shape of x fits.
  func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float>

  /// Takes the gradient of the loss back through the layer.
  ///
  /// - Parameters:
  ///   - gradOutput: dy, in the shape of the last `forward`'s result.
  ///   - pass: the pass of that `forward`.
  /// - Returns: dx, in the shape of its input.
  /// - Precondition: a `forward` in training has gone before.
  func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float>

  /// `backward` where nobody asks for dx: at the beginning of a network, where the gradient by the pictures is
  /// of no use.
  func backwardToParameters(_ gradOutput: Tensor<Float>, in pass: Pass)

  /// The shape of the output for an input of this shape.
  ///
  /// - Throws: `ShapeError` where the input doesn't fit, with the rule in words.
  func outputShape(of input: [Int]) throws(ShapeError) -> [Int]

  /// How many multiply-adds one input of this shape takes; sums and comparisons are not counted.
  func multiplyAdds(of input: [Int]) throws(ShapeError) -> Int

  /// The layer's own numbers: what it learns, and what it only keeps. Those of its parts are the parts'.
  var state: [Parameter] { get }

  /// The layers of which it is made, each with its name; empty for most.
  var parts: [(name: String, layer: any Layer)] { get }

  /// The ways through its parts, side by side; each is a chain of parts, and an empty one leaves x as it is. What
  /// comes out at their ends, the layer joins. Unless told there is one, through all parts in order, and none
  /// without parts.
  var paths: [[(name: String, layer: any Layer)]] { get }

  /// Through which window each of its outputs looks at an input of this shape; for a layer without parts.
  func window(on input: [Int]) -> Window

  /// What a summary calls it: "Conv2d".
  var kind: String { get }
}

extension Layer {
  public func backwardToParameters(_ gradOutput: Tensor<Float>, in pass: Pass) {
    _ = backward(gradOutput, in: pass)
  }

  public func multiplyAdds(of input: [Int]) throws(ShapeError) -> Int { 0 }
  public var state: [Parameter] { [] }
  public var parts: [(name: String, layer: any Layer)] { [] }
  public var paths: [[(name: String, layer: any Layer)]] { parts.isEmpty ? [] : [parts] }
  public func window(on input: [Int]) -> Window { .ownPlace }
  public var kind: String { "\(type(of: self))" }
}
