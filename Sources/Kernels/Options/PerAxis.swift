import Tensors

/// A whole number for each axis along which a window slides: a stride, a dilation, a size.
///
/// One number holds for every axis, `stride: 2`; a list gives each its own, `stride: [2, 1]`, in
/// the order of the axes: depth before height before width.
public struct PerAxis: Equatable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  /// The numbers as they were given: one, or one for each axis.
  public let values: [Int]

  /// One number for every axis, or one for each.
  public init(_ values: [Int]) { self.values = values }

  public init(integerLiteral value: Int) { self.init([value]) }

  public init(arrayLiteral elements: Int...) { self.init(elements) }

  /// The number for the axis `axis` of `count`.
  ///
  /// - Parameters:
  ///   - name: what an error calls the numbers: "stride".
  ///   - axis: which of the axes along which the window slides, from 0.
  ///   - count: how many of those there are: 2 for pictures.
  /// - Throws: `ShapeError` if there are neither one nor `count` numbers.
  public func value(_ name: String, axis: Int, of count: Int) throws(ShapeError) -> Int {
    guard values.count == 1 || values.count == count else {
      throw ShapeError(
        "the \(name) must be one number, or \(count), one for each axis, not \(values)")
    }
    return values.count == 1 ? values[0] : values[axis]
  }
}
