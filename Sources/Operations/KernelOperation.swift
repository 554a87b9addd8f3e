public import Kernels
public import Tensors

/// One operation of the contract as a value: what it is called, what goes in, what comes out, and a
/// way to run it with any kernels.
///
/// `Kernels` is for people who write programs: each operation is a function of its own. A
/// `KernelOperation` is for programs that learn at run time which one is wanted, such as a command
/// line: all have the same form. `OperationTable` has them all.
///
///     let conv2d = try OperationTable.operation(named: "conv2d")
///     let arguments = try Arguments<Float>(
///       for: conv2d, tensors: ["input": x, "weight": w], parameters: ["stride": "2,1"])
///     let y = try conv2d.results(with: Fast.self, arguments).output
public protocol KernelOperation: SendableMetatype {
  /// Its name in the contract: "maxPool2d".
  static var name: String { get }

  /// What else it may be called.
  static var aliases: [String] { get }

  /// What it does, in a few words.
  static var summary: String { get }

  /// Its formula, in one line.
  static var formula: String { get }

  /// The tensors that go in.
  static var tensors: [any OperationTensor] { get }

  /// What else can be said about it.
  static var parameters: [any OperationParameter] { get }

  /// The names of the results besides the output.
  static var furtherResults: [String] { get }

  /// With which parameters, in words, the tensors that it can't do without are enough.
  static var exampleParameters: [String: String] { get }

  /// Whether shapes, options and numbers fit, and which shape the output then has.
  ///
  /// What this accepts, no kernel stops the program for. An input of one picture counts as a batch
  /// of one here, as it does for the kernels; `results(with:_:)` takes the additional axes away.
  ///
  /// - Throws: `ShapeError` where they don't fit; `OperationError` where something else is missing
  ///   from the call.
  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int]

  /// The results, unchecked. Call `results(with:_:)`, which checks first.
  static func run<K: Kernels>(
    on kernels: K.Type, _ a: Arguments<K.Scalar>
  ) throws -> Results<K.Scalar>
}

extension KernelOperation {
  public static var aliases: [String] { [] }
  public static var parameters: [any OperationParameter] { [] }
  public static var furtherResults: [String] { [] }

  /// Those that must be given.
  public static var exampleParameters: [String: String] {
    var words: [String: String] = [:]
    for parameter in parameters {
      if case .none(let example) = parameter.fallback { words[parameter.name] = example }
    }
    return words
  }

  /// The names of its tensors, with their aliases.
  public static var tensorNames: Names { Names(tensors.map { ($0.name, $0.aliases) }) }

  /// The names of its parameters, with their aliases.
  public static var parameterNames: Names { Names(parameters.map { ($0.name, $0.aliases) }) }

  /// The results of the operation on these arguments.
  ///
  /// - Throws: `ShapeError` or `OperationError` if they don't fit, before anything is computed.
  public static func results<K: Kernels>(
    with kernels: K.Type, _ arguments: Arguments<K.Scalar>
  ) throws -> Results<K.Scalar> {
    _ = try checkedShape(arguments)
    return try run(on: kernels, arguments).dropping(arguments.missingAxes)
  }

  /// The output's shape if there is room for it.
  static func checkedShape<Scalar>(_ arguments: Arguments<Scalar>) throws -> [Int] {
    do {
      let shape = try outputShape(arguments)
      try ResultRoom.check(shape)
      return shape
    } catch let error as ShapeError where arguments.missingAxes != .none {
      let axes = arguments.missingAxes == .picture ? "one picture" : "one channel of one picture"
      throw ShapeError("\(error.description) (the input counts as \(axes))")
    }
  }
}

/// An operation with one output of real numbers and a gradient by what goes in.
public protocol DifferentiableOperation: KernelOperation {
  /// The tensors by which there are gradients.
  static var differentiable: [any OperationTensor] { get }

  /// The output, unchecked. Call `results(with:_:)`, which checks first.
  static func forward<K: Kernels>(
    _ kernels: K.Type, _ a: Arguments<K.Scalar>
  ) -> Tensor<K.Scalar>

  /// The gradients, unchecked. Call `gradients(with:_:_:)`, which checks first.
  static func backward<K: Kernels>(
    _ kernels: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar>
}

extension DifferentiableOperation {
  public static func run<K: Kernels>(
    on kernels: K.Type, _ a: Arguments<K.Scalar>
  ) -> Results<K.Scalar> {
    Results(forward(kernels, a))
  }

  /// The gradients by every differentiable tensor that was given.
  ///
  /// - Parameters:
  ///   - kernels: whose backward is called, `Reference<Float>.self` or `Fast.self`.
  ///   - gradOutput: the gradient of the loss by the output, in the output's shape. For an
  ///     output without axes, one number in any shape.
  ///   - arguments: those that the output was computed from.
  /// - Returns: a gradient for each of these tensors, in its shape and under its name.
  /// - Throws: `ShapeError` or `OperationError` if the arguments or the gradient don't fit, before
  ///   anything is computed.
  public static func gradients<K: Kernels>(
    with kernels: K.Type, _ gradOutput: Tensor<K.Scalar>, _ arguments: Arguments<K.Scalar>
  ) throws -> [NamedTensor<K.Scalar>] {
    let batchShape = try checkedShape(arguments)
    let missing = arguments.missingAxes
    let shape = [Int](batchShape.dropFirst(missing.rawValue))
    // A file with one number often has an axis for it; there is only one way to mean it.
    let isNumber = shape.isEmpty && gradOutput.count == 1
    let gradOutput = isNumber ? gradOutput.reshaped([]) : gradOutput
    try ShapeError.checkGradient(gradOutput.shape, of: shape)
    let gradients = backward(kernels, gradOutput.reshaped(batchShape), arguments)
    return differentiable.filter { arguments.has($0) }.compactMap { tensor in
      gradients[tensor.name].map { gradient in
        let shape = gradient.shape.dropFirst(missing.count(of: tensor.name))
        return NamedTensor(name: tensor.name, tensor: gradient.reshaped([Int](shape)))
      }
    }
  }
}
