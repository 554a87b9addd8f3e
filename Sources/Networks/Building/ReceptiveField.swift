import Kernels

/// How much of a network's input one number at some depth looks at, along each axis after the channels.
///
///     size += dilation·(kernel − 1)·step
///     step *= stride
///
/// step is how far apart on the input two neighbouring numbers look. Padding counts as input, so the size can
/// be larger than the picture. Source: A. Araujo, W. Norris, J. Sim, *Computing Receptive Fields of
/// Convolutional Neural Networks*, Distill 2019, https://doi.org/10.23915/distill.00021.
public struct ReceptiveField: Equatable, Sendable {
  /// How many places it spans along each axis; nil where it is the whole input.
  public private(set) var size: [Int]?
  /// A transposed convolution makes it a fraction.
  private var steps: [Double]

  /// That of the input itself: each number sees its own place.
  init(axes: Int) {
    size = [Int](repeating: 1, count: axes)
    steps = [Double](repeating: 1, count: axes)
  }

  /// The field of what a layer makes of numbers with this one.
  func through(_ window: Window) throws(ShapeError) -> ReceptiveField {
    guard let size else { return self }
    var next = self
    switch window {
    case .ownPlace: break
    case .everything: next.size = nil
    case .sliding(let options):
      for axis in size.indices {
        let kernel = try options.kernelSize.value("kernel size", axis: axis, of: size.count)
        let dilation = try options.dilation.value("dilation", axis: axis, of: size.count)
        let stride = try (options.stride ?? options.kernelSize).value(
          "stride", axis: axis, of: size.count)
        next.grow(axis, by: dilation * (kernel - 1))
        next.steps[axis] *= Double(stride)
      }
    case .spread(let options, let kernelSize):
      for axis in size.indices {
        let kernel = try kernelSize.value("kernel size", axis: axis, of: size.count)
        let dilation = try options.dilation.value("dilation", axis: axis, of: size.count)
        let stride = try options.stride.value("stride", axis: axis, of: size.count)
        // The inputs whose kernels reach an output lie within its reach, a stride apart.
        next.grow(axis, by: dilation * (kernel - 1) / stride)
        next.steps[axis] /= Double(stride)
      }
    }
    return next
  }

  private mutating func grow(_ axis: Int, by steps: Int) {
    // Where steps are fractions, places that are begun count.
    size?[axis] += Int((Double(steps) * self.steps[axis]).rounded(.up))
  }

  /// The field of what is joined out of two: the larger one along each axis.
  func joined(with other: ReceptiveField) -> ReceptiveField {
    guard let size, let otherSize = other.size else { return self.size == nil ? self : other }
    var joined = self
    joined.size = zip(size, otherSize).map(max)
    joined.steps = zip(steps, other.steps).map(max)
    return joined
  }
}

extension ReceptiveField: CustomStringConvertible {
  /// "5×5", or "all".
  public var description: String {
    guard let size else { return "all" }
    return size.isEmpty ? "1" : size.map { "\($0)" }.joined(separator: "×")
  }
}
