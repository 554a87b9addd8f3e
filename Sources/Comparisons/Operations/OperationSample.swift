import Kernels
import Tensors

/// One operation of the contract at a size that shows its speed: as much as doesn't fit into a cache.
public struct OperationSample: Sendable {
  /// Its name in the contract.
  public let name: String
  /// Its calls on tensors of so many pictures, or of as many numbers as these have.
  let calls: @Sendable (_ pictures: Int) -> [Call]

  /// One call, forward or backward, on tensors that are at hand.
  struct Call {
    let pass: Pass
    /// The bytes of what it reads. Nil for what only gives numbers another shape: nothing is moved.
    let bytesRead: Int?
    /// Multiply-adds; 0 for what only goes over its numbers.
    let multiplyAdds: Int
    let run: (any Kernels<Float>.Type) -> Produced

    /// What it has to do, if it gives this.
    func work(yielding produced: Produced) -> Work {
      Work(multiplyAdds: multiplyAdds, bytes: bytesRead.map { $0 + produced.bytes } ?? 0)
    }
  }

  /// In which direction.
  public enum Pass: String, Sendable {
    /// The operation itself.
    case forward
    /// Its gradients.
    case backward
  }

  /// What a call gives.
  enum Produced {
    case real([Tensor<Float>])
    case int8(Tensor<Int8>)
    case int32(Tensor<Int32>)

    var count: Int {
      switch self {
      case .real(let tensors): tensors.reduce(0) { $0 + $1.count }
      case .int8(let tensor): tensor.count
      case .int32(let tensor): tensor.count
      }
    }

    var bytes: Int {
      switch self {
      case .real, .int32: 4 * count
      case .int8: count
      }
    }
  }

  init(_ name: String, _ calls: @escaping @Sendable (_ pictures: Int) -> [Call]) {
    self.name = name
    self.calls = calls
  }

  /// All operations but `conv2d`, which has rows of its own, in the order of the contract.
  public static let all =
    convolutions + poolings + linearOperations + activations + normalizations + losses
    + quantizations + optimizers
}

extension OperationSample.Call {
  /// The operation itself.
  static func forward(
    reading inputs: Tensor<Float>..., multiplyAdds: Int = 0,
    _ run: @escaping (any Kernels<Float>.Type) -> [Tensor<Float>]
  ) -> Self {
    Self(pass: .forward, bytesRead: bytes(inputs), multiplyAdds: multiplyAdds) { .real(run($0)) }
  }

  /// Its gradients.
  static func backward(
    reading inputs: Tensor<Float>..., multiplyAdds: Int = 0,
    _ run: @escaping (any Kernels<Float>.Type) -> [Tensor<Float>]
  ) -> Self {
    Self(pass: .backward, bytesRead: bytes(inputs), multiplyAdds: multiplyAdds) { .real(run($0)) }
  }

  private static func bytes(_ tensors: [Tensor<Float>]) -> Int {
    tensors.reduce(0) { $0 + 4 * $1.count }
  }
}

extension OperationSample {
  /// Pictures of 64 channels in the middle of a network.
  static func maps(_ pictures: Int, seed: UInt64 = 1) -> Tensor<Float> {
    .random([pictures, 64, 56, 56], seed: seed)
  }

  /// Numbers from 0 to 1 in the same shape.
  static func shares(_ pictures: Int, seed: UInt64 = 1) -> Tensor<Float> {
    .random([pictures, 64, 56, 56], in: 0.01...0.99, seed: seed)
  }
}
