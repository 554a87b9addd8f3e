import Kernels
import Tensors

extension Reference {
  // p[n,c,s] = log softmax of x[n,·,s], at c
  // loss[n,s] = − Σ c  q[n,c,s] · p[n,c,s]

  /// The cross-entropy of classes, from logits; q says how much each logarithm counts.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func crossEntropy(
    _ x: Tensor<Scalar>, target: Tensor<Int>, options: CrossEntropyOptions<Scalar>
  ) -> Tensor<Scalar> {
    let geometry = CrossEntropyGeometry(x, target: target, options: options)
    let p = logSoftmax(x, axis: 1).reshaped(geometry.inputLines)
    let q = shares(target, geometry, options)
    var losses = Tensor<Scalar>.zeros(geometry.targetLines)
    for n in 0..<geometry.pictures {
      for s in 0..<geometry.places {
        // What doesn't count must not be multiplied: 0 · log 0 is no number.
        for c in 0..<geometry.classes where q[n, c, s] != 0 {
          losses[n, s] -= q[n, c, s] * p[n, c, s]
        }
      }
    }
    return reduced(
      losses.reshaped(target.shape), options.reduction,
      divisor: weightOfTargets(target, options))
  }

  // dx[n,c,s] = (softmax(x[n,·,s])[c] · Σ k q[n,k,s]  −  q[n,c,s]) · dy[n,s]

  /// The gradient of `crossEntropy` by the logits.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func crossEntropyBackward(
    _ gradOutput: Tensor<Scalar>, input x: Tensor<Scalar>, target: Tensor<Int>,
    options: CrossEntropyOptions<Scalar>
  ) -> Tensor<Scalar> {
    let geometry = CrossEntropyGeometry(x, target: target, options: options)
    let dy = gradientOfEach(
      gradOutput, shape: target.shape, options.reduction,
      divisor: weightOfTargets(target, options)
    ).reshaped(geometry.targetLines)
    let y = softmax(x, axis: 1).reshaped(geometry.inputLines)
    let q = shares(target, geometry, options)
    var dx = Tensor<Scalar>.zeros(geometry.inputLines)
    for n in 0..<geometry.pictures {
      for s in 0..<geometry.places {
        var sum: Scalar = 0
        for k in 0..<geometry.classes { sum += q[n, k, s] }
        for c in 0..<geometry.classes where sum != 0 {
          dx[n, c, s] = (y[n, c, s] * sum - q[n, c, s]) * dy[n, s]
        }
      }
    }
    return dx.reshaped(x.shape)
  }

  // q[n,c,s] = (1 − ε) · weight[t[n,s]] · [c = t[n,s]]  +  ε/C · weight[c];  0 where t is ignored

  /// How much each logarithm counts.
  private static func shares(
    _ target: Tensor<Int>, _ geometry: CrossEntropyGeometry, _ options: CrossEntropyOptions<Scalar>
  ) -> Tensor<Scalar> {
    let t = target.reshaped(geometry.targetLines)
    let smoothing = options.labelSmoothing
    var q = Tensor<Scalar>.zeros(geometry.inputLines)
    for n in 0..<geometry.pictures {
      for s in 0..<geometry.places where t[n, s] != options.ignoreIndex {
        for c in 0..<geometry.classes {
          let weight = options.weight?[c] ?? 1
          q[n, c, s] = smoothing / Scalar(geometry.classes) * weight
          if c == t[n, s] { q[n, c, s] += (1 - smoothing) * weight }
        }
      }
    }
    return q
  }

  /// What a mean divides by: Σ weight[t] over the targets that aren't ignored.
  private static func weightOfTargets(
    _ target: Tensor<Int>, _ options: CrossEntropyOptions<Scalar>
  ) -> Scalar {
    var sum: Scalar = 0
    for t in target.scalars where t != options.ignoreIndex { sum += options.weight?[t] ?? 1 }
    return sum
  }
}
