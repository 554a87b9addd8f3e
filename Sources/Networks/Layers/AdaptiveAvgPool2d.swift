public import Kernels
public import Tensors

/// The means of as many windows as are asked for, whatever the picture's size: `[N, C, H, W]` to
/// `[N, C, OH, OW]`. A network that ends so takes pictures of other sizes than those it was made for.
public final class AdaptiveAvgPool2d: Layer {
  /// OH and OW.
  public let outputSize: PerAxis
  private var inputShape: [Int]?

  /// The means of so many windows.
  ///
  /// - Parameter outputSize: OH and OW: `6`, or `[6, 4]`.
  public init(_ outputSize: PerAxis) { self.outputSize = outputSize }

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    inputShape = pass.isTraining ? input.shape : nil
    return pass.kernels.adaptiveAvgPool2d(input, outputSize: outputSize)
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.adaptiveAvgPool2dBackward(
      gradOutput, inputShape: kept(inputShape, by: self), outputSize: outputSize)
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    try AdaptivePool2dGeometry(input: input, outputSize: outputSize).outputShape
  }

  /// The largest of the windows. Where the sizes don't divide they are not all alike, and neither are their
  /// steps: the largest step is taken.
  public func window(on input: [Int]) -> Window {
    guard let geometry = try? AdaptivePool2dGeometry(input: input, outputSize: outputSize) else {
      return .everything
    }
    let axes = [geometry.rows, geometry.columns]
    if axes.allSatisfy({ $0.output == 1 }) { return .everything }
    let sizes = axes.map { axis in
      (0..<axis.output).map { axis.places(output: $0).count }.max() ?? 1
    }
    let steps = axes.map { max(1, ($0.input + $0.output - 1) / $0.output) }
    return .sliding(PoolingOptions(kernelSize: PerAxis(sizes), stride: PerAxis(steps)))
  }
}
