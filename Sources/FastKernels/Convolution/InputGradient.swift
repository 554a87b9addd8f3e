import Kernels
import Tensors

/// The gradient of a convolution by its input, which is also the transposed convolution:
///
///     dx[n, g·IC/G + ic, i] = b[g·IC/G + ic] + Σ oc,k  w[oc,ic,k] · dy[n,oc,o]
///
/// It is chosen here, by the geometry alone, how.
struct InputGradient {
  let convolution: PlainConvolution

  init(_ convolution: PlainConvolution) { self.convolution = convolution }

  /// - Parameter bias: what each channel begins with; a transposed convolution's.
  func compute(
    _ gradOutput: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>? = nil
  ) -> Tensor<Float> {
    let channels = convolution.channels
    let shape = [channels.pictures, channels.input, convolution.inputPlaces]
    let gradient = Tensor<Float>(shape: shape) { gradient in
      gradOutput.withUnsafeScalars { gradOutput in
        weight.withUnsafeScalars { weight in
          withUnsafeBias(bias) { bias in
            let (dy, w) = (gradOutput.baseAddress!, weight.baseAddress!)
            for part in TapSum.backward(convolution) {
              part.compute(
                by: part.bestAlgorithm, dy, weight: w, bias: bias, into: gradient.baseAddress!)
            }
          }
        }
      }
    }
    return convolution.gradient(ofPrepared: gradient)
  }
}
