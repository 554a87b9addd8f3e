/// All places of a tensor in row order, or the first place of each block of it.
struct Places: RandomAccessCollection {
  /// The tensor's sizes.
  let sizes: [Int]
  /// How many blocks there are along each axis.
  let counts: [Int]
  /// How many numbers a block has along each axis; the last block may have fewer.
  private let blocks: [Int]
  let startIndex = 0
  let endIndex: Int

  /// - Parameters:
  ///   - sizes: the tensor's.
  ///   - blocks: the sizes of a block, each at least 1; nil for a block around every number.
  init(_ sizes: [Int], inBlocksOf blocks: [Int]? = nil) {
    let blocks = blocks ?? Array(repeating: 1, count: sizes.count)
    (self.sizes, self.blocks) = (sizes, blocks)
    counts = zip(sizes, blocks).map { ($0 + $1 - 1) / $1 }
    endIndex = counts.reduce(1, *)
  }

  subscript(number: Int) -> [Int] {
    var (rest, place) = (number, sizes)
    for axis in sizes.indices.reversed() {
      (rest, place[axis]) = rest.quotientAndRemainder(dividingBy: counts[axis])
      place[axis] *= blocks[axis]
    }
    return place
  }

  /// The number of the block that a place lies in; nil where the tensor has no such place.
  func number(of place: [Int]) -> Int? {
    guard place.count == sizes.count else { return nil }
    var number = 0
    for axis in sizes.indices {
      guard 0..<sizes[axis] ~= place[axis] else { return nil }
      number = number * counts[axis] + place[axis] / blocks[axis]
    }
    return number
  }
}
