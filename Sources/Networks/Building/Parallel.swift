public import Kernels
public import Tensors

/// Branches side by side: each gets x, and what they give is joined along the channels.
///
///     y  = [a(x), b(x), …]                  the channels of a, then those of b
///     dx = a.backward(dyₐ) + b.backward(dy_b) + …
///
/// With `Identity` for a branch it is a skip connection, which carries what was there past what becomes of it.
public final class Parallel: Layer {
  public let parts: [(name: String, layer: any Layer)]
  private var channels: [Int]?

  /// Branches with their names, which are those of their parameters in a checkpoint.
  ///
  /// - Precondition: there is at least one.
  public init(_ branches: KeyValuePairs<String, any Layer>) {
    require(!branches.isEmpty, "Parallel needs at least one branch")
    parts = branches.map { ($0.key, $0.value) }
  }

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    let outputs = parts.map { $0.layer.forward(input, in: pass) }
    channels = pass.isTraining ? outputs.map { $0.shape[1] } : nil
    return Tensor(joiningChannelsOf: outputs)
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    let gradients = zip(parts, gradOutput.split(channels: kept(channels, by: self))).map {
      $0.layer.backward($1, in: pass)
    }
    return gradients.dropFirst().reduce(gradients[0], +)
  }

  public func backwardToParameters(_ gradOutput: Tensor<Float>, in pass: Pass) {
    for (part, gradient) in zip(parts, gradOutput.split(channels: kept(channels, by: self))) {
      part.layer.backwardToParameters(gradient, in: pass)
    }
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    var joined: [Int] = []
    for (name, layer) in parts {
      let shape: [Int]
      do throws(ShapeError) {
        shape = try layer.outputShape(of: input)
      } catch {
        throw ShapeError("in \(name): \(error.description)")
      }
      guard shape.count >= 2 else {
        throw ShapeError("\(name) gives \(shape), which has no channels to join")
      }
      if joined.isEmpty {
        joined = shape
      } else if shape[0] == joined[0], shape.dropFirst(2) == joined.dropFirst(2) {
        joined[1] += shape[1]
      } else {
        throw ShapeError(
          "branches are joined along the channels, and all else must be equal; \(name) gives \(shape), "
            + "and those before it \(joined)")
      }
    }
    return joined
  }

  public func multiplyAdds(of input: [Int]) throws(ShapeError) -> Int {
    var sum = 0
    for (_, layer) in parts { sum += try layer.multiplyAdds(of: input) }
    return sum
  }

  public var paths: [[(name: String, layer: any Layer)]] { parts.map { [$0] } }
}
