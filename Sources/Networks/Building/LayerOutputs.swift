public import Kernels
public import Tensors

extension Sequential {
  /// What each layer of the chain gives for an input, one after the other: what one draws to see what a network
  /// sees.
  ///
  /// - Parameters:
  ///   - input: one input or several, the batch's axis first.
  ///   - kernels: what computes.
  /// - Returns: the layers in order, each with its name, its kind and its output.
  public func outputs(
    of input: Tensor<Float>, using kernels: any Kernels<Float>.Type
  ) -> [(name: String, kind: String, output: Tensor<Float>)] {
    let pass = Pass(kernels, phase: .evaluation)
    var numbers = input
    return parts.map { part in
      numbers = part.layer.forward(numbers, in: pass)
      return (part.name, part.layer.kind, numbers)
    }
  }
}
