import Tensors

/// The sizes of one cross-entropy, checked: x is seen as `[N, C, S]`, t as `[N, S]`.
public struct CrossEntropyGeometry: Equatable, Sendable {
  /// N, how many pictures, or rows of logits where there is one for each.
  public let pictures: Int
  /// C, how many classes.
  public let classes: Int
  /// S, the product of the sizes after the classes.
  public let places: Int

  /// The shape of x as `[N, C, S]`.
  public var inputLines: [Int] { [pictures, classes, places] }
  /// The shape of t as `[N, S]`.
  public var targetLines: [Int] { [pictures, places] }

  /// The geometry of a cross-entropy.
  ///
  /// - Parameters:
  ///   - input: the shape of x, `[N, C]` or `[N, C, sizes]`.
  ///   - target: `t` itself, since its numbers are checked too, `[N]` or `[N, sizes]`.
  ///   - weight: the shape of the class weights, `[C]`, or nil.
  ///   - ignoreIndex: a target that needn't be a class.
  ///   - labelSmoothing: `ε`, from 0 to 1.
  /// - Throws: `ShapeError` where the shapes don't fit, or a target isn't a class and isn't
  ///   ignored.
  public init(
    input: [Int], target: Tensor<Int>, weight: [Int]?, ignoreIndex: Int, labelSmoothing: Double
  ) throws(ShapeError) {
    func demand(_ condition: Bool, _ rule: @autoclosure () -> String) throws(ShapeError) {
      guard condition else {
        throw ShapeError(
          "crossEntropy of input \(input) with target \(target.shape): \(rule())")
      }
    }
    try demand(
      input.count >= 2,
      "the input must be [N, C] or [N, C, sizes], but has \(ShapeError.axes(input.count))")
    let lines = try AxisLines(shape: input, axis: 1)
    let targetShape = [input[0]] + input[2...]
    try demand(
      target.shape == targetShape,
      "the target must be \(targetShape), the input's shape without its classes")
    if let weight {
      try demand(
        weight == [input[1]],
        "the weight must be [\(input[1])], one number for each class, not \(weight)")
    }
    try demand(
      labelSmoothing >= 0 && labelSmoothing <= 1, "label smoothing must be from 0 to 1")
    pictures = lines.before
    classes = lines.size
    places = lines.after
    for offset in 0..<target.count {
      let index = target.withUnsafeScalars { $0[offset] }
      try demand(
        index == ignoreIndex || (0..<classes).contains(index),
        "the target at \(target.place(ofOffset: offset)) is \(index), but the classes go from 0 to "
          + "\(classes - 1) and \(ignoreIndex) is ignored")
    }
  }

  /// The geometry of these tensors.
  ///
  /// - Precondition: they fit; otherwise the program stops with `ShapeError`'s message.
  public init<Scalar>(
    _ input: Tensor<Scalar>, target: Tensor<Int>, options: CrossEntropyOptions<Scalar>
  ) {
    self = ShapeError.orStop { () throws(ShapeError) in
      try CrossEntropyGeometry(
        input: input.shape, target: target, weight: options.weight?.shape,
        ignoreIndex: options.ignoreIndex, labelSmoothing: Double(options.labelSmoothing))
    }
  }
}
