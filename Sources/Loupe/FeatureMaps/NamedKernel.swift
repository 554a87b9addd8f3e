import Kernels
import Tensors

/// A kernel with a name: what a feature map is made with, and what its file is called.
public struct NamedKernel: Equatable, Sendable {
  /// What it is called: "sobel-across".
  public let name: String
  /// Its numbers: `[KH, KW]`.
  public let weight: Tensor<Float>
  /// What its feature map shows, as the rest of a sentence; empty where nobody said it.
  public let sees: String

  /// A kernel of these numbers.
  ///
  /// - Parameters:
  ///   - name: what it is called.
  ///   - weight: `[KH, KW]`.
  ///   - sees: what its feature map shows, as the rest of a sentence.
  /// - Precondition: the weight is `[KH, KW]` with at least one number, and all are finite.
  public init(_ name: String, _ weight: Tensor<Float>, sees: String = "") {
    require(
      weight.shape.count == 2 && weight.count > 0,
      "a named kernel is [KH, KW], not \(weight.shape)")
    require(
      weight.withUnsafeScalars { $0.allSatisfy(\.isFinite) },
      "the kernel \(name) has numbers that are not finite")
    self.name = name
    self.weight = weight
    self.sees = sees
  }

  /// A kernel of these rows, all equally long; the other parameters are those of the other initializer.
  public init(_ name: String, _ rows: [[Float]], sees: String = "") {
    self.init(name, Tensor(rows), sees: sees)
  }

  /// How many rows and columns it has.
  public var size: (height: Int, width: Int) { (weight.shape[0], weight.shape[1]) }

  /// Whether its numbers add up to 0, but for rounding: it then answers to changes alone, and an even
  /// grey gives 0.
  public var findsChanges: Bool {
    weight.withUnsafeScalars { numbers in
      let sum = numbers.reduce(0.0) { $0 + Double($1) }
      let magnitude = numbers.reduce(0.0) { $0 + Double($1.magnitude) }
      return sum.magnitude <= 1e-6 * magnitude
    }
  }
}

extension NamedKernel {
  /// The same kernels with a number behind the names that others have, or that are `taken`: files are
  /// called by them, and some systems take "A" and "a" for the same.
  static func toldApart(_ kernels: [NamedKernel], from taken: Set<String>) -> [NamedKernel] {
    var taken = taken
    return kernels.map { kernel in
      var (name, number) = (kernel.name, 1)
      while !taken.insert(name.lowercased()).inserted {
        number += 1
        name = "\(kernel.name)-\(number)"
      }
      return NamedKernel(name, kernel.weight, sees: kernel.sees)
    }
  }
}
