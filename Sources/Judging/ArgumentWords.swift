import Exchange
import Tensors

/// What a student's function was given, in words for the student: of a large argument, how large it is.
enum ArgumentWords {
  /// Several arguments: "a tensor of 5×7 and 2", or "X of 5×7 and n = 2" where they have names; empty if there
  /// are none.
  static func words(_ arguments: [any Exchangeable], called names: [String] = []) -> String {
    let parts = arguments.enumerated().map { place, argument in
      names.indices.contains(place) ? words(argument, called: names[place]) : words(argument)
    }
    let start = parts.dropLast().joined(separator: ", ")
    return start.isEmpty ? parts.last ?? "" : "\(start) and \(parts[parts.count - 1])"
  }

  private static func words(_ argument: any Exchangeable, called name: String) -> String {
    let words = words(argument)
    guard let size = ["a tensor of ", "an array of "].lazy.compactMap(words.dropping).first else {
      return "\(name) = \(words)"
    }
    return "\(name) of \(size)"
  }

  private static func words(_ argument: any Exchangeable) -> String {
    switch argument {
    case let tensor as Tensor<Float>:
      return tensor.rank == 0
        ? "a tensor of a single number" : "a tensor of \(WrongAnswer.words(tensor.shape))"
    case let list as any Collection where !(argument is String) && list.count > mostElements:
      return "an array of \(list.count)"
    default:
      // As it is written in code, so that an empty text can be seen.
      let text = String(reflecting: argument)
      return text.count <= mostCharacters ? text : text.prefix(mostCharacters) + "…"
    }
  }

  private static let mostElements = 8
  private static let mostCharacters = 60
}

extension String {
  /// What is behind this beginning; nil if the text begins otherwise.
  fileprivate func dropping(_ beginning: String) -> Substring? {
    hasPrefix(beginning) ? dropFirst(beginning.count) : nil
  }
}
