// Each number for itself: one pass over memory, which is all that most of these cost. A choice between
// two values is made lane by lane, without a branch: both are computed, and a comparison picks one. So
// `elu` takes the exponential of every number, which costs less than to ask where it is needed.

import Kernels
import Tensors

extension Fast {
  /// y = max(0, x); a NaN stays one.
  public static func relu(_ input: Tensor<Float>) -> Tensor<Float> {
    input.mapped { places, x, y in
      for places in places {
        let x = places.load(x)
        places.store(x.replacing(with: 0, where: x .< 0), to: y)
      }
    }
  }

  /// dx = dy where x > 0, and 0 elsewhere; dy where x is a NaN.
  public static func reluBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>
  ) -> Tensor<Float> {
    gradOutput.mapped(with: input) { places, dy, x, dx in
      for places in places {
        let (dy, x) = (places.load(dy), places.load(x))
        places.store(dy.replacing(with: 0, where: x .<= 0), to: dx)
      }
    }
  }

  /// y = x where x > 0, and a·x elsewhere.
  public static func leakyRelu(_ input: Tensor<Float>, negativeSlope: Float) -> Tensor<Float> {
    input.mapped { places, x, y in
      for places in places {
        let x = places.load(x)
        places.store((x * negativeSlope).replacing(with: x, where: x .> 0), to: y)
      }
    }
  }

  /// dx = dy where x > 0, and a·dy elsewhere.
  public static func leakyReluBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, negativeSlope: Float
  ) -> Tensor<Float> {
    gradOutput.mapped(with: input) { places, dy, x, dx in
      for places in places {
        let (dy, x) = (places.load(dy), places.load(x))
        places.store((dy * negativeSlope).replacing(with: dy, where: x .> 0), to: dx)
      }
    }
  }

  /// y = x where x > 0, and α·(exp(x) − 1) elsewhere.
  public static func elu(_ input: Tensor<Float>, alpha: Float) -> Tensor<Float> {
    input.mapped(workEach: Floats.costOfExp) { places, x, y in
      for places in places {
        let x = places.load(x)
        places.store((alpha * Floats.expMinusOne(x)).replacing(with: x, where: x .> 0), to: y)
      }
    }
  }

  /// dx = dy where x > 0, and α·exp(x)·dy elsewhere.
  public static func eluBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, alpha: Float
  ) -> Tensor<Float> {
    gradOutput.mapped(with: input, workEach: Floats.costOfExp) { places, dy, x, dx in
      for places in places {
        let (dy, x) = (places.load(dy), places.load(x))
        places.store((alpha * Floats.exp(x) * dy).replacing(with: dy, where: x .> 0), to: dx)
      }
    }
  }

  /// y = 1 / (1 + exp(−x))
  public static func sigmoid(_ input: Tensor<Float>) -> Tensor<Float> {
    input.mapped(workEach: Floats.costOfExp) { places, x, y in
      for places in places { places.store(.logistic(places.load(x)), to: y) }
    }
  }

  /// dx = y·(1 − y)·dy
  public static func sigmoidBackward(
    _ gradOutput: Tensor<Float>, output: Tensor<Float>
  ) -> Tensor<Float> {
    gradOutput.mapped(with: output) { places, dy, y, dx in
      for places in places {
        let (dy, y) = (places.load(dy), places.load(y))
        places.store(y * (1 - y) * dy, to: dx)
      }
    }
  }

  /// y = tanh(x)
  public static func tanh(_ input: Tensor<Float>) -> Tensor<Float> {
    input.mapped(workEach: Floats.costOfExp) { places, x, y in
      for places in places { places.store(.tanh(places.load(x)), to: y) }
    }
  }

  /// dx = (1 − y²)·dy
  public static func tanhBackward(
    _ gradOutput: Tensor<Float>, output: Tensor<Float>
  ) -> Tensor<Float> {
    gradOutput.mapped(with: output) { places, dy, y, dx in
      for places in places {
        let (dy, y) = (places.load(dy), places.load(y))
        places.store((1 - y * y) * dy, to: dx)
      }
    }
  }
}
