import Kernels
import RealModule
import ReferenceKernels
import Tensors

// Batch norm, channel by channel, with M numbers and s = √(σ² + eps):
//
//     μ is off by        e  = γ_M · mean|x|          (nothing in evaluation)
//     d = x − μ is off by δ  = e + u·|d|
//     σ² is off by       2·mean(|d|·δ) + mean(δ²) + γ_{M+2}·σ²
//     s relatively by    r  = half of that / (σ² + eps) + 3u
//     x̂ = d/s is off by  ε  = δ/s + |x̂|·(r + u)
//     y is off by        |γ|·ε and four roundings

extension Yardstick {
  static func batchNorm(
    _ x: Tensor<Float>, weight: Tensor<Float>?, bias: Tensor<Float>?,
    running: BatchNormStatistics<Float>?, options: BatchNormOptions
  ) -> BatchNormResult<Float> {
    let exact = Reference.batchNorm(
      x.double, weight: weight?.double, bias: bias?.double, running: running?.double,
      options: options)
    let errors = NormalErrors(x, running: running, options: options)
    let lines = errors.lines
    var bound = Tensor<Double>.zeros(lines.shape)
    for c in 0..<lines.size {
      let scale = Double(weight?[c] ?? 1).magnitude
      let shift = Double(bias?[c] ?? 0).magnitude
      for n in 0..<lines.before {
        for s in 0..<lines.after {
          bound[n, c, s] =
            scale * errors.ofNormal[n, c, s]
            + ErrorBound.sumOfProducts(
              terms: 4, magnitude: scale * errors.normal[n, c, s].magnitude + shift)
        }
      }
    }
    var results = [Result(exact: exact.output, bound: bound.reshaped(x.shape))]
    if let kept = exact.running, let running {
      let momentum = options.phase == .training ? options.momentum : 0
      results += [
        Result(
          exact: kept.mean,
          bound: momentum * errors.ofMean
            + Self.roundings(4, running.mean.double.magnitudes + kept.mean.magnitudes)),
        Result(
          exact: kept.variance,
          bound: 2 * momentum * errors.ofVariance
            + Self.roundings(6, running.variance.double.magnitudes + kept.variance.magnitudes)),
      ]
    }
    let rounded = note(results)
    return BatchNormResult(
      output: rounded[0],
      running: rounded.count == 3
        ? BatchNormStatistics(mean: rounded[1], variance: rounded[2]) : nil)
  }

  // dβ = Σ dy              off by γ_M·Σ|dy|
  // dγ = Σ dy·x̂            off by Σ|dy|·ε + γ_{M+1}·Σ|dy·x̂|
  // dx = γ/s·(dy − dβ/M − x̂·dγ/M): the errors of its parts, those of γ/s, and six roundings

  static func batchNormBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight: Tensor<Float>?,
    running: BatchNormStatistics<Float>?, options: BatchNormOptions
  ) -> WeightedGradients<Float> {
    let exact = Reference.batchNormBackward(
      dy.double, input: x.double, weight: weight?.double, running: running?.double,
      options: options)
    let errors = NormalErrors(x, running: running, options: options)
    let lines = errors.lines
    let upstream = dy.double.reshaped(lines.shape)
    let m = lines.before * lines.after
    let throughStatistics = options.phase == .training ? 1.0 : 0.0
    var (ofInput, ofWeight, ofBias) = (
      Tensor<Double>.zeros(lines.shape), Tensor<Double>.zeros([lines.size]),
      Tensor<Double>.zeros([lines.size])
    )
    for c in 0..<lines.size {
      var (sum, products, carried) = (0.0, 0.0, 0.0)
      for n in 0..<lines.before {
        for s in 0..<lines.after {
          sum += upstream[n, c, s].magnitude
          products += (upstream[n, c, s] * errors.normal[n, c, s]).magnitude
          carried += upstream[n, c, s].magnitude * errors.ofNormal[n, c, s]
        }
      }
      ofBias[c] = ErrorBound.sumOfProducts(terms: m, magnitude: sum)
      ofWeight[c] = carried + ErrorBound.sumOfProducts(terms: m + 1, magnitude: products)
      let (dWeight, dBias) = (exact.gradWeight[c].magnitude, exact.gradBias[c].magnitude)
      let scale = Double(weight?[c] ?? 1).magnitude / errors.deviation[c]
      for n in 0..<lines.before {
        for s in 0..<lines.after {
          let normal = errors.normal[n, c, s].magnitude
          let parts =
            upstream[n, c, s].magnitude
            + throughStatistics * (dBias + normal * dWeight) / Double(m)
          let ofParts =
            throughStatistics / Double(m)
            * (ofBias[c] + normal * ofWeight[c] + errors.ofNormal[n, c, s] * (dWeight + ofWeight[c]))
          ofInput[n, c, s] =
            scale
            * (ofParts + errors.ofDeviation[c] * (parts + ofParts)
              + ErrorBound.sumOfProducts(terms: 8, magnitude: parts + ofParts))
        }
      }
    }
    return note(
      gradInput: Result(exact: exact.gradInput, bound: ofInput.reshaped(x.shape)),
      gradWeight: Result(exact: exact.gradWeight, bound: ofWeight),
      gradBias: Result(exact: exact.gradBias, bound: ofBias))
  }

  static func dropout(
    _ x: Tensor<Float>, mask: Tensor<Float>, probability: Float
  ) -> Tensor<Float> {
    note(
      Result(
        Reference.dropout(x.double, mask: mask.double, probability: Double(probability)),
        roundings: 3))
  }

  static func dropoutBackward(
    _ dy: Tensor<Float>, mask: Tensor<Float>, probability: Float
  ) -> Tensor<Float> {
    dropout(dy, mask: mask, probability: probability)
  }
}

/// x̂ of a batch normalisation and how far it, and what it is made of, may be off in Float.
private struct NormalErrors {
  let lines: AxisLines
  /// x̂ = (x − μ)/s, and its error ε.
  var normal: Tensor<Double>
  var ofNormal: Tensor<Double>
  /// The errors of μ and σ², s, and the relative error r of s.
  var ofMean: Tensor<Double>
  var ofVariance: Tensor<Double>
  var deviation: Tensor<Double>
  var ofDeviation: Tensor<Double>

  init(
    _ input: Tensor<Float>, running: BatchNormStatistics<Float>?, options: BatchNormOptions
  ) {
    lines =
      BatchNormGeometry(
        input, weight: nil, bias: nil, running: running, options: options
      ).lines
    let x = input.double.reshaped(lines.shape)
    normal = .zeros(lines.shape)
    ofNormal = .zeros(lines.shape)
    ofMean = .zeros([lines.size])
    ofVariance = .zeros([lines.size])
    deviation = .zeros([lines.size])
    ofDeviation = .zeros([lines.size])
    let m = lines.before * lines.after
    let u = ErrorBound.floatUnit
    for c in 0..<lines.size {
      var places: [(n: Int, s: Int)] = []
      for n in 0..<lines.before { for s in 0..<lines.after { places.append((n, s)) } }
      func mean(_ body: (Double) -> Double) -> Double {
        places.reduce(0) { $0 + body(x[$1.n, c, $1.s]) } / Double(m)
      }
      let isTraining = options.phase == .training
      let center = isTraining ? mean { $0 } : Double(running?.mean[c] ?? 0)
      let variance =
        isTraining
        ? mean { ($0 - center) * ($0 - center) } : Double(running?.variance[c] ?? 1)
      let ofCenter =
        isTraining
        ? ErrorBound.sumOfProducts(terms: m + 1, magnitude: mean { $0.magnitude }) : 0
      func ofDifference(_ value: Double) -> Double {
        ofCenter + u * (value - center).magnitude
      }
      ofMean[c] = ofCenter
      ofVariance[c] =
        isTraining
        ? mean {
          2 * ($0 - center).magnitude * ofDifference($0) + ofDifference($0) * ofDifference($0)
        }
          + ErrorBound.sumOfProducts(terms: m + 2, magnitude: variance) : 0
      deviation[c] = .sqrt(variance + options.eps)
      ofDeviation[c] = ofVariance[c] / 2 / (variance + options.eps) + 3 * u
      for (n, s) in places {
        normal[n, c, s] = (x[n, c, s] - center) / deviation[c]
        ofNormal[n, c, s] =
          ofDifference(x[n, c, s]) / deviation[c]
          + normal[n, c, s].magnitude * (ofDeviation[c] + 2 * u)
      }
    }
  }
}

extension BatchNormStatistics where Scalar == Float {
  fileprivate var double: BatchNormStatistics<Double> {
    BatchNormStatistics<Double>(mean: mean.double, variance: variance.double)
  }
}
