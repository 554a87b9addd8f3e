import Kernels

// The contract's own types as words.

extension PerAxis: ParameterValue {
  public static var kind: ParameterKind {
    ParameterKind("sizes", "one whole number, or one for each axis, such as 2 or 2,1")
  }

  public init?(words: String) {
    guard let values = [Int](words: words) else { return nil }
    self.init(values)
  }
}

private let numbersOfPadding =
  "one whole number, one for each axis, all begins and then all ends (1,0,2,1)"

extension ParameterKind {
  /// A padding for which a rule such as same has no meaning.
  static let paddingInNumbers = ParameterKind("padding", numbersOfPadding)
}

extension Padding: ParameterValue {
  public static var kind: ParameterKind {
    ParameterKind("padding", numbersOfPadding + ", or same, same-lower, valid or full")
  }

  public init?(words: String) {
    switch words.lowercased() {
    case "same", "same-upper", "same_upper": self = .same
    case "same-lower", "same_lower": self = .sameLower
    case "valid": self = .valid
    case "full": self = .full
    default:
      guard let sides = [Int](words: words) else { return nil }
      self.init(sides)
    }
  }
}

/// A value out of a few, each with its word.
public protocol ParameterChoice: ParameterValue, CaseIterable, RawRepresentable<String> {
  /// Other words for the same.
  static var synonyms: [String: Self] { get }
}

extension ParameterChoice {
  public static var synonyms: [String: Self] { [:] }

  public static var kind: ParameterKind {
    let choices = allCases.map(\.rawValue)
    let last = choices.last ?? ""
    return ParameterKind(
      "choice", choices.dropLast().joined(separator: ", ") + " or \(last)", choices: choices)
  }

  public init?(words: String) {
    let word = words.lowercased()
    guard let choice = Self(rawValue: word) ?? Self.synonyms[word] else { return nil }
    self = choice
  }
}

extension PaddingMode: ParameterChoice {
  /// PyTorch's, NumPy's and ONNX's words.
  public static var synonyms: [String: PaddingMode] {
    ["constant": .zeros, "wrap": .circular, "edge": .replicate]
  }
}

extension Reduction: ParameterChoice {}

/// Into which type numbers are quantised.
enum QuantizedType: String, ParameterChoice {
  case int8, uint8

  static var synonyms: [String: QuantizedType] { ["qint8": .int8, "quint8": .uint8] }

  var type: any QuantizedNumber.Type {
    switch self {
    case .int8: Int8.self
    case .uint8: UInt8.self
    }
  }
}
