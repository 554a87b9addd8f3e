import Kernels
public import RealModule
public import Tensors
public import Walkthroughs

/// An operation that can be followed step by step.
public protocol WalkableOperation: KernelOperation {
  /// The ways to its result that can be followed; the first one unless another is asked for.
  static var ways: [String] { get }

  /// By what its gradient can be followed.
  static var walkableGradients: [String] { get }

  /// The tensors and parameters to follow where none are given: small whole numbers.
  ///
  /// - Parameter way: one of `ways`, for which the tensors must fit; nil for the first.
  static func example(way: String?) -> WalkExample

  /// The way to its result.
  ///
  /// - Parameters:
  ///   - a: tensors and parameters that fit each other.
  ///   - way: one of `ways`.
  /// - Throws: `OperationError` if this way isn't shown of such arguments.
  static func walkthrough(_ a: Arguments<Float>, way: String) throws -> Walkthrough

  /// The way to one of its gradients.
  ///
  /// - Parameters:
  ///   - tensor: by what the gradient is, one of `walkableGradients`.
  ///   - gradOutput: the gradient of the output, in the output's shape.
  ///   - a: tensors and parameters that fit each other.
  static func walkthrough(
    by tensor: String, gradOutput: Tensor<Float>, _ a: Arguments<Float>
  ) throws -> Walkthrough
}

/// What an operation is shown on.
public struct WalkExample: Sendable {
  /// The tensors by their names.
  public let tensors: [String: Tensor<Float>]
  /// The parameters by their names, in words.
  public let parameters: [String: String]

  init(_ tensors: [String: Tensor<Float>], _ parameters: [String: String] = [:]) {
    (self.tensors, self.parameters) = (tensors, parameters)
  }
}

extension WalkableOperation {
  public static var ways: [String] { ["sums"] }
  public static var walkableGradients: [String] { [] }

  public static func walkthrough(
    by tensor: String, gradOutput: Tensor<Float>, _ a: Arguments<Float>
  ) throws -> Walkthrough {
    throw OperationError(.call, "there is no walkthrough of \(name)'s gradients")
  }

  /// The steps to the result, or to one of the gradients.
  ///
  /// - Parameters:
  ///   - arguments: the tensors and parameters.
  ///   - way: one of `ways`; nil for the first.
  /// - Throws: `ShapeError` or `OperationError` if something doesn't fit.
  public static func steps(_ arguments: Arguments<Float>, way: String?) throws -> Walkthrough {
    let way = way ?? ways[0]
    guard ways.contains(way) else {
      throw OperationError(
        .call, "\(name) has no way '\(way)'; it has \(ways.joined(separator: ", "))")
    }
    _ = try checkedShape(arguments)
    return try walkthrough(arguments, way: way)
  }

  /// The steps to a gradient.
  ///
  /// - Parameters:
  ///   - tensor: by what the gradient is, one of `walkableGradients`.
  ///   - gradOutput: the gradient of the output; nil for 0, 1, 2 and so on.
  ///   - arguments: the tensors and parameters.
  /// - Throws: `ShapeError` or `OperationError` if something doesn't fit.
  public static func gradientSteps(
    by tensor: String, gradOutput: Tensor<Float>?, _ arguments: Arguments<Float>
  ) throws -> Walkthrough {
    guard walkableGradients.contains(tensor) else {
      throw OperationError(
        .call,
        walkableGradients.isEmpty
          ? "there is no walkthrough of \(name)'s gradients"
          : "there is no walkthrough of \(name)'s gradient by \(tensor); there is one by "
            + walkableGradients.joined(separator: ", "))
    }
    let shape = try checkedShape(arguments)
    let count = shape.reduce(1, *)
    guard let gradOutput else {
      return try walkthrough(
        by: tensor, gradOutput: Tensor(shape: shape, (0..<count).map(Float.init)), arguments)
    }
    let added = shape.count - gradOutput.rank
    guard added >= 0, gradOutput.count == count,
      shape.suffix(gradOutput.rank).elementsEqual(gradOutput.shape)
    else {
      throw OperationError(
        .tensor,
        "the gradient of the output must have the output's shape, \(shape), not \(gradOutput.shape)"
      )
    }
    return try walkthrough(by: tensor, gradOutput: gradOutput.reshaped(shape), arguments)
  }
}

extension Tensor<Float> {
  /// 0, 1, 2 and so on.
  static func counting(_ shape: Int...) -> Tensor {
    Tensor(shape: shape, (0..<shape.reduce(1, *)).map(Float.init))
  }
}
