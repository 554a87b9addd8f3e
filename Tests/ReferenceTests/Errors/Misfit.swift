import Kernels
import Testing

/// Shapes or options that don't fit together, and the whole message that says so.
struct Misfit: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let attempt: @Sendable () throws(ShapeError) -> Void
  let message: String

  init(
    _ reason: String, _ message: String,
    _ attempt: @escaping @Sendable () throws(ShapeError) -> Void
  ) {
    testDescription = reason
    self.message = message
    self.attempt = attempt
  }

  /// Records an issue unless the attempt is refused with the message.
  func expectMessage() {
    let error = #expect(throws: ShapeError.self) { try attempt() }
    #expect(error?.description == message)
  }
}
