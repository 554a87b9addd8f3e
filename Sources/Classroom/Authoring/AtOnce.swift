/// What `body` makes of each input, in their order, working on so many at once at most.
///
/// - Parameters:
///   - inputs: what to work on.
///   - most: how many at once; 1 at least.
///   - body: works on one of them. If it throws, those that haven't begun never do.
/// - Throws: what `body` throws.
func results<Input: Sendable, Output: Sendable>(
  of inputs: [Input], atOnce most: Int, _ body: @escaping @Sendable (Input) async throws -> Output
) async throws -> [Output] {
  try await withThrowingTaskGroup(of: (Int, Output).self) { group in
    var waiting = inputs.enumerated().makeIterator()
    func startNext() {
      guard let (number, input) = waiting.next() else { return }
      group.addTask { (number, try await body(input)) }
    }
    for _ in 0..<max(1, most) { startNext() }
    var done: [Int: Output] = [:]
    while let (number, output) = try await group.next() {
      done[number] = output
      startNext()
    }
    return inputs.indices.compactMap { done[$0] }
  }
}
