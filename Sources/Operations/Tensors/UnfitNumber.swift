public import TensorFiles

extension OperationError {
  /// A tensor whose numbers can't be converted, with what the person who made the call can do.
  ///
  /// `StoredTensorError` speaks to programmers, who can read the numbers as another type; here the
  /// type follows from the operation and from the scalar that it computes with.
  ///
  /// - Parameters:
  ///   - name: the tensor's, or that of the parameter whose numbers they are.
  ///   - error: which number doesn't fit.
  public init(_ name: String, _ error: StoredTensorError) {
    let number =
      "The number \(error.number) at \(error.place) of this \(error.elementType.rawValue) tensor"
    let words =
      switch error.reason {
      case .notWhole: "is not whole. Round the numbers first."
      case .tooLarge("Float"): "is too large for Float. Compute with --scalar double."
      case .tooLarge(let type): "is too large for \(type). Take smaller numbers."
      case .inexact("Float"):
        "is not among the whole numbers that Float holds exactly. Compute with --scalar double, or "
          + "round it to a float32 first."
      case .inexact(let type):
        "is not among the whole numbers that \(type) holds exactly. Round it to a float64 first."
      }
    self.init(.tensor, "\(name): \(number) \(words)")
  }
}
