import Kernels
import Tensors

extension Reference {
  // y[n,oc,s] = b[oc]      with s for all places after the channels

  /// A tensor `[N, OC, sizes]` with b[oc] at every place, or zeros: what a convolution adds to.
  static func bias(_ b: Tensor<Scalar>?, shape: [Int]) -> Tensor<Scalar> {
    let lines = AxisLines(stoppingUnlessIn: shape, axis: 1)
    var y = Tensor<Scalar>.zeros(lines.shape)
    if let b {
      for n in 0..<lines.before {
        for oc in 0..<lines.size {
          for s in 0..<lines.after {
            y[n, oc, s] = b[oc]
          }
        }
      }
    }
    return y.reshaped(shape)
  }

  // db[oc] = Σ n,s  dy[n,oc,s]

  /// The gradient of the bias: of each output channel all places together.
  static func biasBackward(_ gradOutput: Tensor<Scalar>) -> Tensor<Scalar> {
    let lines = AxisLines(stoppingUnlessIn: gradOutput.shape, axis: 1)
    let dy = gradOutput.reshaped(lines.shape)
    var db = Tensor<Scalar>.zeros([lines.size])
    for oc in 0..<lines.size {
      for n in 0..<lines.before {
        for s in 0..<lines.after {
          db[oc] += dy[n, oc, s]
        }
      }
    }
    return db
  }
}
