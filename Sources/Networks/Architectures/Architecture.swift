/// A network that has a name: what it takes in, what it tells apart, and how it is made.
///
///     let network = try Architecture(named: "lenet5").make()
///
/// The parameters are called as in PyTorch, and those of networks that torchvision has as there: a checkpoint of
/// one fits the other.
public struct Architecture: Sendable {
  /// What it is called: "resnet18".
  public let name: String
  /// What it is, in a line.
  public let about: String
  /// The shape of one input, without the batch's axis: `[3, 224, 224]`.
  public let inputShape: [Int]
  /// How many classes it tells apart, unless told otherwise.
  public let classes: Int
  private let build: @Sendable (_ classes: Int) -> Sequential

  /// A network of one's own.
  ///
  /// - Parameters:
  ///   - name: what it is called.
  ///   - about: what it is, in a line.
  ///   - inputShape: the shape of one input, without the batch's axis.
  ///   - classes: how many classes it tells apart, unless told otherwise.
  ///   - build: makes its layers, for so many classes.
  public init(
    _ name: String, _ about: String, input inputShape: [Int], classes: Int,
    build: @escaping @Sendable (_ classes: Int) -> Sequential
  ) {
    (self.name, self.about, self.inputShape, self.classes) = (name, about, inputShape, classes)
    self.build = build
  }

  /// The network, its numbers drawn from the seed 0.
  ///
  /// - Parameter classes: how many classes it tells apart; its own number if nil.
  public func make(classes: Int? = nil) -> Sequential {
    let network = build(classes ?? self.classes)
    network.initialize(seed: 0)
    return network
  }

  /// All of them, small ones first.
  public static let all: [Architecture] = [
    .lenet5, .mnistCNN, .cifarCNN, .threeBlock, .convnet16, .twoClass, .textCNN, .unet, .alexnet,
    .googlenet, .resnet18, .resnet34, .resnet50, .vgg16,
  ]

  /// The network of this name.
  ///
  /// - Throws: `UnknownArchitecture` if there is none.
  public init(named name: String) throws(UnknownArchitecture) {
    guard let found = Self.all.first(where: { $0.name == name }) else {
      throw UnknownArchitecture(name: name)
    }
    self = found
  }
}

/// There is no network of this name.
public struct UnknownArchitecture: Error, Equatable, CustomStringConvertible {
  /// What was asked for.
  public let name: String

  /// The names that there are, for a proposal.
  public var known: [String] { Architecture.all.map(\.name) }

  public var description: String {
    "there is no network '\(name)'; there are \(known.joined(separator: ", "))"
  }
}
