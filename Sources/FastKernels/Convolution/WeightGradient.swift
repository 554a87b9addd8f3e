import Kernels
import Tensors

/// The gradient of a convolution by its weights:
///
///     dw[oc, ic, k] = Σ n,o  x[n, ic, o·stride − before + k·dilation] · dy[n, oc, o]
struct WeightGradient {
  let convolution: PlainConvolution
  private let sum: TapSum

  init(_ convolution: PlainConvolution) {
    self.convolution = convolution
    sum = TapSum(forward: convolution)
  }

  /// The algorithm that is chosen, by the geometry alone.
  var bestAlgorithm: Fast.Conv2dAlgorithm {
    if supports(.winograd), winogradCost(Winograd4.self) < plainCost { return .winograd }
    return WeightGradientByShifts.isQuicker(for: sum) ? .implicitGEMM : .im2col
  }

  // Estimates of how long the ways take, in multiply-adds of vectors on one core; their factors are from
  // measurements.

  private var plainCost: Double {
    1.3 * Double(sum.outputs) * Double(sum.productsPerOutput) / Double(Processor.vectorFloats)
  }

  /// The products, the transforms of both pictures, and the way back.
  private func winogradCost<Transform: WinogradTransform>(_: Transform.Type) -> Double {
    func tiles(_ axis: TapAxis) -> Int {
      (axis.outputs + Transform.outputs - 1) / Transform.outputs
    }
    func wholeVectors(_ channels: Int) -> Double {
      Double((channels + Processor.vectorFloats - 1) / Processor.vectorFloats)
    }
    let all = Double(sum.groups * Transform.points * Transform.points)
    let tilesOfPictures = Double(sum.pictures * tiles(sum.rows) * tiles(sum.columns))
    let (results, sources) = (wholeVectors(sum.resultChannels), wholeVectors(sum.sourceChannels))
    return all
      * (tilesOfPictures * (1.1 * Double(sum.resultChannels) * sources + 12 * (results + sources))
        + 16 * Double(sum.resultChannels) * sources)
  }

  /// Whether an algorithm can compute it.
  func supports(_ algorithm: Fast.Conv2dAlgorithm) -> Bool {
    switch algorithm {
    case .im2col, .implicitGEMM: true
    case .winograd: sum.suits(Winograd4.self)
    case .winograd2x2: sum.suits(Winograd2.self)
    case .direct, .depthwise: false
    }
  }

  /// - Parameters:
  ///   - gradOutput: dy.
  ///   - input: x.
  ///   - algorithm: one that can compute it; nil for the best.
  func compute(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, by algorithm: Fast.Conv2dAlgorithm? = nil
  ) -> Tensor<Float> {
    switch algorithm ?? bestAlgorithm {
    case .winograd: compute(Winograd4.self, gradOutput, input: input)
    case .winograd2x2: compute(Winograd2.self, gradOutput, input: input)
    case .implicitGEMM:
      WeightGradientByShifts(sum).compute(gradOutput, input: convolution.prepared(input))
        .reshaped(convolution.weightShape)
    case .im2col, .direct, .depthwise:
      WeightGradientByPatches(convolution).compute(gradOutput, input: input)
    }
  }

  private func compute<Transform: WinogradTransform>(
    _: Transform.Type, _ gradOutput: Tensor<Float>, input: Tensor<Float>
  ) -> Tensor<Float> {
    guard sum.outputs > 0 && sum.productsPerOutput > 0 else {
      return Tensor(repeating: 0, shape: convolution.weightShape)
    }
    let input = convolution.prepared(input)
    return Tensor(shape: convolution.weightShape) { gradient in
      gradOutput.withUnsafeScalars { gradOutput in
        input.withUnsafeScalars { input in
          let (dy, x) = (gradOutput.baseAddress!, input.baseAddress!)
          if Processor.vectorFloats == 16 {
            WinogradWeightGradient<Transform, SIMD16<Float>>(sum)
              .compute(dy, input: x, into: gradient.baseAddress!)
          } else if Processor.vectorFloats == 8 {
            WinogradWeightGradient<Transform, SIMD8<Float>>(sum)
              .compute(dy, input: x, into: gradient.baseAddress!)
          } else {
            WinogradWeightGradient<Transform, SIMD4<Float>>(sum)
              .compute(dy, input: x, into: gradient.baseAddress!)
          }
        }
      }
    }
  }
}
