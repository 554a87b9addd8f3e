public import Kernels
public import Tensors

/// The mean of each channel of a picture, `[N, C, H, W]` to `[N, C, 1, 1]`.
public final class GlobalAvgPool2d: Layer {
  private var inputShape: [Int]?

  /// The mean of each channel.
  public init() {}

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    inputShape = pass.isTraining ? input.shape : nil
    return pass.kernels.globalAvgPool2d(input)
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.globalAvgPool2dBackward(gradOutput, inputShape: kept(inputShape, by: self))
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    guard input.count == 4 else {
      throw ShapeError("globalAvgPool2d needs pictures [N, C, H, W], and the input is \(input)")
    }
    return [input[0], input[1], 1, 1]
  }

  public func window(on input: [Int]) -> Window { .everything }
}

/// The largest number of each channel: of pictures, `[N, C, H, W]` to `[N, C, 1, 1]`, or of rows, `[N, C, L]` to
/// `[N, C, 1]`, whatever their length.
public final class GlobalMaxPool: Layer {
  private var input: Tensor<Float>?

  /// The largest number of each channel.
  public init() {}

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    self.input = pass.isTraining ? input : nil
    let output = pass.kernels.globalMaxPool2d(input.reshaped(picture(input.shape)))
    return output.reshaped(input.shape.prefix(2) + input.shape.dropFirst(2).map { _ in 1 })
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    let input = kept(self.input, by: self)
    let shape = picture(input.shape)
    return pass.kernels.globalMaxPool2dBackward(
      gradOutput.reshaped([shape[0], shape[1], 1, 1]), input: input.reshaped(shape)
    ).reshaped(input.shape)
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    guard input.count == 3 || input.count == 4, input.dropFirst(2).allSatisfy({ $0 > 0 }) else {
      throw ShapeError(
        "globalMaxPool needs pictures [N, C, H, W] or rows [N, C, L], and the input is \(input)")
    }
    return input.prefix(2) + input.dropFirst(2).map { _ in 1 }
  }

  public func window(on input: [Int]) -> Window { .everything }

  /// A row as a picture of one row.
  private func picture(_ shape: [Int]) -> [Int] {
    shape.count == 3 ? [shape[0], shape[1], 1, shape[2]] : shape
  }
}
