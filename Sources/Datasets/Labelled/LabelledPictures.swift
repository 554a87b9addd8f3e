import Tensors

/// Pictures of one size, and for each the class that it belongs to: what a classifier learns from.
///
///     let digits = DrawnDigits.make(count: 12_000, seed: 1)
///     let (training, validation) = digits.split(validation: 1.0 / 6, seed: 2)
///     training.classes[training.labels[0]]      // the name of what the first picture shows
///
/// Pixels are kept as bytes, a quarter of the room that Floats take; `Batches` makes numbers of them.
public struct LabelledPictures: Equatable, Sendable {
  /// The pixels from 0 to 255: `[N, C, H, W]`.
  public let pictures: Tensor<UInt8>
  /// The class of each picture: a place in `classes`.
  public let labels: [Int]
  /// The names of the classes.
  public let classes: [String]

  /// Pictures with their labels.
  ///
  /// - Parameters:
  ///   - pictures: `[N, C, H, W]`, with C 1 or 3.
  ///   - labels: N numbers from 0 to `classes.count` − 1.
  ///   - classes: the name of each class.
  /// - Throws: that the shape is another, that there aren't as many labels as pictures, or that a label
  ///   is beyond the classes.
  public init(
    pictures: Tensor<UInt8>, labels: [Int], classes: [String]
  ) throws(DatasetError) {
    let shape = pictures.shape
    guard shape.count == 4, shape[1] == 1 || shape[1] == 3, shape[2] >= 1, shape[3] >= 1 else {
      throw DatasetError(.shape(shape))
    }
    guard shape[0] == labels.count else {
      throw DatasetError(.counts(pictures: shape[0], labels: labels.count))
    }
    if let wrong = labels.firstIndex(where: { !classes.indices.contains($0) }) {
      throw DatasetError(.label(labels[wrong], picture: wrong, classes: classes.count))
    }
    self.init(checked: pictures, labels: labels, classes: classes)
  }

  /// The same for what is known to fit.
  init(checked pictures: Tensor<UInt8>, labels: [Int], classes: [String]) {
    self.pictures = pictures
    self.labels = labels
    self.classes = classes
  }

  /// How many pictures there are: N.
  public var count: Int { labels.count }

  /// How many channels each picture has: C.
  public var channels: Int { pictures.shape[1] }

  /// How many rows each picture has: H.
  public var height: Int { pictures.shape[2] }

  /// How many columns each picture has: W.
  public var width: Int { pictures.shape[3] }

  /// How many pictures there are of each class.
  public var classCounts: [Int] {
    labels.reduce(into: Array(repeating: 0, count: classes.count)) { $0[$1] += 1 }
  }

  // MARK: Some of them

  /// The pictures at these places, in this order; a place may come more than once.
  ///
  /// - Precondition: each is from 0 to `count` − 1.
  public func subset(_ indices: some Collection<Int>) -> LabelledPictures {
    let size = channels * height * width
    let (count, all) = (count, labels)
    let chosen = Tensor<UInt8>(shape: [indices.count, channels, height, width]) { bytes in
      guard var target = bytes.baseAddress else { return }
      pictures.withUnsafeScalars { source in
        for index in indices {
          require(
            index >= 0 && index < count, "there is no picture \(index) among \(count) pictures")
          target.update(from: source.baseAddress! + index * size, count: size)
          target += size
        }
      }
    }
    return LabelledPictures(checked: chosen, labels: indices.map { all[$0] }, classes: classes)
  }

  /// The first `count` pictures, or all if there are fewer.
  ///
  /// - Precondition: `count` is not negative.
  public func first(_ count: Int) -> LabelledPictures {
    require(count >= 0, "the first \(count) pictures can't be taken")
    return subset(0..<min(count, self.count))
  }

  /// The same pictures in another order, which follows from `seed`.
  public func shuffled(seed: UInt64) -> LabelledPictures {
    var random = SeededRandom(seed: seed)
    return subset(random.permutation(of: count))
  }
}
