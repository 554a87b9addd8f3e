import Kernels
import ReferenceKernels
import Tensors
import Testing

/// Numbers that are the same in every language: (by·i + 3) mod `of`, less half of `of` rounded down,
/// for the i-th number in row order.
func counted(_ shape: [Int], by: Int = 7, of: Int = 11) -> Tensor<Double> {
  Tensor<Double>(
    shape: shape, (0..<shape.reduce(1, *)).map { Double((by * $0 + 3) % of - of / 2) })
}

/// Records an issue unless the shape is this and every number is within `tolerance` of what was
/// published.
func expect(
  _ computed: Tensor<Double>, _ shape: [Int], _ published: [Double], tolerance: Double = 1e-9,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let difference = ["it": computed]
    .difference(from: ["it": Tensor<Double>(shape: shape, published)], tolerance: tolerance)
  #expect(difference == nil, sourceLocation: sourceLocation)
}
