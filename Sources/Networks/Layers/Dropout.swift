import Kernels
public import Tensors

/// In training each number is left out with a probability, and the others are made larger; in evaluation all
/// stay as they are.
public final class Dropout: Layer {
  /// With which a number is left out.
  public let probability: Float
  private var mask: Tensor<Float>?

  /// Dropout.
  ///
  /// - Parameter probability: with which a number is left out, from 0 to 1.
  public init(_ probability: Float = 0.5) { self.probability = probability }

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    guard pass.isTraining else { return input }
    let mask = Tensor<Float>(shape: input.shape) { numbers in
      for place in numbers.indices {
        numbers[place] = pass.random.uniform(in: 0...1) < probability ? 0 : 1
      }
    }
    self.mask = mask
    return pass.kernels.dropout(input, mask: mask, probability: probability)
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.dropoutBackward(
      gradOutput, mask: kept(mask, by: self), probability: probability)
  }

  public func outputShape(of input: [Int]) -> [Int] { input }
}
