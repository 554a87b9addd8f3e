// A row of logits is a line of the tensor along the classes (`Lines`), sixteen numbers of which, or of
// sixteen rows one each, are worked on at once. The sum of exponentials runs in Double. What concerns
// the target alone, one number of each row, is done for the rows of a group together at the end.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The cross-entropy of classes, from logits; `LossKernels` has the formula.
  public static func crossEntropy(
    _ input: Tensor<Float>, target: Tensor<Int>, options: CrossEntropyOptions<Float>
  ) -> Tensor<Float> {
    let rows = CrossEntropyRows(input, target: target, options: options)
    let losses = Tensor<Float>(shape: target.shape) { losses in
      input.withUnsafeScalars { input in
        target.withUnsafeScalars { target in
          let (x, t) = (input.baseAddress!, target.baseAddress!)
          rows.lines.forEachGroup(workEach: Floats.costOfExp, x, x, into: nil) { group in
            let loss = rows.losses(group, targets: t + group.line)
            Lanes(first: group.line, count: group.count).store(loss, to: losses.baseAddress!)
          }
        }
      }
    }
    if options.reduction == .none { return losses }
    let divisor = options.reduction == .mean ? rows.weight(of: target) : 1
    return losses.withUnsafeScalars { losses in
      let losses = losses.baseAddress!
      return options.reduction.reduced(target.shape, divisor: divisor, workEach: 4) {
        places, terms in
        for places in places { places.store(places.load(losses), to: terms) }
      }
    }
  }

  /// The gradient of `crossEntropy` by the logits.
  public static func crossEntropyBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, target: Tensor<Int>,
    options: CrossEntropyOptions<Float>
  ) -> Tensor<Float> {
    let rows = CrossEntropyRows(input, target: target, options: options)
    let upstream = options.reduction.spread(
      gradOutput, shape: target.shape,
      divisor: options.reduction == .mean ? rows.weight(of: target) : 1)
    return Tensor(shape: input.shape) { gradInput in
      input.withUnsafeScalars { input in
        target.withUnsafeScalars { target in
          let (x, t) = (input.baseAddress!, target.baseAddress!)
          upstream.with { dy in
            rows.lines.forEachGroup(
              workEach: 2 * Floats.costOfExp, x, x, into: gradInput.baseAddress!
            ) { group in
              rows.writeGradients(
                group, targets: t + group.line,
                dy.load(Lanes(first: group.line, count: group.count)))
            }
          }
        }
      }
    }
  }
}

/// The rows of logits, and what each class counts.
private struct CrossEntropyRows {
  let lines: Lines
  private let weights: [Float]
  private let isWeighted: Bool
  private let ignoreIndex: Int
  /// 1 − ε, what of a target's share stays with it.
  private let kept: Float
  /// ε/C, what of it goes to each class.
  private let spread: Float
  /// Σ c  ε/C · weight[c].
  private let spreadWeights: Float

  init(_ input: Tensor<Float>, target: Tensor<Int>, options: CrossEntropyOptions<Float>) {
    let geometry = CrossEntropyGeometry(input, target: target, options: options)
    lines = Lines(AxisLines(stoppingUnlessIn: input.shape, axis: 1))
    isWeighted = options.weight != nil
    weights = options.weight?.scalars ?? Array(repeating: 1, count: geometry.classes)
    ignoreIndex = options.ignoreIndex
    kept = 1 - options.labelSmoothing
    spread = options.labelSmoothing / Float(geometry.classes)
    var sum = 0.0
    for weight in weights { sum += Double(weight) }
    spreadWeights = Float(Double(options.labelSmoothing) / Double(geometry.classes) * sum)
  }

  /// The weights of the targets that aren't ignored, added up.
  func weight(of target: Tensor<Int>) -> Double {
    target.withUnsafeScalars { target in
      guard isWeighted else {
        var count = 0
        for label in target where label != ignoreIndex { count += 1 }
        return Double(count)
      }
      return longSum(target.count, workEach: 4) { places, terms in
        for places in places {
          for place in places.first..<places.first + places.count {
            terms[place] = target[place] == ignoreIndex ? 0 : weights[target[place]]
          }
        }
      }
    }
  }

  /// The logits of the rows' targets, and what those count: 0 where a target is ignored.
  @inline(always)
  private func ofTargets(
    _ group: Lines.Group, _ targets: UnsafePointer<Int>
  ) -> (logits: Floats, weights: Floats, counting: Floats) {
    var (logits, counted) = (Floats.zero, Floats.zero)
    var counting = Floats.zero
    for lane in 0..<group.count where targets[lane] != ignoreIndex {
      logits[lane] = group.x[group.place(targets[lane], lane: lane)]
      counted[lane] = kept * weights[targets[lane]]
      counting[lane] = 1
    }
    return (logits, counted, counting)
  }

  /// The losses of the rows, one in each lane.
  @inline(always)
  func losses(_ group: Lines.Group, targets: UnsafePointer<Int>) -> Floats {
    let (largest, total) = group.exponentials()
    let logarithm = Floats.log(onePlus: Floats(rounding: total - 1))
    let (logits, counted, counting) = ofTargets(group, targets)
    // What doesn't count must not be multiplied: 0 · log 0 is no number.
    var losses = (((largest - logits) + logarithm) * counted).replacing(
      with: 0, where: counted .== 0)
    guard spread > 0 else { return losses }
    let spreadLosses = weights.withUnsafeBufferPointer { weights in
      var sums = Doubles.zero
      var c = 0
      for places in group.vectors {
        let counted = spread * group.vectors.constants(weights.baseAddress!, c, places)
        let terms = (((largest - places.load(group.x)) + logarithm) * counted)
          .replacing(with: 0, where: counted .== 0)
        sums += Doubles(widening: places.kept(terms))
        c += group.vectors.numbersEach
      }
      return group.vectors.joined(sums)
    }
    losses += Floats(rounding: spreadLosses)
    return losses.replacing(with: 0, where: counting .== 0)
  }

  /// Writes the gradients by the rows' logits; zeros where nothing counts.
  ///
  /// - Parameter gradOutput: that of each row, one in each lane.
  @inline(always)
  func writeGradients(
    _ group: Lines.Group, targets: UnsafePointer<Int>, _ gradOutput: Floats
  ) {
    let (largest, total) = group.exponentials()
    let (logits, counted, counting) = ofTargets(group, targets)
    let all = (counted + spreadWeights).replacing(with: 0, where: counting .== 0)
    // dx[c] = exp(x[c] − m) · factor − ε/C·weight[c]·dy, less the target's own share.
    let vectors = group.vectors
    let dy = vectors.eachOfItsLine(gradOutput)
    let allOfLine = vectors.eachOfItsLine(all)
    let factor = Floats(
      rounding: Doubles(widening: allOfLine) * Doubles(widening: dy) / total)
    weights.withUnsafeBufferPointer { weights in
      var c = 0
      for places in vectors {
        var gradient = Floats.exp(places.load(group.x) - largest) * factor
        if spread > 0 {
          gradient -= spread * vectors.constants(weights.baseAddress!, c, places) * dy
        }
        places.store(gradient, to: group.result)
        c += vectors.numbersEach
      }
    }
    // There the share is near 1 when the row is learnt, so the difference is taken in Double.
    let shares = Doubles(widening: .exp(logits - largest)) / total
    for lane in 0..<group.count {
      guard all[lane] != 0 else {
        for c in 0..<weights.count { group.result[group.place(c, lane: lane)] = 0 }
        continue
      }
      let c = targets[lane]
      let own = Double(counted[lane]) + Double(spread) * Double(weights[c])
      let gradient = (shares[lane] * Double(all[lane]) - own) * Double(gradOutput[lane])
      group.result[group.place(c, lane: lane)] = Float(gradient)
    }
  }
}
