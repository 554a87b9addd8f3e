import Kernels
import Operations

/// A convolution that is measured: its sizes under a name.
public struct ConvolutionRow: Equatable, Sendable {
  /// Such as `vgg-64`.
  public let name: String
  /// Stride, padding, dilation and groups.
  public let options: ConvolutionOptions
  /// The sizes that follow, checked.
  public let geometry: Conv2dGeometry

  /// A row of these shapes.
  ///
  /// - Parameters:
  ///   - name: what the tables call it.
  ///   - input: the shape of x, `[N, IC, H, W]`.
  ///   - weight: the shape of w, `[OC, IC/G, KH, KW]`.
  ///   - options: stride, padding, dilation and groups.
  /// - Throws: `ShapeError` where they don't fit, or where there is nothing to compute or no memory
  ///   for it.
  public init(
    name: String, input: [Int], weight: [Int], options: ConvolutionOptions
  ) throws(ShapeError) {
    self.name = name
    self.options = options
    geometry = try Conv2dGeometry(input: input, weight: weight, bias: nil, options: options)
    try Self.checkSize(geometry)
  }

  /// A row from words as they are typed.
  ///
  /// - Parameters:
  ///   - name: what the tables call it.
  ///   - input: the shape of x, such as `1,64,56,56`.
  ///   - weight: the shape of w, such as `64,64,3,3`.
  ///   - words: the options that are given, by name, such as `["padding": "1"]`.
  /// - Throws: `OperationError` for words that can't be read, `ShapeError` for sizes that don't fit.
  public init(name: String, input: String, weight: String, words: [String: String]) throws {
    func read<Value: ParameterValue>(_ name: String, _ unlessTold: Value) throws -> Value {
      guard let word = words[name] else { return unlessTold }
      return try Self.value(name, word)
    }
    try self.init(
      name: name, input: Self.value("input", input), weight: Self.value("weight", weight),
      options: ConvolutionOptions(
        stride: read("stride", 1), padding: read("padding", 0), dilation: read("dilation", 1),
        groups: read("groups", 1)))
  }

  private static func value<Value: ParameterValue>(
    _ name: String, _ word: String
  ) throws(OperationError) -> Value {
    guard let value = Value(words: word) else {
      throw OperationError(.call, "the \(name) must be \(Value.kind.form), not '\(word)'")
    }
    return value
  }

  /// The most numbers that a tensor of a row may have: 1 GB of Floats.
  private static let mostNumbers = 1 << 28

  private static func checkSize(_ geometry: Conv2dGeometry) throws(ShapeError) {
    for (name, shape) in [
      ("input", geometry.inputShape), ("weight", geometry.weightShape),
      ("output", geometry.outputShape),
    ] {
      var count = 1
      for size in shape {
        guard size > 0 else {
          throw ShapeError("there is nothing to measure: the \(name) has the shape \(shape)")
        }
        let (product, isTooLarge) = count.multipliedReportingOverflow(by: size)
        count = isTooLarge ? .max : product
      }
      guard count <= mostNumbers else {
        throw ShapeError(
          "the \(name) would have the shape \(shape); a row's tensors can have \(mostNumbers) "
            + "numbers at most")
      }
    }
  }

  /// What a pass has to do: as many multiply-adds as the convolution for each of the two gradients,
  /// and the tensors that it reads and writes.
  func work(of pass: ConvolutionPass) -> Work {
    let x = geometry.inputShape.reduce(1, *)
    let w = geometry.weightShape.reduce(1, *)
    let y = geometry.outputShape.reduce(1, *)
    let floats = pass == .backward ? 2 * (x + w) + y : x + w + y
    return Work(
      multiplyAdds: (pass == .backward ? 2 : 1) * geometry.multiplyAdds,
      bytes: floats * MemoryLayout<Float>.stride)
  }
}

/// What is measured of a convolution.
public enum ConvolutionPass: String, CaseIterable, Sendable {
  /// y of x and w.
  case forward
  /// The gradients by x, w and the bias, all at once.
  case backward
  /// The gradient by x alone.
  case inputGradient
  /// The gradient by w alone.
  case weightGradient
}
