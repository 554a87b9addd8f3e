import Kernels
import Testing

/// Every rule on scales, factors and zero points, with the message that names them.
@Suite struct QuantizationErrorTests {
  private static func refused(
    _ reason: String, _ quantization: Quantization, _ message: String
  ) -> Misfit {
    Misfit(reason, message) { () throws(ShapeError) in
      _ = try QuantizationGeometry(
        shape: [2, 3, 5], quantization: quantization, range: Int8.range)
    }
  }

  @Test(
    "A quantisation that doesn't fit",
    arguments: [
      refused(
        "as many scales as another axis has places",
        Quantization(scales: [1, 1], zeroPoints: [0, 0], axis: 1),
        "a tensor of shape [2, 3, 5] has 3 channels along axis 1, but there are 2 scales"),
      refused(
        "no such axis", Quantization(scales: [1, 1], zeroPoints: [0, 0], axis: 3),
        "a tensor of shape [2, 3, 5] has no axis 3: it has the axes 0 to 2"),
      refused("scale 0", Quantization(scale: 0), "a scale must be above zero, and finite"),
      refused(
        "a negative scale for one channel",
        Quantization(scales: [1, -1], zeroPoints: [0, 0], axis: 0),
        "a scale must be above zero, and finite"),
      refused(
        "an infinite scale", Quantization(scale: .infinity),
        "a scale must be above zero, and finite"),
      refused(
        "a scale that is no number", Quantization(scale: .nan),
        "a scale must be above zero, and finite"),
      refused(
        "a zero point that the type doesn't hold", Quantization(scale: 1, zeroPoint: 128),
        "the zero point 128 isn't from -128 to 127, the numbers of the quantised type"),
    ])
  func quantization(_ misfit: Misfit) { misfit.expectMessage() }

  private static func refused(
    _ reason: String, factors: [Double], zeroPoint: Int = 0, _ rule: String
  ) -> Misfit {
    Misfit(reason, "requantize of sums [2, 3, 5]: \(rule)") { () throws(ShapeError) in
      _ = try RequantizationGeometry(
        shape: [2, 3, 5], factors: factors, zeroPoint: zeroPoint, range: UInt8.range)
    }
  }

  @Test(
    "A requantisation that doesn't fit",
    arguments: [
      refused(
        "no factors", factors: [],
        "there must be 1 factor, or one for each place on the second axis, not 0"),
      refused(
        "a factor for each picture", factors: [1, 1],
        "there must be 1 factor, or one for each place on the second axis, not 2"),
      refused("factor 0", factors: [0], "a factor must be above zero, and finite"),
      refused(
        "a factor that is no number", factors: [1, .nan, 1],
        "a factor must be above zero, and finite"),
      refused(
        "a zero point that the type doesn't hold", factors: [1], zeroPoint: -1,
        "the zero point -1 isn't from 0 to 255, the numbers of the quantised type"),
    ])
  func requantization(_ misfit: Misfit) { misfit.expectMessage() }

  private static func refused(
    _ reason: String, input: Int = 0, weights: [Int] = [0], _ message: String
  ) -> Misfit {
    Misfit(reason, message) { () throws(ShapeError) in
      let geometry = try Conv2dGeometry(
        input: [1, 2, 4, 5], weight: [3, 2, 2, 2], bias: nil, options: ConvolutionOptions())
      _ = try ZeroPoints(
        geometry, input: input, inputRange: UInt8.range, weights: weights,
        weightRange: Int8.range)
    }
  }

  @Test(
    "Zero points that don't fit",
    arguments: [
      refused(
        "one for each input channel", weights: [0, 0],
        "conv2dInteger has 3 output channels, so there must be 1 or 3 zero points of the weight, "
          + "not 2"),
      refused(
        "none", weights: [],
        "conv2dInteger has 3 output channels, so there must be 1 or 3 zero points of the weight, "
          + "not 0"),
      refused(
        "the input's is no number of its type", input: -1,
        "the zero point -1 of the input isn't from 0 to 255, the numbers of its type"),
      refused(
        "one of the weight's is no number of its type", weights: [0, 200, 0],
        "the zero point 200 of the weight isn't from -128 to 127, the numbers of its type"),
    ])
  func zeroPoints(_ misfit: Misfit) { misfit.expectMessage() }
}
