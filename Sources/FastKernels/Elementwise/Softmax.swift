// Softmax needs three passes over a line: the maximum, the sum of exponentials, the quotients. A line
// is small enough for the cache, so memory is read once. The sums are kept in Double.

import Kernels
import Tensors

extension Fast {
  /// Shares that add up to 1 along one axis; `ActivationKernels` has the formula.
  public static func softmax(_ input: Tensor<Float>, axis: Int) -> Tensor<Float> {
    alongLines(of: input, axis: axis, workEach: Floats.costOfExp) { lines in
      let largest = lines.vectors.largest(lines.x)
      var sums = Doubles.zero
      for places in lines.vectors {
        let share = Floats.exp(places.load(lines.x) - largest)
        places.store(share, to: lines.result)
        sums += Doubles(widening: places.kept(share))
      }
      let factor = Floats(rounding: 1 / lines.vectors.joined(sums))
      for places in lines.vectors {
        places.store(places.load(lines.result) * factor, to: lines.result)
      }
    }
  }

  /// dx[i] = y[i]·(dy[i] − Σ j  y[j]·dy[j])
  public static func softmaxBackward(
    _ gradOutput: Tensor<Float>, output: Tensor<Float>, axis: Int
  ) -> Tensor<Float> {
    ShapeError.requireGradient(gradOutput.shape, of: output.shape)
    return alongLines(of: output, gradOutput, axis: axis, workEach: 8) { lines in
      let (y, dy) = (lines.x, lines.other)
      var sums = Doubles.zero
      for places in lines.vectors {
        sums += Doubles(widening: places.load(y)) * Doubles(widening: places.load(dy))
      }
      let total = Floats(rounding: lines.vectors.joined(sums))
      for places in lines.vectors {
        places.store(places.load(y) * (places.load(dy) - total), to: lines.result)
      }
    }
  }

  /// The logarithms of softmax; `ActivationKernels` has the formula.
  public static func logSoftmax(_ input: Tensor<Float>, axis: Int) -> Tensor<Float> {
    alongLines(of: input, axis: axis, workEach: Floats.costOfExp) { lines in
      let (largest, total) = lines.exponentials()
      // The largest share's exponential is 1, so what the logarithm is taken of is 1 and the rest.
      let logarithm = Floats.log(onePlus: Floats(rounding: total - 1))
      for places in lines.vectors {
        places.store((places.load(lines.x) - largest) - logarithm, to: lines.result)
      }
    }
  }

  /// dx[i] = dy[i] − exp(y[i]) · Σ j  dy[j]
  public static func logSoftmaxBackward(
    _ gradOutput: Tensor<Float>, output: Tensor<Float>, axis: Int
  ) -> Tensor<Float> {
    ShapeError.requireGradient(gradOutput.shape, of: output.shape)
    return alongLines(of: output, gradOutput, axis: axis, workEach: Floats.costOfExp) { lines in
      let (y, dy) = (lines.x, lines.other)
      var sums = Doubles.zero
      for places in lines.vectors { sums += Doubles(widening: places.load(dy)) }
      let total = Floats(rounding: lines.vectors.joined(sums))
      for places in lines.vectors {
        places.store(places.load(dy) - .exp(places.load(y)) * total, to: lines.result)
      }
    }
  }

  /// Calls `body` with groups of lines along an axis: of one tensor, of another of the same shape (or
  /// the same one again), and of the result.
  @inline(__always)
  private static func alongLines(
    of tensor: Tensor<Float>, _ other: Tensor<Float>? = nil, axis: Int, workEach: Int,
    _ body: (Lines.Group) -> Void
  ) -> Tensor<Float> {
    let lines = Lines(AxisLines(stoppingUnlessIn: tensor.shape, axis: axis))
    return Tensor(shape: tensor.shape) { result in
      tensor.withUnsafeScalars { numbers in
        (other ?? tensor).withUnsafeScalars { others in
          lines.forEachGroup(
            workEach: workEach, numbers.baseAddress!, others.baseAddress!,
            into: result.baseAddress!, body)
        }
      }
    }
  }
}
