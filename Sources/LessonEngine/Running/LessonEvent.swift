import Foundation

/// One thing that a reader of a lesson would see, for scripts: a line of JSON.
///
/// Every event says what it is in `event`; the other fields are there where they mean something. Lines
/// are those of the lesson's file, paths of files are absolute.
///
///     {"event":"cell","cell":1,"code":"print(1 + 1)\n","line":12}
///     {"event":"output","cell":1,"text":"2\n"}
public struct LessonEvent: Encodable, Sendable, Equatable {
  /// What an event is.
  public enum Kind: String, Encodable, Sendable {
    /// The lesson begins: its name, title and file.
    case lesson
    /// Prose, in Markdown, and the line where it begins.
    case text
    /// A cell's code, and the line where it begins.
    case cell
    /// What a cell printed, on standard output or standard error.
    case output, errorOutput
    /// A picture that a cell showed: its file, and what it shows.
    case picture
    /// What came of a check in a cell.
    case check
    /// A value that a line gave: the variable's name, and the value as text.
    case value
    /// What the compiler warned of.
    case warning
    /// What went wrong in a cell.
    case error
    /// The lesson is over; with the exit code of the command.
    case end
  }

  /// What this one is.
  public var event: Kind
  /// The lesson's name, or that of a variable.
  public var name: String?
  /// The lesson's title, or what a picture shows.
  public var title: String?
  /// A picture's text for those who can't see it, where that isn't its title.
  public var alt: String?
  /// A file: the lesson's, or a picture's.
  public var path: String?
  /// The file of the sound that a picture draws.
  public var sound: String?
  /// The number of the cell.
  public var cell: Int?
  /// A line of the lesson's file, counted from 1.
  public var line: Int?
  /// A cell's code.
  public var code: String?
  /// True for a cell that a reader isn't shown.
  public var hidden: Bool?
  /// Prose, output, or words for what went wrong.
  public var text: String?
  /// How many values of a line were left out before this one.
  public var leftOut: Int?
  /// Whether a check passed.
  public var passed: Bool?
  /// The exit code of the command.
  public var exitCode: Int?

  /// An event of a kind, with nothing else in it.
  public init(_ event: Kind, cell: Int? = nil, line: Int? = nil, text: String? = nil) {
    self.event = event
    self.cell = cell
    self.line = line
    self.text = text
  }

  /// The event as a line of JSON, without its line feed.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings, numbers and truths always encode.
    let text = String(decoding: (try? encoder.encode(self)) ?? Data("{}".utf8), as: UTF8.self)
    return Self.escapingLateControls(text)
  }

  /// JSON leaves the controls from U+007F on and the marks of direction as they are; a terminal doesn't.
  /// They stand in strings only, where an escape means the same.
  private static func escapingLateControls(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: isLateControl) else { return json }
    return json.unicodeScalars.reduce(into: "") { text, scalar in
      guard isLateControl(scalar) else { return text.unicodeScalars.append(scalar) }
      let digits = String(scalar.value, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  private static func isLateControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension LessonEvent {
  /// The beginning of a lesson.
  public init(_ lesson: Lesson) {
    self.init(.lesson)
    name = lesson.name
    title = lesson.frontMatter.title
    path = lesson.path
  }

  /// Prose of a lesson, as it stands in the file.
  public init(_ blocks: [MarkdownBlock], in lesson: Lesson) {
    self.init(.text, line: blocks.first?.lines.lowerBound, text: lesson.markdown(of: blocks))
  }

  /// A cell's code.
  public init(_ cell: Cell) {
    self.init(.cell, cell: cell.number, line: cell.codeLine)
    code = cell.code
    hidden = cell.options.isHidden ? true : nil
  }

  /// The end of a run.
  public static func end(exitCode: Int) -> LessonEvent {
    var event = LessonEvent(.end)
    event.exitCode = exitCode
    return event
  }

  /// All that came of running a cell, in order.
  public static func events(of result: CellResult, in lesson: Lesson) -> [LessonEvent] {
    let number = result.cell.number
    var events = result.events.map { event in
      switch event {
      case .output(let text): LessonEvent(.output, cell: number, text: text)
      case .errorOutput(let text): LessonEvent(.errorOutput, cell: number, text: text)
      case .picture(let picture): LessonEvent(picture, cell: number)
      case .check(let verdict): LessonEvent(verdict, cell: number)
      case .value(let value): LessonEvent(value, cell: number)
      }
    }
    events += result.warnings.filter { $0.severity == .warning }.map {
      LessonEvent(.warning, cell: number, line: $0.line, text: $0.message)
    }
    if let words = result.failureWords(in: lesson) {
      events.append(LessonEvent(.error, cell: number, line: result.failureLine, text: words))
    }
    return events
  }

  private init(_ picture: ShownPicture, cell: Int) {
    self.init(.picture, cell: cell)
    path = picture.path
    title = picture.title
    alt = picture.alt
    sound = picture.sound?.path
  }

  private init(_ value: LineValue, cell: Int) {
    self.init(.value, cell: cell, line: value.line, text: value.text)
    name = value.name.isEmpty ? nil : value.name
    leftOut = value.leftOut > 0 ? value.leftOut : nil
  }

  private init(_ verdict: CheckVerdict, cell: Int) {
    self.init(.check, cell: cell, line: verdict.line, text: verdict.summary)
    passed = verdict.passed
  }
}

extension CellResult {
  /// The line of the lesson at which something went wrong, as well as it is known.
  fileprivate var failureLine: Int {
    switch ending {
    case .failed(.crashed(let crash)), .failed(.outOfMemory(_, let crash)):
      crash.line ?? cell.codeLine
    case .failed(.doesNotCompile(let diagnostics)):
      diagnostics.first { $0.severity == .error }?.line ?? cell.codeLine
    default: cell.codeLine
    }
  }
}

extension Lesson {
  /// These blocks as they stand in the file, from the first line to the last, ended by line feeds.
  func markdown(of blocks: [MarkdownBlock]) -> String {
    guard let first = blocks.first, let last = blocks.last else { return "" }
    let lines = SourceLines(source).lines
    return lines[max(0, first.lines.lowerBound - 1)..<min(lines.count, last.lines.upperBound)]
      .map { $0.text + "\n" }.joined()
  }
}
