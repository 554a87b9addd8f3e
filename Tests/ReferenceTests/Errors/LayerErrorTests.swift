import Kernels
import Tensors
import Testing

/// Every rule on the shapes of linear layers, normalisations and losses, with the message that names
/// them.
@Suite struct LayerErrorTests {
  private static func linearMisfit(
    _ reason: String, input: [Int] = [2, 5], weight: [Int] = [3, 5], bias: [Int]? = nil,
    _ rule: String
  ) -> Misfit {
    Misfit(reason, "linear of input \(input) with weight \(weight): \(rule)") {
      () throws(ShapeError) in
      _ = try LinearGeometry(input: input, weight: weight, bias: bias)
    }
  }

  @Test(
    "A linear layer that doesn't fit",
    arguments: [
      linearMisfit(
        "a single number", input: [], "the input must be [N, I] and have at least 1 axis"),
      linearMisfit(
        "a weight with one axis", weight: [5], "the weight must be [O, I], 2 axes, but has 1"),
      linearMisfit(
        "the weight transposed", weight: [5, 3],
        "the input's last axis is 5, so the weight's second axis must be 5, not 3"),
      linearMisfit(
        "a bias of the inputs' size", bias: [5],
        "the bias must be [3], one number for each output, not [5]"),
    ])
  func linear(_ misfit: Misfit) { misfit.expectMessage() }

  private static func flattenMisfit(_ reason: String, _ first: Int, _ last: Int) -> Misfit {
    Misfit(
      reason,
      "flatten of input [2, 3, 5] from axis \(first) to axis \(last): both must be axes of the "
        + "input, and in order"
    ) { () throws(ShapeError) in
      _ = try FlattenedShape(of: [2, 3, 5], firstAxis: first, lastAxis: last)
    }
  }

  @Test(
    "Axes that can't be flattened, or don't exist",
    arguments: [
      flattenMisfit("out of order", 2, 1), flattenMisfit("too high", 1, 3),
      flattenMisfit("too low", -4, 1),
      Misfit("no such axis", "a tensor of shape [2, 3] has no axis 2: it has the axes 0 to 1") {
        () throws(ShapeError) in _ = try AxisLines(shape: [2, 3], axis: 2)
      },
      Misfit("none so low", "a tensor of shape [2, 3] has no axis -3: it has the axes 0 to 1") {
        () throws(ShapeError) in _ = try AxisLines(shape: [2, 3], axis: -3)
      },
    ])
  func axes(_ misfit: Misfit) { misfit.expectMessage() }

  private static func batchNormMisfit(
    _ reason: String, input: [Int] = [2, 3, 5], weight: [Int]? = nil, bias: [Int]? = nil,
    mean: [Int]? = nil, variance: [Int]? = nil, hasRunning: Bool = false,
    phase: BatchNormOptions.Phase = .training, _ rule: String
  ) -> Misfit {
    Misfit(reason, "batchNorm of input \(input): \(rule)") { () throws(ShapeError) in
      _ = try BatchNormGeometry(
        input: input,
        perChannel: [
          ("weight", weight), ("bias", bias), ("running mean", mean),
          ("running variance", variance),
        ], hasRunning: hasRunning, phase: phase)
    }
  }

  @Test(
    "A batch normalisation that doesn't fit",
    arguments: [
      batchNormMisfit(
        "a row", input: [5], "the input must be [N, C] or [N, C, sizes], but has 1 axis"),
      batchNormMisfit(
        "a weight of another size", weight: [5],
        "the weight must be [3], one number for each channel, not [5]"),
      batchNormMisfit(
        "a bias with two axes", bias: [3, 1],
        "the bias must be [3], one number for each channel, not [3, 1]"),
      batchNormMisfit(
        "a running mean of another size", mean: [2],
        "the running mean must be [3], one number for each channel, not [2]"),
      batchNormMisfit(
        "a running variance of another size", mean: [3], variance: [2],
        "the running variance must be [3], one number for each channel, not [2]"),
      batchNormMisfit(
        "training on one number", input: [1, 3],
        "training needs more than one number for each channel, but there is 1"),
      batchNormMisfit(
        "training on nothing", input: [0, 3, 5],
        "training needs more than one number for each channel, but there are none"),
      batchNormMisfit(
        "evaluation by nothing", phase: .evaluation,
        "evaluation needs a running mean and variance"),
    ])
  func batchNorm(_ misfit: Misfit) { misfit.expectMessage() }

  @Test(
    "A dropout that doesn't fit",
    arguments: [
      Misfit(
        "a mask of another shape",
        "dropout of input [2, 3] with mask [3, 2]: the shapes must be equal"
      ) { () throws(ShapeError) in
        try DropoutGeometry.check([2, 3], mask: [3, 2], probability: 0.5)
      },
      Misfit(
        "a probability above 1", "dropout of input [2, 3]: the probability must be from 0 to 1"
      ) { () throws(ShapeError) in
        try DropoutGeometry.check([2, 3], mask: [2, 3], probability: 1.5)
      },
      Misfit(
        "a probability that is no number",
        "dropout of input [2, 3]: the probability must be from 0 to 1"
      ) { () throws(ShapeError) in
        try DropoutGeometry.check([2, 3], mask: [2, 3], probability: .nan)
      },
    ])
  func dropout(_ misfit: Misfit) { misfit.expectMessage() }

  private static func lossMisfit(
    _ reason: String, target: [Int] = [2, 3], weight: [Int]? = nil, positive: [Int]? = nil,
    _ message: String
  ) -> Misfit {
    Misfit(reason, "mse of input [2, 3] with \(message)") { () throws(ShapeError) in
      try LossGeometry.check(
        "mse", input: [2, 3], target: target, weight: weight, positiveWeight: positive)
    }
  }

  @Test(
    "A loss that doesn't fit",
    arguments: [
      lossMisfit(
        "a target of another shape", target: [3, 2], "target [3, 2]: the shapes must be equal"),
      lossMisfit("a weight for each column", weight: [3], "weight [3]: the shapes must be equal"),
      lossMisfit(
        "a positive weight for each row", positive: [2],
        "positive weight [2]: the weight's shape must be the input's, or its last axes"),
      lossMisfit(
        "a positive weight with more axes", positive: [1, 2, 3],
        "positive weight [1, 2, 3]: the weight's shape must be the input's, or its last axes"),
      Misfit(
        "dy of another shape",
        "the gradient of the output has the shape [2, 3], but the output has [3, 2]"
      ) { () throws(ShapeError) in try ShapeError.checkGradient([2, 3], of: [3, 2]) },
    ])
  func losses(_ misfit: Misfit) { misfit.expectMessage() }

  private static func crossEntropyMisfit(
    _ reason: String, input: [Int] = [2, 3], target: Tensor<Int> = Tensor<Int>([0, 2]),
    weight: [Int]? = nil, smoothing: Double = 0, _ rule: String
  ) -> Misfit {
    Misfit(reason, "crossEntropy of input \(input) with target \(target.shape): \(rule)") {
      () throws(ShapeError) in
      _ = try CrossEntropyGeometry(
        input: input, target: target, weight: weight, ignoreIndex: -100,
        labelSmoothing: smoothing)
    }
  }

  @Test(
    "A cross-entropy that doesn't fit",
    arguments: [
      crossEntropyMisfit(
        "a row", input: [3], "the input must be [N, C] or [N, C, sizes], but has 1 axis"),
      crossEntropyMisfit(
        "a target for each number", input: [2, 3, 2],
        "the target must be [2, 2], the input's shape without its classes"),
      crossEntropyMisfit(
        "a weight for each row", weight: [2],
        "the weight must be [3], one number for each class, not [2]"),
      crossEntropyMisfit(
        "a target that is no class", target: Tensor<Int>([0, 3]),
        "the target at [1] is 3, but the classes go from 0 to 2 and -100 is ignored"),
      crossEntropyMisfit(
        "a negative target", input: [2, 3, 2], target: Tensor<Int>([[0, 1], [2, -1]]),
        "the target at [1, 1] is -1, but the classes go from 0 to 2 and -100 is ignored"),
      crossEntropyMisfit(
        "smoothing beyond 1", smoothing: 1.25, "label smoothing must be from 0 to 1"),
    ])
  func crossEntropy(_ misfit: Misfit) { misfit.expectMessage() }
}
