import Tensors

/// How a kernel is slid over a picture.
public struct ConvolutionOptions: Equatable, Sendable {
  /// How far the kernel moves from one output to the next.
  public var stride: Size2D

  /// How many zeros surround the picture.
  public var padding: Padding

  /// How far apart the kernel's own numbers lie on the picture; 1 is side by side.
  public var dilation: Size2D

  /// Into how many independent groups the channels are split; 1 is not at all.
  public var groups: Int

  public init(
    stride: Size2D = 1, padding: Padding = 0, dilation: Size2D = 1, groups: Int = 1
  ) {
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
  }
}

/// A number for the rows and one for the columns, height before width.
///
/// One literal sets both, `stride: 2`; a pair sets each, `stride: [2, 1]`.
public struct Size2D: Equatable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  public var height: Int
  public var width: Int

  public init(height: Int, width: Int) {
    self.height = height
    self.width = width
  }

  public init(integerLiteral value: Int) {
    self.init(height: value, width: value)
  }

  /// - Precondition: two elements, height and width.
  public init(arrayLiteral elements: Int...) {
    require(
      elements.count == 2,
      "\(elements) should be [height, width], two numbers, but has \(elements.count)")
    self.init(height: elements[0], width: elements[1])
  }
}

/// How many rows and columns of zeros surround a picture.
///
/// `padding: 1` puts one on every side, `padding: [2, 0]` two rows above and below, and
/// `padding: [1, 0, 2, 1]` one row above, none to the left, two rows below, one column to the
/// right (all begins, then all ends, as ONNX orders them).
public struct Padding: Equatable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  public var top: Int
  public var left: Int
  public var bottom: Int
  public var right: Int

  public init(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) {
    self.top = top
    self.left = left
    self.bottom = bottom
    self.right = right
  }

  public init(integerLiteral value: Int) {
    self.init(top: value, left: value, bottom: value, right: value)
  }

  /// - Precondition: two elements, height and width, or four: top, left, bottom, right.
  public init(arrayLiteral elements: Int...) {
    require(
      elements.count == 2 || elements.count == 4,
      "\(elements) should be [height, width] or [top, left, bottom, right], "
        + "but has \(elements.count) numbers")
    let ends = elements.count == 2 ? elements[...] : elements[2...]
    self.init(
      top: elements[0], left: elements[1], bottom: ends[ends.startIndex],
      right: ends[ends.startIndex + 1])
  }
}
