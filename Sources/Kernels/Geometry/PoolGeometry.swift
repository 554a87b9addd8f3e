import Tensors

/// The sizes of one pooling in one or two dimensions, checked, and what meets what in it.
public protocol PoolGeometry: Equatable, Sendable {
  /// The letters of the axes along which the window slides, and their names in words.
  static var axes: [(letter: String, name: String)] { get }

  /// N, how many pictures.
  var pictures: Int { get }
  /// C, how many channels; each is pooled on its own.
  var channels: Int { get }

  /// The axes along which the window slides, in the tensor's order.
  var windows: [WindowAxis] { get }

  /// The geometry of sizes and windows that were checked, one window for each axis, in order.
  init(pictures: Int, channels: Int, windows: [WindowAxis])
}

extension PoolGeometry {
  /// The shape of y: N, C, then how often the window fits along each axis.
  public var outputShape: [Int] { [pictures, channels] + windows.map { $0.output } }

  /// The shape of x: N, C, then the sizes.
  public var inputShape: [Int] { [pictures, channels] + windows.map { $0.input } }

  /// How many places a window has.
  public var placesPerWindow: Int { windows.reduce(1) { $0 * $1.kernel } }

  /// The geometry of a pooling.
  ///
  /// - Parameters:
  ///   - input: the shape of x, `[N, C, sizes]`.
  ///   - options: the window's size, stride, padding and dilation, and what becomes of a last
  ///     window.
  ///   - name: the operation's name, for the message.
  /// - Throws: `ShapeError` where shape and options don't fit, with the rule in words.
  public init(input: [Int], options: PoolingOptions, name: String) throws(ShapeError) {
    let count = Self.axes.count
    do throws(ShapeError) {
      guard input.count == count + 2 else {
        let sizes = ShapeError.list(Self.axes.map { $0.letter })
        throw ShapeError(
          "the input must be [N, C, \(sizes)], \(count + 2) axes, but has \(input.count)")
      }
      var windows: [WindowAxis] = []
      for (axis, words) in Self.axes.enumerated() {
        windows.append(
          try WindowAxis(
            name: words.name, axis: axis, of: count, input: input[2 + axis], options: options))
      }
      self.init(pictures: input[0], channels: input[1], windows: windows)
    } catch {
      throw ShapeError("\(name) of input \(input): \(error.description)")
    }
  }

  /// The geometry of this tensor.
  ///
  /// - Precondition: it fits the options; otherwise the program stops with `ShapeError`'s message.
  public init(stoppingUnlessFits input: [Int], options: PoolingOptions, name: String) {
    self = ShapeError.orStop { () throws(ShapeError) in
      try Self(input: input, options: options, name: name)
    }
  }

  /// Stops the program unless the gradient of the output has the output's shape.
  public func requireOutputShape<Scalar>(_ gradOutput: Tensor<Scalar>) {
    ShapeError.requireGradient(gradOutput.shape, of: outputShape)
  }
}

extension WindowAxis {
  /// The axis `axis` of `count` of a pooling with these options.
  init(
    name: String, axis: Int, of count: Int, input: Int, options: PoolingOptions
  ) throws(ShapeError) {
    let kernel = try options.kernelSize.value("kernel size", axis: axis, of: count)
    let stride = try (options.stride ?? options.kernelSize).value("stride", axis: axis, of: count)
    let dilation = try options.dilation.value("dilation", axis: axis, of: count)
    let (before, after) = try options.padding.sides(
      axis: axis, of: count, input: input, kernel: kernel, stride: stride, dilation: dilation)
    try self.init(
      name: name, input: input, kernel: kernel, stride: stride, dilation: dilation,
      paddingBefore: before, paddingAfter: after,
      lastWindow: options.ceilMode ? .kept : .dropped)
    guard max(before, after) < reach else {
      throw ShapeError(
        "the padding (\(before) and \(after)) must be below the window's reach (\(reach)) along "
          + "the \(name), or a window would hold nothing but padding")
    }
  }
}

/// The sizes of one pooling of rows: x is `[N, C, W]`, y is `[N, C, OW]`.
public struct Pool1dGeometry: PoolGeometry {
  public static var axes: [(letter: String, name: String)] { Conv1dGeometry.axes }

  public let pictures: Int
  public let channels: Int
  /// W, KW and OW are `columns.input`, `columns.kernel` and `columns.output`.
  public let columns: WindowAxis

  public var windows: [WindowAxis] { [columns] }

  /// The geometry of one window, the columns'.
  public init(pictures: Int, channels: Int, windows: [WindowAxis]) {
    self.pictures = pictures
    self.channels = channels
    columns = windows[0]
  }

  /// Calls `body` with every tap: the outputs in row order, and the places of each window in order.
  /// Places on the padding are left out.
  @inlinable
  @inline(__always)
  public func forEachTap(_ body: (PoolTap<RowPlace>) -> Void) {
    for n in 0..<pictures {
      for c in 0..<channels {
        for ow in 0..<columns.output {
          for kw in 0..<columns.kernel {
            guard let iw = columns.input(output: ow, kernel: kw) else { continue }
            body(PoolTap(output: RowPlace(n, c, ow), input: RowPlace(n, c, iw)))
          }
        }
      }
    }
  }

  /// How many places an average over output `ow`'s window divides by.
  public func places(_ ow: Int, countingPadding: Bool) -> Int {
    columns.places(output: ow, countingPadding: countingPadding)
  }
}

/// The sizes of one pooling of pictures: x is `[N, C, H, W]`, y is `[N, C, OH, OW]`.
public struct Pool2dGeometry: PoolGeometry {
  public static var axes: [(letter: String, name: String)] { Conv2dGeometry.axes }

  public let pictures: Int
  public let channels: Int
  /// The rows: H, KH and OH are `rows.input`, `rows.kernel` and `rows.output`.
  public let rows: WindowAxis
  /// The columns: W, KW and OW.
  public let columns: WindowAxis

  public var windows: [WindowAxis] { [rows, columns] }

  /// The geometry of two windows, the rows' and the columns'.
  public init(pictures: Int, channels: Int, windows: [WindowAxis]) {
    self.pictures = pictures
    self.channels = channels
    rows = windows[0]
    columns = windows[1]
  }

  /// Calls `body` with every tap: the outputs in row order, and the places of each window in row
  /// order. Places on the padding are left out.
  @inlinable
  @inline(__always)
  public func forEachTap(_ body: (PoolTap<Place>) -> Void) {
    for n in 0..<pictures {
      for c in 0..<channels {
        for oh in 0..<rows.output {
          for ow in 0..<columns.output {
            for kh in 0..<rows.kernel {
              guard let ih = rows.input(output: oh, kernel: kh) else { continue }
              for kw in 0..<columns.kernel {
                guard let iw = columns.input(output: ow, kernel: kw) else { continue }
                body(PoolTap(output: Place(n, c, oh, ow), input: Place(n, c, ih, iw)))
              }
            }
          }
        }
      }
    }
  }

  /// How many places an average over the window of output `oh`, `ow` divides by.
  public func places(_ oh: Int, _ ow: Int, countingPadding: Bool) -> Int {
    rows.places(output: oh, countingPadding: countingPadding)
      * columns.places(output: ow, countingPadding: countingPadding)
  }
}
