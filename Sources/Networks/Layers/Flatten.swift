public import Kernels
public import Tensors

/// Everything after the batch's axis in one row: `[N, C, H, W]` to `[N, C·H·W]`.
public final class Flatten: Layer {
  private var inputShape: [Int]?

  /// A flattening.
  public init() {}

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    inputShape = input.shape
    return input.reshaped(flat(input.shape))
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    gradOutput.reshaped(kept(inputShape, by: self))
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    guard !input.isEmpty else { throw ShapeError("a single number can't be flattened") }
    return flat(input)
  }

  private func flat(_ shape: [Int]) -> [Int] { [shape[0], shape.dropFirst().reduce(1, *)] }
}
