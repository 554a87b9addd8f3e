public import Exchange

/// A function of the student's file. Calling it runs it in the student's own process, to which only the
/// arguments go, and from which only the result comes.
///
///     let convolve = Student.function(
///       "convolve(_:_:)", as: ((Tensor<Float>, Tensor<Float>) -> Tensor<Float>).self)
///     let Y = try convolve(X, K)
public struct StudentFunction<each Argument: Exchangeable, Result: Exchangeable>: Sendable {
  private let number: Int
  /// What the arguments are called, as far as they have names.
  private let parameters: [String]

  fileprivate init(number: Int, parameters: [String]) {
    (self.number, self.parameters) = (number, parameters)
  }

  /// What the student's function gives back for these arguments.
  ///
  /// - Throws: what ends the test where the function gives nothing back: it crashed, say, or ran too long. The
  ///   student is told why by the runner, which knows.
  public func callAsFunction(_ arguments: repeat each Argument) throws -> Result {
    var record = RecordWriter()
    repeat (each arguments).write(to: &record)
    guard case .result(let value) = try JudgeSession.shared.call(number, record.bytes) else {
      var given: [any Exchangeable] = []
      repeat given.append(each arguments)
      throw StudentIsGone(given: ArgumentWords.words(given, called: parameters))
    }
    do {
      return try Result(record: value)
    } catch {
      throw TestFailure("what your function gave back can't be read: \(error)")
    }
  }
}

/// The student's file, as a judge sees it.
public enum Student {
  /// A function that the student's file must have.
  ///
  /// - Parameters:
  ///   - name: with its labels, as Swift writes it: `"pool(_:size:)"`.
  ///   - type: its arguments and its result, as in `((Tensor<Float>, Int) -> Tensor<Float>).self`. Numbers,
  ///     texts, truth values, `Tensor<Float>` and arrays of them can be exchanged.
  ///   - parameters: what the task calls the arguments, as in `["X", "K"]`: for words about them.
  public static func function<each Argument: Exchangeable, Result: Exchangeable>(
    _ name: String, as type: ((repeat each Argument) -> Result).Type,
    parameters: [String] = []
  ) -> StudentFunction<repeat each Argument, Result> {
    var arguments: [String] = []
    repeat arguments.append((each Argument).swiftName)
    let number = JudgeSession.shared.add(
      FunctionDescription(name: name, arguments: arguments, result: Result.swiftName))
    return StudentFunction(number: number, parameters: parameters)
  }
}

/// The student's function gave nothing back.
struct StudentIsGone: Error {
  /// What it was given; empty if that was nothing.
  let given: String
}
