import Kernels
public import Tensors

/// x as it is: a branch that does nothing.
public final class Identity: Layer {
  /// An identity.
  public init() {}

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> { input }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> { gradOutput }

  public func outputShape(of input: [Int]) -> [Int] { input }
}
