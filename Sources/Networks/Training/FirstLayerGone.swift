import Kernels
import Tensors

extension Layer {
  /// The first layer, in the order of the parts, whose outputs for this input aren't all finite; nil if all are.
  func firstLayerGone(
    from input: Tensor<Float>, using kernels: any Kernels<Float>.Type
  ) -> String? {
    guard let sequence = self as? Sequential else { return nil }
    let pass = Pass(kernels, phase: .evaluation)
    var numbers = input
    for (name, layer) in sequence.parts {
      let before = numbers
      numbers = layer.forward(numbers, in: pass)
      guard !numbers.isFinite else { continue }
      let inside = layer.firstLayerGone(from: before, using: kernels)
      return inside.map { "\(name).\($0)" } ?? "\(name) (\(layer.kind))"
    }
    return nil
  }
}

extension Tensor<Float> {
  /// Whether no number is infinite or none at all.
  fileprivate var isFinite: Bool { withUnsafeScalars { $0.allSatisfy(\.isFinite) } }
}
