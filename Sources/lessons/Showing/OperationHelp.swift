import Operations

/// What one operation is, what it takes, and how it is called.
enum OperationHelp {
  static func show(_ operation: any KernelOperation.Type) {
    print("\(operation.name): \(operation.summary)\n\n    \(operation.formula)")
    if !operation.aliases.isEmpty {
      print("\nAlso called \(operation.aliases.joined(separator: ", ")).")
    }
    show("Tensors", operation.tensors.map { ($0.name, lines(of: $0)) })
    var explained: [ParameterKind] = []
    let parameters = operation.parameters.map { parameter in
      defer { explained.append(parameter.kind) }
      return (
        parameter.name, lines(of: parameter, isExplained: explained.contains(parameter.kind))
      )
    }
    show("Parameters", parameters)
    if !operation.furtherResults.isEmpty {
      let names = operation.furtherResults.joined(separator: ", ")
      print("\nBesides the output: \(names), with --output-prefix")
    }
    if !operation.gradientNames.isEmpty {
      let names = operation.gradientNames.joined(separator: ", ")
      print("\nGradients, with --grad-output and --grad-prefix: \(names)")
    }
    print("\nExample\n  \(example(operation))")
    print("\n(?) may be left out; in brackets is what a parameter is unless told.")
  }

  private static func show(_ title: String, _ entries: [(name: String, lines: [String])]) {
    guard !entries.isEmpty else { return }
    print("\n\(title)")
    let width = entries.map(\.name.count).max() ?? 0
    for (name, lines) in entries {
      let padding = String(repeating: " ", count: width - name.count)
      let separator = "\n" + String(repeating: " ", count: width + 6)
      print("  --\(name)\(padding)  \(lines.joined(separator: separator))")
    }
  }

  private static func lines(of tensor: any OperationTensor) -> [String] {
    [tensor.meaning + (tensor.isRequired ? "" : " (?)")]
  }

  /// What it means, and below which words it takes where they aren't plain numbers: once, where
  /// several take the same.
  private static func lines(
    of parameter: any OperationParameter, isExplained: Bool
  ) -> [String] {
    let standard =
      switch parameter.fallback {
      case .words(let words): " (\(words))"
      case .none: ""
      case .absent(let words): " (\(words.map { "=" + $0 } ?? "?"))"
      }
    let kind = parameter.kind
    let isPlain = kind.isFlag || kind == Int.kind || kind == Double.kind
    let form = isPlain || isExplained ? "" : kind.form
    return [parameter.meaning + standard]
      + OperationList.lines(form.split(separator: " ").map(String.init), width: 56)
  }

  /// A call with all that must be there.
  private static func example(_ operation: any KernelOperation.Type) -> String {
    let tensors = operation.tensors.filter(\.isRequired).map { "--\($0.name) \($0.name).npy" }
    let words = operation.exampleParameters
    let parameters = operation.parameters.compactMap { parameter in
      words[parameter.name].map {
        "--\(parameter.name)" + (parameter.kind.isFlag && $0 == "true" ? "" : " \($0)")
      }
    }
    return (["lessons op", operation.name] + tensors + parameters + ["--output y.npy"])
      .joined(separator: " ")
  }
}

extension OperationParameter {
  /// What it is unless told, as it would be typed.
  var standardWords: String? {
    if case .words(let words) = fallback { words } else { nil }
  }

  var isRequired: Bool {
    if case .none = fallback { true } else { false }
  }
}

extension KernelOperation {
  /// The names of the tensors by which there are gradients.
  static var gradientNames: [String] {
    (self as? any DifferentiableOperation.Type)?.differentiable.map(\.name) ?? []
  }
}
