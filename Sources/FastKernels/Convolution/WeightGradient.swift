import Kernels
import Tensors

/// The gradient of a convolution by its weights:
///
///     dw[oc, ic, k] = Σ n,o  x[n, ic, o·stride − before + k·dilation] · dy[n, oc, o]
///
/// It is chosen here, by the geometry alone, how.
struct WeightGradient {
  let convolution: PlainConvolution

  init(_ convolution: PlainConvolution) { self.convolution = convolution }

  func compute(_ gradOutput: Tensor<Float>, input: Tensor<Float>) -> Tensor<Float> {
    let sum = TapSum(forward: convolution)
    if WeightGradientByShifts.isQuicker(for: sum) {
      let input = convolution.prepared(input)
      return WeightGradientByShifts(sum).compute(gradOutput, input: input)
        .reshaped(convolution.weightShape)
    }
    return WeightGradientByPatches(convolution).compute(gradOutput, input: input)
  }
}
