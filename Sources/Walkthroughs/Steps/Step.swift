import Tensors

/// One step of a walkthrough: one number, and what went into it or came of it.
public struct Step: Sendable {
  /// What it is about: "Y[0,1] = 25".
  public let title: String
  /// The place of the number that it is about, with an index for every axis.
  public let place: [Int]
  /// The products, in the order in which they are added; none where nothing is added.
  public let terms: [Term]
  /// What there is to see of it.
  public let page: Page

  /// The sum where it starts, and after each term that isn't left out.
  public var partialSums: [Float] {
    terms.filter { !$0.isLeftOut }.map(\.after)
  }
}

/// One product, and the sum that it is added to.
public struct Term: Sendable, Equatable {
  /// The numbers that are multiplied.
  public let factors: [Factor]
  /// Their product.
  public let product: Float
  /// The place of the result to which the product is added; nil where there is none, beyond its rim.
  public let destination: [Int]?
  /// The result's number there before.
  public let before: Float
  /// The result's number there afterwards.
  public let after: Float

  /// Whether nothing is added: one of the factors is a zero of the padding, or the product goes nowhere.
  public var isLeftOut: Bool { destination == nil || meetsZeroPadding }

  /// Whether one of the factors is a zero of the padding.
  var meetsZeroPadding: Bool { factors.contains { $0.padding == .zero } }
}

/// A number with its place in a tensor: K[0,1].
public struct Factor: Sendable, Equatable {
  /// As in code: `K[0,1]`.
  public let label: String
  /// Its place in the tensor, an index for every axis; on the padding outside of it.
  public let place: [Int]
  /// The number itself.
  public let value: Float
  /// What kind of padding it lies on, if any.
  public let padding: PaddedNumber?
}

/// What a place on the padding holds.
public enum PaddedNumber: Sendable, Equatable {
  /// A zero.
  case zero
  /// A number of the input again.
  case repeated
}
