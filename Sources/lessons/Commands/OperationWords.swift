import LessonEngine
import Operations
import TensorFiles

/// The words after an operation's name, sorted into its tensors and its parameters.
///
/// Which options there are depends on the operation, so its own table says what they are; a list of
/// all options of all operations would say it a second time.
struct OperationWords {
  /// Where each tensor is.
  private(set) var tensors: [String: String] = [:]
  /// The name by which each tensor was given: its own or another one.
  private(set) var givenNames: [String: String] = [:]
  /// What each parameter is told.
  private(set) var parameters: [String: String] = [:]
  private let operation: any KernelOperation.Type

  /// - Throws: `OperationError` for an option that the operation doesn't have, one that is there
  ///   twice, and one without a value.
  init(_ words: some Collection<String>, for operation: any KernelOperation.Type) throws {
    self.operation = operation
    let (tensorNames, parameterNames) = (operation.tensorNames, operation.parameterNames)
    var rest = Array(words)[...]
    var before: String?
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else { throw Self.stray(word, after: before) }
      defer { before = words.dropLast(rest.count).last }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
      let option = parts.first ?? ""
      var value = parts.count > 1 ? parts[1] : word.hasSuffix("=") ? "" : nil
      if let name = tensorNames.name(for: option) {
        try Self.put(value ?? Self.value(of: word, &rest), as: name, into: &tensors)
        let aliases = operation.tensors.first { $0.name == name }?.aliases ?? []
        givenNames[name] = aliases.first { Names.plain($0) == Names.plain(option) } ?? name
      } else if let name = parameterNames.name(for: option) {
        let parameter = operation.parameters.first { $0.name == name }
        if parameter?.kind.isFlag == true && value == nil {
          value = Self.isTruth(rest.first) ? rest.removeFirst() : "true"
        }
        try Self.put(value ?? Self.value(of: word, &rest), as: name, into: &parameters)
      } else if let name = Self.negated(option, operation), value == nil {
        try Self.put("false", as: name, into: &parameters)
      } else {
        throw Self.unknown(option, operation)
      }
    }
  }

  /// The parameters, where the numbers of a list can also be those of a file.
  func parametersWithFiles() throws -> [String: String] {
    var words = parameters
    for parameter in operation.parameters where parameter.kind.isList {
      guard let word = parameters[parameter.name], StoredTensor.isFile(word) else { continue }
      let stored = try StoredTensor(file: word)
      do throws(StoredTensorError) {
        words[parameter.name] =
          parameter.kind == [Int].kind
          ? try stored.asInt().scalars.map { "\($0)" }.joined(separator: ",")
          : try stored.asDouble().scalars.map { "\($0)" }.joined(separator: ",")
      } catch {
        throw OperationError(parameter.name, error)
      }
    }
    return words
  }

  private static func put(
    _ value: String, as name: String, into values: inout [String: String]
  ) throws {
    guard values.updateValue(value, forKey: name) == nil else {
      throw OperationError(.call, "--\(name) is given twice")
    }
  }

  /// The next word, which may be a negative number but no option.
  private static func value(of option: String, _ rest: inout ArraySlice<String>) throws -> String {
    guard let value = rest.first, !value.hasPrefix("--") else {
      throw OperationError(.call, "\(option) needs a value after it")
    }
    return rest.removeFirst()
  }

  /// A word that no option takes; after a number it may be meant as the second one.
  private static func stray(_ word: String, after before: String?) -> OperationError {
    var text = "'\(word)' is no option, and belongs to none"
    if let before, [Double](words: "\(before),\(word)") != nil {
      text += "; several numbers are written \(before),\(word)"
    }
    return OperationError(.call, text)
  }

  private static func isTruth(_ word: String?) -> Bool {
    word.flatMap(Bool.init(words:)) != nil
  }

  /// The flag that `no-ceil-mode` says no to.
  private static func negated(_ option: String, _ operation: any KernelOperation.Type) -> String? {
    let plain = Names.plain(option)
    guard plain.hasPrefix("no") else { return nil }
    let flags = operation.parameters.filter(\.kind.isFlag)
    return Names(flags.map { ($0.name, $0.aliases) }).name(for: String(plain.dropFirst(2)))
  }

  private static func unknown(
    _ option: String, _ operation: any KernelOperation.Type
  ) -> OperationError {
    let (tensors, parameters) = (operation.tensors.map(\.name), operation.parameters.map(\.name))
    let ours = ["using", "scalar", "output", "output-prefix", "grad-output", "grad-prefix"]
    let near = Spelling.nearest(to: option, among: tensors + parameters + ours)
    return OperationError(
      .call,
      "\(operation.name) has no option '--\(option)'"
        + (near.map { "; did you mean '--\($0)'?" } ?? ".") + " It has the tensors "
        + options(tensors)
        + (parameters.isEmpty ? "" : " and the parameters \(options(parameters))"))
  }

  private static func options(_ names: [String]) -> String {
    names.map { "--\($0)" }.joined(separator: " ")
  }
}
