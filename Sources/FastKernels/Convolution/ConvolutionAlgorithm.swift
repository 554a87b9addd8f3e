// Which algorithm computes a convolution.
//
// There is none by Fourier transforms. Measured on one core against PyTorch's transforms, which are
// good ones: of a 512×512 picture of one channel and a kernel of 3×3, 4.2 ms by transforms and 0.14 ms
// here; of 15×15, 2.7 and 2.3 ms; of 31×31, 11.0 and 8.9 ms; of 63×63, 14.8 and 34.6 ms. So they begin to
// pay for kernels as wide as a twelfth of the picture, and with several channels, where each has to be
// transformed and stored, later still: 3×3 of 56×56 with 64 channels takes 427 ms by transforms and 1 ms
// here.

import Kernels
import Tensors

extension Fast {
  /// The ways to compute `conv2d`.
  public enum Conv2dAlgorithm: String, CaseIterable, Sendable {
    /// A matrix product over unrolled windows (`Im2col`).
    case im2col
    /// A matrix product over the picture itself, shifted (`ImplicitGEMM`); for 1×1 the plain one.
    case implicitGEMM
    /// The 3×3 convolution of 4×4 outputs at a time, with a quarter of the products (`Winograd`).
    case winograd
    /// The same of 2×2 outputs at a time, with 4 of 9 products.
    case winograd2x2
    /// One channel to one channel, four rows at a time (`DepthwiseConvolution`).
    case depthwise
    /// Weight by weight over whole rows (`DirectConvolution`).
    case direct

    /// Whether this algorithm can compute a convolution of this geometry; asked to compute another,
    /// it stops the program.
    public func supports<Geometry: ConvolutionGeometry>(_ geometry: Geometry) -> Bool {
      switch self {
      case .im2col, .implicitGEMM, .direct: true
      case .winograd: TapSum(forward: PlainConvolution(geometry)).suits(Winograd4.self)
      case .winograd2x2: TapSum(forward: PlainConvolution(geometry)).suits(Winograd2.self)
      case .depthwise: DepthwiseConvolution.supports(TapSum(forward: PlainConvolution(geometry)))
      }
    }
  }

  /// The algorithm that `conv2d` uses for this geometry; the other convolutions choose alike.
  public static func algorithm<Geometry: ConvolutionGeometry>(
    for geometry: Geometry
  ) -> Conv2dAlgorithm {
    TapSum(forward: PlainConvolution(geometry)).bestAlgorithm
  }

  /// The algorithm for the gradient by the input. With a stride it is several sums; this is the first
  /// one's, and the others' too unless they are empty.
  public static func inputGradientAlgorithm<Geometry: ConvolutionGeometry>(
    for geometry: Geometry
  ) -> Conv2dAlgorithm {
    TapSum.backward(PlainConvolution(geometry))[0].bestAlgorithm
  }

  /// The algorithm for the gradient by the weight.
  public static func weightGradientAlgorithm<Geometry: ConvolutionGeometry>(
    for geometry: Geometry
  ) -> Conv2dAlgorithm {
    WeightGradient(PlainConvolution(geometry)).bestAlgorithm
  }
}

extension TapSum {
  /// Whether Winograd's algorithm can compute it.
  func suits<Transform: WinogradTransform>(_: Transform.Type) -> Bool {
    Winograd<Transform>.supports(self)
  }

  /// The algorithm that is chosen, by the geometry alone.
  ///
  /// Each has its estimate of how long it takes, in multiply-adds of vectors on one core. The estimates'
  /// factors are from measurements; that they are right to a fifth is all that matters.
  var bestAlgorithm: Fast.Conv2dAlgorithm {
    if DepthwiseConvolution.supports(self) { return .depthwise }
    guard outputs > 0 && suits(Winograd4.self) else { return .implicitGEMM }
    // What suits the large tiles suits the small ones.
    let (large, small) = (winogradCost(Winograd4.self), winogradCost(Winograd2.self))
    if min(large, small) >= 0.9 * ImplicitGEMMPlan.of(self).cost { return .implicitGEMM }
    return large <= small ? .winograd : .winograd2x2
  }

  /// The products, the transforms of the weights, and those of the source and the result.
  private func winogradCost<Transform: WinogradTransform>(_: Transform.Type) -> Double {
    let places = Double(Transform.points * Transform.points)
    func tiles(_ axis: TapAxis) -> Int {
      (axis.outputs + Transform.outputs - 1) / Transform.outputs
    }
    let all = pictures * tiles(rows) * tiles(columns)
    let vectors = Double((all + Processor.vectorFloats - 1) / Processor.vectorFloats)
    let filters = Double(groups * sourceChannels * resultChannels)
    let channels = Double(groups * (sourceChannels + resultChannels))
    return places * vectors * (1.1 * filters + 12 * channels) + 0.6 * places * filters
  }

  /// Computes every output by one of the algorithms for such sums.
  ///
  /// - Parameters:
  ///   - bias: what is added to each channel of the result.
  ///   - finish: what becomes of every complete sum.
  func compute(
    by algorithm: Fast.Conv2dAlgorithm, _ source: UnsafePointer<Float>,
    weight: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
    into result: UnsafeMutablePointer<Float>, finish: OutputRows.Finish = .asItIs
  ) {
    switch algorithm {
    case .winograd:
      Winograd<Winograd4>(self)
        .compute(source, weight: weight, bias: bias, into: result, finish: finish)
    case .winograd2x2:
      Winograd<Winograd2>(self)
        .compute(source, weight: weight, bias: bias, into: result, finish: finish)
    case .depthwise:
      DepthwiseConvolution(self)
        .compute(source, weight: weight, bias: bias, into: result, finish: finish)
    case .im2col, .implicitGEMM, .direct:
      ImplicitGEMM(self)
        .compute(source, weight: weight, bias: bias, into: result, finish: finish)
    }
  }
}
