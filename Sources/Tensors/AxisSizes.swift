/// One number for each axis of a tensor, kept in place.
///
/// A tensor's sizes and strides are needed for every number that is read. In an array they would
/// lie somewhere else in memory, to be fetched each time; here they are part of the tensor, and a
/// loop keeps them in registers.
@usableFromInline
struct AxisSizes: Equatable, Sendable {
  /// The most axes that a tensor may have.
  @usableFromInline static var most: Int { 6 }

  @usableFromInline let count: Int
  @usableFromInline private(set) var a0 = 1
  @usableFromInline private(set) var a1 = 1
  @usableFromInline private(set) var a2 = 1
  @usableFromInline private(set) var a3 = 1
  @usableFromInline private(set) var a4 = 1
  @usableFromInline private(set) var a5 = 1

  @usableFromInline
  init(_ numbers: [Int]) {
    require(
      numbers.count <= Self.most,
      "a tensor has at most \(Self.most) axes, but the shape \(numbers) has \(numbers.count)")
    count = numbers.count
    for (axis, number) in numbers.enumerated() {
      switch axis {
      case 0: a0 = number
      case 1: a1 = number
      case 2: a2 = number
      case 3: a3 = number
      case 4: a4 = number
      default: a5 = number
      }
    }
  }

  /// The numbers as an array.
  @usableFromInline
  var array: [Int] { Array([a0, a1, a2, a3, a4, a5].prefix(count)) }
}
