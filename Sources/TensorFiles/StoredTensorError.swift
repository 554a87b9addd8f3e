/// Why a tensor's numbers can't be converted: the first number that doesn't fit, and where it is.
public struct StoredTensorError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong with the number.
  public enum Reason: Equatable, Sendable {
    /// Whole numbers were asked for, and it isn't one.
    case notWhole
    /// It is beyond the largest number of the type named.
    case tooLarge(String)
    /// It is whole, and the type named has no such number, only its neighbours.
    case inexact(String)
  }

  /// The type of the numbers that were to be converted.
  public let elementType: ElementType
  /// The indices of the number.
  public let place: [Int]
  /// The number in digits.
  public let number: String
  /// What is wrong with it.
  public let reason: Reason

  /// One or two sentences for the person who asked for the conversion.
  public var description: String {
    let what = "The number \(number) at \(place) of this \(elementType.rawValue) tensor"
    return switch reason {
    case .notWhole: "\(what) is not whole. Round the numbers first, or read them as Double."
    case .tooLarge(let type): "\(what) is too large for \(type). Read the numbers as Double."
    case .inexact(let type):
      "\(what) is not among the whole numbers that \(type) holds exactly. Read the numbers as Int."
    }
  }
}
