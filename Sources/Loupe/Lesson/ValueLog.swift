// A lesson that is run with `--values` is compiled with `-playground`: after each assignment, and each
// call whose result nothing takes, the compiler puts in a call of `__builtin_log_with_id`, and wants the other
// functions below to be there. Their names and arguments are the compiler's (lib/Sema/PlaygroundTransform.cpp
// in swiftlang/swift). No cell calls them.

// swift-format-ignore-file: AlwaysUseLowerCamelCase, NoLeadingUnderscores

import Synchronization

/// Which values of a lesson's lines have been told to the runner.
///
/// A line in a loop has a value each time round. The first ones are told when they come, so that they are
/// there even if the cell crashes; of the rest the last one is told when the cell ends, with their number.
enum ValueLog {
  /// How many values of one place are told when they come.
  static let toldAtOnce = 4

  private struct Place: Hashable {
    let line: Int
    let column: Int
  }

  private struct Rest {
    let name: String
    var count = 0
    /// Nil for what would have to be copied to be kept.
    var last: String?
  }

  private struct State {
    var counts: [Place: Int] = [:]
    var rests: [Place: Rest] = [:]
  }

  private static let state = Mutex(State())

  /// Notes that the expression or variable `name`, at a place of the lesson, has this value now.
  static func add<Value>(_ value: Value, named name: String, line: Int, column: Int) {
    guard LessonProgram.isListenedTo, !(value is Void) else { return }
    let place = Place(line: line, column: column)
    state.withLock { state in
      state.counts[place, default: 0] += 1
      guard state.counts[place]! > toldAtOnce else {
        return LessonProgram.tell(
          .value(name: name, text: ValueWords(value).text, line: line, column: column))
      }
      var rest = state.rests[place] ?? Rest(name: name)
      rest.count += 1
      rest.last = isSmall(value) ? ValueWords(value).text : nil
      state.rests[place] = rest
    }
  }

  /// Tells what has been kept back. The cell has ended.
  static func finishCell() {
    let rests = state.withLock { state in
      defer { state = State() }
      return state.rests
    }
    for (place, rest) in rests.sorted(by: {
      ($0.key.line, $0.key.column) < ($1.key.line, $1.key.column)
    }) {
      LessonProgram.tell(
        .moreValues(
          name: rest.name, count: rest.count, last: rest.last, line: place.line,
          column: place.column))
    }
  }

  /// Whether making words of it each time round a loop costs next to nothing.
  private static func isSmall(_ value: Any) -> Bool {
    value is any BinaryInteger || value is any BinaryFloatingPoint || value is Bool
      || value is Character
  }
}

public func __builtin_log_with_id<Value>(
  _ value: Value, _ name: String, _ id: Int, _ startLine: Int, _ endLine: Int, _ startColumn: Int,
  _ endColumn: Int, _ module: Int, _ file: Int
) -> AnyObject? {
  ValueLog.add(value, named: name, line: startLine, column: startColumn)
  return nil
}

public func __builtin_log_scope_entry(
  _ startLine: Int, _ endLine: Int, _ startColumn: Int, _ endColumn: Int, _ module: Int, _ file: Int
) -> AnyObject? { nil }

public func __builtin_log_scope_exit(
  _ startLine: Int, _ endLine: Int, _ startColumn: Int, _ endColumn: Int, _ module: Int, _ file: Int
) -> AnyObject? { nil }

public func __builtin_postPrint(
  _ startLine: Int, _ endLine: Int, _ startColumn: Int, _ endColumn: Int, _ module: Int, _ file: Int
) -> AnyObject? { nil }

public func __builtin_send_data(_ object: AnyObject?) {}
