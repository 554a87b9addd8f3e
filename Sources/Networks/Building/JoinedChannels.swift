import Tensors

// In memory a picture's channels lie one after the other, so those of one branch are a single stretch of each
// picture: joining and splitting copy stretches.

extension Tensor<Float> {
  /// The channels of all of these, `[N, Cᵢ, …]`, one after the other: `[N, Σ Cᵢ, …]`.
  ///
  /// - Precondition: there is at least one, and but for the channels their shapes are equal.
  init(joiningChannelsOf branches: [Tensor<Float>]) {
    var shape = branches[0].shape
    for branch in branches.dropFirst() {
      let other = branch.shape
      require(
        shape.count >= 2 && other.count == shape.count && other[0] == shape[0]
          && other.dropFirst(2) == shape.dropFirst(2),
        "the channels of \(shape) and \(other) can't be joined: all else must be equal")
      shape[1] += other[1]
    }
    let stretch = shape.dropFirst().reduce(1, *)
    self.init(shape: shape) { joined in
      var first = 0
      for branch in branches {
        let size = branch.shape.dropFirst().reduce(1, *)
        branch.withUnsafeScalars { numbers in
          guard let from = numbers.baseAddress, let to = joined.baseAddress else { return }
          for n in 0..<shape[0] {
            (to + n * stretch + first).update(from: from + n * size, count: size)
          }
        }
        first += size
      }
    }
  }

  /// What `joiningChannelsOf` has joined: tensors with so many channels each.
  ///
  /// - Precondition: the numbers of channels add up to this one's.
  func split(channels: [Int]) -> [Tensor<Float>] {
    let shape = self.shape
    require(
      shape.count >= 2 && channels.reduce(0, +) == shape[1],
      "\(shape) can't be split into \(channels) channels")
    let places = shape.dropFirst(2).reduce(1, *)
    var first = 0
    return channels.map { count in
      let size = count * places
      defer { first += size }
      return Tensor(shape: [shape[0], count] + shape.dropFirst(2)) { part in
        withUnsafeScalars { numbers in
          guard let from = numbers.baseAddress, let to = part.baseAddress else { return }
          for n in 0..<shape[0] {
            (to + n * size).update(
              from: from + n * shape[1] * places + first, count: size)
          }
        }
      }
    }
  }
}
