import Foundation

/// Finds the cell at which the compiler gives up.
///
/// When the compiler takes for ever, eats memory or crashes, it rarely says where. So the cells are
/// halved: programs of fewer and fewer of them are compiled until it is known with which one the trouble
/// begins.
struct CompilerStopSearch {
  let compiler: Compiler
  /// A folder to compile in.
  let folder: String

  /// The cell, or nil where the compiler gives up on a program without any.
  ///
  /// - Parameter cells: the program's cells, all of them together too much for the compiler.
  func firstCell(among cells: [Cell]) async throws -> Cell? {
    // A program of half the cells needn't be waited for as long, but a busy machine must have its time.
    var limits = Compiler.limits
    limits.seconds = max(limits.seconds / 4, min(limits.seconds, 30))
    return try await Compiler.$limits.withValue(limits) {
      guard try await !stops(at: []) else { return nil }
      var (possible, tooMany) = (0, cells.count)
      while tooMany - possible > 1 {
        let middle = (possible + tooMany) / 2
        if try await stops(at: cells[..<middle]) { tooMany = middle } else { possible = middle }
      }
      return cells[tooMany - 1]
    }
  }

  /// Whether the compiler gives up on these. What is merely wrong with them doesn't matter.
  private func stops(at cells: ArraySlice<Cell>) async throws -> Bool {
    let source = "\(folder)/main.swift"
    try ProgramText(Array(cells)).text.write(toFile: source, atomically: false, encoding: .utf8)
    do {
      _ = try await compiler.compile(source, to: "\(folder)/program")
      return false
    } catch is CompilerStop {
      return true
    }
  }
}
