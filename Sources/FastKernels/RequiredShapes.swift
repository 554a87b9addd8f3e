import Tensors

/// Stops the program unless `gradOutput` has the output's shape.
func requireOutputShape<Scalar>(_ shape: [Int], of gradOutput: Tensor<Scalar>) {
  require(
    gradOutput.shape == shape,
    "the gradient of the output has the shape \(gradOutput.shape), but the output has \(shape)")
}

/// Stops the program unless a tensor has the shape of another that it goes with, number by number.
func requireShape<Scalar, Other>(
  of tensor: Tensor<Scalar>, _ name: String, like other: Tensor<Other>, _ otherName: String
) {
  require(
    tensor.shape == other.shape,
    "the \(name) has the shape \(tensor.shape), but the \(otherName) has \(other.shape)")
}
