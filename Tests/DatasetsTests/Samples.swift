import Tensors

@testable import Datasets

/// Small data sets whose numbers say where they come from.
enum Samples {
  /// Pictures of an odd size; the first byte of each is its number, and no other has it.
  static func numbered(
    _ count: Int, channels: Int = 1, height: Int = 3, width: Int = 5, classes: Int = 4
  ) -> LabelledPictures {
    let size = channels * height * width
    return LabelledPictures(
      checked: Tensor(
        shape: [count, channels, height, width],
        (0..<count * size).map { UInt8(truncatingIfNeeded: $0 / size + 7 * ($0 % size)) }),
      labels: (0..<count).map { $0 * $0 % classes }, classes: (0..<classes).map { "class \($0)" })
  }

  /// The numbers of such pictures, in the order in which they stand.
  static func numbers(_ data: LabelledPictures) -> [Int] {
    (0..<data.count).map { Int(data.pictures[$0, 0, 0, 0]) }
  }

  /// A number that stands for all bytes and their order (Fowler, Noll and Vo's hash).
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
