import Tensors

/// The gradient along dy of a function that the tests wrote down, by differences of fourth order:
///
///     f′(x) ≈ (8·(f(x + h) − f(x − h)) − (f(x + 2h) − f(x − 2h))) / 12h
///
/// With h = 2⁻¹¹ it is right to about ten digits. It isn't `GradientCheck`, which has tests itself.
func differences(
  of function: (Tensor<Double>) -> Tensor<Double>, at x: Tensor<Double>, along dy: Tensor<Double>
) -> Tensor<Double> {
  let h = 0x1p-11
  var gradient: [Double] = []
  for place in x.scalars.indices {
    func moved(_ step: Double) -> Double {
      var numbers = x.scalars
      numbers[place] += step
      return dot(function(Tensor<Double>(shape: x.shape, numbers)), dy)
    }
    gradient.append(
      (8 * (moved(h) - moved(-h)) - (moved(2 * h) - moved(-2 * h))) / (12 * h))
  }
  return Tensor<Double>(shape: x.shape, gradient)
}
