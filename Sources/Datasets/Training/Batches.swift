import Tensors

/// A few pictures and their labels: what a network learns from in one step.
public struct Batch: Equatable, Sendable {
  /// The pictures as numbers: `[N, C, H, W]`.
  public let pictures: Tensor<Float>
  /// Their classes: `[N]`.
  public let labels: Tensor<Int>

  /// These pictures.
  ///
  /// - Precondition: there is a label for each.
  public init(pictures: Tensor<Float>, labels: Tensor<Int>) {
    require(
      pictures.rank >= 1 && labels.shape == [pictures.shape[0]],
      "pictures of the shape \(pictures.shape) need a label each, and the labels' shape is \(labels.shape)"
    )
    (self.pictures, self.labels) = (pictures, labels)
  }

  /// How many pictures there are: N.
  public var count: Int { labels.count }
}

/// The pictures of a data set in batches, as numbers, in another order for each epoch.
///
///     let batches = Batches(
///       training, size: 64, order: .shuffled(seed: 1), normalization: training.normalization,
///       augmentation: Augmentation([.shift(2)]))
///     for epoch in 0..<5 {
///       for batch in batches.epoch(epoch) { … }
///     }
///
/// While a batch is used, another thread makes the next one. What is in a batch follows from the seed, the
/// epoch and its number, and from nothing else.
public struct Batches: Sendable {
  /// In which order the pictures come.
  public enum Order: Equatable, Sendable {
    /// In that of the data set, in every epoch.
    case asTheyAre
    /// In one that follows from the seed and the number of the epoch.
    case shuffled(seed: UInt64)
  }

  /// What becomes of the pictures that are left when there are too few for another batch.
  public enum Remainder: Sendable {
    /// They are a batch that is smaller.
    case kept
    /// They are left out, so that all batches are of one size.
    case dropped
  }

  /// The pictures.
  public let data: LabelledPictures
  /// How many pictures a batch has.
  public let size: Int
  /// In which order they come.
  public let order: Order
  /// What becomes of those that are left.
  public let remainder: Remainder
  /// How bytes become numbers.
  public let normalization: Normalization
  /// What is done to the numbers then.
  public let augmentation: Augmentation
  private let tables: [[Float]]

  /// Batches of a data set.
  ///
  /// - Parameters:
  ///   - data: the pictures.
  ///   - size: how many pictures a batch has.
  ///   - order: in which order they come.
  ///   - remainder: what becomes of those that are left at the end.
  ///   - normalization: how bytes become numbers; x / 255 unless given.
  ///   - augmentation: what is done to the numbers then, with draws that follow from the order's seed, the
  ///     epoch and the picture. What comes in from outside is black, normalized.
  /// - Precondition: `size` is at least 1, and the normalization has as many channels as the pictures.
  public init(
    _ data: LabelledPictures, size: Int, order: Order, remainder: Remainder = .kept,
    normalization: Normalization? = nil, augmentation: Augmentation = Augmentation([])
  ) {
    let normalization = normalization ?? .zeroToOne(channels: data.channels)
    require(size >= 1, "a batch has at least 1 picture, not \(size)")
    require(
      normalization.means.count == data.channels,
      "a normalization of \(normalization.means.count) channels doesn't fit pictures of "
        + "\(data.channels)")
    self.data = data
    self.size = size
    self.order = order
    self.remainder = remainder
    self.normalization = normalization
    self.augmentation = augmentation
    tables = normalization.tables
  }

  /// How many batches an epoch has.
  public var count: Int {
    switch remainder {
    case .kept: (data.count + size - 1) / size
    case .dropped: data.count / size
    }
  }

  /// All batches once.
  ///
  /// - Parameter number: which epoch it is; each has its own order and its own draws.
  public func epoch(_ number: Int = 0) -> Epoch { Epoch(batches: self, number: number) }

  /// One time through all batches of a data set.
  public struct Epoch: Sequence, Sendable {
    let batches: Batches
    let number: Int

    /// How many batches there are.
    public var count: Int { batches.count }

    public var underestimatedCount: Int { count }

    public func makeIterator() -> PrefetchedBatches { PrefetchedBatches(self) }

    /// The places of the pictures, in the order of this epoch.
    var indices: [Int] {
      switch batches.order {
      case .asTheyAre: return Array(0..<batches.data.count)
      case .shuffled(let seed):
        var random = SeededRandom(seed: seed, stream: number)
        return random.permutation(of: batches.data.count)
      }
    }

    /// The seed of all draws of this epoch.
    var seed: UInt64 {
      var random: SeededRandom
      switch batches.order {
      case .asTheyAre: random = SeededRandom(seed: 0, stream: number)
      case .shuffled(let seed): random = SeededRandom(seed: ~seed, stream: number)
      }
      return random.next()
    }
  }

  // MARK: Making one

  /// The batch of the pictures at these places.
  func batch(_ indices: ArraySlice<Int>, seed: UInt64) -> Batch {
    let (channels, height, width) = (data.channels, data.height, data.width)
    let (plane, size) = (height * width, channels * height * width)
    let pictures = Tensor<Float>(shape: [indices.count, channels, height, width]) { numbers in
      data.pictures.withUnsafeScalars { bytes in
        guard var target = numbers.baseAddress, let start = bytes.baseAddress else { return }
        for index in indices {
          for (channel, table) in tables.enumerated() {
            Self.convert(
              start + index * size + channel * plane, to: target, count: plane, table)
            target += plane
          }
        }
        augment(numbers, indices, seed)
      }
    }
    let labels = data.labels
    return Batch(
      pictures: pictures, labels: Tensor(shape: [indices.count], indices.map { labels[$0] }))
  }

  /// A pixel has one of 256 values, so what each becomes is computed once and then looked up: that is exact,
  /// and no slower than to compute it in vectors.
  private static func convert(
    _ bytes: UnsafePointer<UInt8>, to numbers: UnsafeMutablePointer<Float>, count: Int,
    _ table: [Float]
  ) {
    table.withUnsafeBufferPointer { table in
      for place in 0..<count { numbers[place] = table[Int(bytes[place])] }
    }
  }

  private func augment(
    _ numbers: UnsafeMutableBufferPointer<Float>, _ indices: ArraySlice<Int>, _ seed: UInt64
  ) {
    guard !augmentation.steps.isEmpty, let start = numbers.baseAddress else { return }
    var changer = PictureChanger(
      height: data.height, width: data.width, backgrounds: tables.map { $0[0] })
    let size = data.channels * data.height * data.width
    for (place, index) in indices.enumerated() {
      var random = SeededRandom(seed: seed, stream: index)
      changer.change(start + place * size, augmentation.steps, &random)
    }
  }
}
