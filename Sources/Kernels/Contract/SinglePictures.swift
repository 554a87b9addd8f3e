import Tensors

// The calls that people write take a single row `[W]` where rows `[N, C, W]` are meant, and a matrix
// `[H, W]` where pictures `[N, C, H, W]` are: it counts as one of one channel, and so does what comes out.

/// Applies an operation to a tensor of `rank` axes as well, the single row (1) or picture (2).
func onSingle<Scalar>(
  rank: Int, _ input: Tensor<Scalar>, _ operation: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  guard input.rank == rank else { return operation(input) }
  return operation(lifted(input)).slice(0, 0)
}

/// The same for an operation with a weight: both are single, or neither is.
func onSingle<Scalar>(
  rank: Int, _ input: Tensor<Scalar>, _ weight: Tensor<Scalar>,
  _ operation: (Tensor<Scalar>, Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  guard input.rank == rank, weight.rank == rank else { return operation(input, weight) }
  return operation(lifted(input), lifted(weight)).slice(0, 0)
}

/// The same for the backward of such an operation: all three are single, or none is.
func onSingle<Scalar>(
  rank: Int, _ gradOutput: Tensor<Scalar>, _ input: Tensor<Scalar>, _ weight: Tensor<Scalar>,
  _ backward: (Tensor<Scalar>, Tensor<Scalar>, Tensor<Scalar>) -> WeightedGradients<Scalar>
) -> WeightedGradients<Scalar> {
  guard input.rank == rank, weight.rank == rank, gradOutput.rank == rank else {
    return backward(gradOutput, input, weight)
  }
  var gradients = backward(lifted(gradOutput), lifted(input), lifted(weight))
  gradients.gradInput = gradients.gradInput.reshaped(input.shape)
  gradients.gradWeight = gradients.gradWeight.reshaped(weight.shape)
  return gradients
}

/// One row or picture of one channel.
private func lifted<Scalar>(_ tensor: Tensor<Scalar>) -> Tensor<Scalar> {
  tensor.reshaped([1, 1] + tensor.shape)
}
