import Tensors

/// How many places of padding surround the input, on each side of each axis; or a rule that says it.
///
/// `padding: 1` puts one on every side and `padding: [2, 0]` two rows above and below. Twice as many
/// numbers as axes are all begins, then all ends, as ONNX orders them: `padding: [1, 0, 2, 1]` is
/// one row above, none to the left, two rows below, one column to the right.
public struct Padding: Equatable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  enum Rule: Equatable, Sendable {
    case sides([Int])
    case same(extraAtEnd: Bool)
    case full
  }

  let rule: Rule

  /// As many outputs as inputs; with a stride s, input / s rounded up. Where the padding is odd,
  /// the extra place comes at the end.
  ///
  /// PyTorch calls it `'same'` (and has it for stride 1 only), ONNX `SAME_UPPER`.
  public static var same: Padding { Padding(rule: .same(extraAtEnd: true)) }

  /// The same with the extra place at the beginning, ONNX's `SAME_LOWER`.
  public static var sameLower: Padding { Padding(rule: .same(extraAtEnd: false)) }

  /// None: only windows that lie wholly on the input.
  public static var valid: Padding { 0 }

  /// As much as still lets every window touch the input: the kernel's reach less one on each side.
  public static var full: Padding { Padding(rule: .full) }

  /// Whether the padding is given in numbers and not as a rule.
  public var isNumbers: Bool {
    if case .sides = rule { true } else { false }
  }

  private init(rule: Rule) { self.rule = rule }

  /// One number for every side; one for each axis; or all begins, then all ends.
  public init(_ sides: [Int]) { self.init(rule: .sides(sides)) }

  /// Rows above and below, columns to the left and right.
  public init(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) {
    self.init([top, left, bottom, right])
  }

  public init(integerLiteral value: Int) { self.init([value]) }

  public init(arrayLiteral elements: Int...) { self.init(elements) }

  /// How many places come before the input and after it, along the axis `axis` of `count`.
  ///
  /// A rule needs the window's measures; numbers are given as they are, whatever these are.
  ///
  /// - Parameters:
  ///   - axis: which of the axes along which the window slides, from 0.
  ///   - count: how many of those there are: 2 for pictures.
  ///   - input: the input's size along the axis.
  ///   - kernel: the window's size along the axis.
  ///   - stride: how far the window moves from one output to the next.
  ///   - dilation: how far apart the window's places lie on the input.
  /// - Returns: the places before the input (above it, to its left) and after it. For measures that
  ///   are out of their range a rule gives what means nothing: `WindowAxis` refuses those.
  /// - Throws: `ShapeError` if there are neither one, `count` nor 2·`count` numbers.
  public func sides(
    axis: Int, of count: Int, input: Int, kernel: Int, stride: Int, dilation: Int
  ) throws(ShapeError) -> (before: Int, after: Int) {
    // A rule for numbers that are out of their range gives none; who asks checks them next.
    let isInRange =
      min(kernel, stride, dilation) >= 1 && max(kernel, stride, dilation, input) < 1 << 30
    let reach = isInRange ? dilation * (kernel - 1) + 1 : 1
    switch rule {
    case .sides(let numbers):
      if numbers.count == 1 { return (numbers[0], numbers[0]) }
      if numbers.count == count { return (numbers[axis], numbers[axis]) }
      if numbers.count == 2 * count { return (numbers[axis], numbers[count + axis]) }
      throw ShapeError(
        "the padding must be one number, \(count) (one for each axis) or \(2 * count) (all begins, "
          + "then all ends), not \(numbers)")
    case .same(let extraAtEnd):
      guard isInRange else { return (0, 0) }
      let output = (input + stride - 1) / stride
      let total = max(0, (output - 1) * stride + reach - input)
      return extraAtEnd ? (total / 2, total - total / 2) : (total - total / 2, total / 2)
    case .full:
      return (reach - 1, reach - 1)
    }
  }
}
