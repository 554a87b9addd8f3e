import Foundation

extension Lesson {
  /// Reads the lesson whose README.md lies at this path.
  ///
  /// - Throws: `LessonError` where the file can't be read, isn't text, or is no lesson.
  public init(readingFrom path: String) throws(LessonError) {
    let (source, path) = try textOfFile(path, calling: "lesson")
    try self.init(source: source, path: path)
  }

  /// Takes a lesson's text apart. `path` is what errors call the file.
  public init(source: String, path: String) throws(LessonError) {
    let lines = SourceLines(source).lines.map(\.text)
    let (frontMatter, bodyLine) = try FrontMatterReader<FrontMatter>(
      lines: lines, path: path,
      opening: "a lesson begins with its front matter: a line '---', then "
        + "title, summary and minutes, then '---' again"
    ).read()
    let body = lines.dropFirst(bodyLine - 1).joined(separator: "\n")
    var reader = PartsReader(path: path)
    for block in MarkdownDocument(body, firstLine: bodyLine).blocks { try reader.read(block) }
    self.init(
      name: URL(fileURLWithPath: path).deletingLastPathComponent().lastPathComponent, path: path,
      source: source, frontMatter: frontMatter, parts: reader.finished())
  }
}

/// Sorts a lesson's blocks into prose, cells, and what is recorded of the cells.
private struct PartsReader {
  let path: String

  private var parts: [Lesson.Part] = []
  private var prose: [MarkdownBlock] = []
  private var open: OpenCell?
  private var cellCount = 0

  /// A cell whose record may still go on.
  private struct OpenCell {
    let number: Int
    let options: CellOptions
    let block: CodeBlock
    let lines: ClosedRange<Int>
    var text: String?
    var pictures: [CellRecord.Picture] = []
    var recordLines: ClosedRange<Int>?
  }

  init(path: String) { self.path = path }

  mutating func read(_ block: MarkdownBlock) throws(LessonError) {
    try refuseUnclosedFences(block)
    if case .code(let code) = block.kind, code.fence != nil {
      let words = code.info.split(whereSeparator: \.isWhitespace)
      if words.first == "swift" {
        return try beginCell(code, words: words.dropFirst(), lines: block.lines)
      }
      if words.first == "output" { return try recordText(code, lines: block.lines) }
      if let first = words.first, first.lowercased().hasPrefix("swift") {
        throw LessonError(
          path: path, line: block.lines.lowerBound,
          "'\(first)' is no cell; write 'swift' in small letters, and options after a blank")
      }
    }
    if recordPictures(block) { return }
    try refuseNestedCells(block)
    endCell()
    prose.append(block)
  }

  mutating func finished() -> [Lesson.Part] {
    endCell()
    endProse()
    return parts
  }

  private mutating func beginCell(
    _ code: CodeBlock, words: ArraySlice<Substring>, lines: ClosedRange<Int>
  ) throws(LessonError) {
    endCell()
    endProse()
    try refuseSwallowedFence(code, openedAt: lines.lowerBound)
    cellCount += 1
    do {
      open = OpenCell(
        number: cellCount, options: try CellOptions(words: Array(words)), block: code,
        lines: lines)
    } catch {
      throw LessonError(path: path, line: lines.lowerBound, error.description)
    }
  }

  private mutating func recordText(
    _ code: CodeBlock, lines: ClosedRange<Int>
  ) throws(LessonError) {
    if open?.options.isNotRun == true {
      throw LessonError(
        path: path, line: lines.lowerBound,
        "the cell before this 'output' block is marked 'norun', so it can't have printed anything")
    }
    guard open != nil, open?.recordLines == nil else {
      throw LessonError(
        path: path, line: lines.lowerBound,
        "an 'output' block belongs right after the cell that printed it, and this one doesn't "
          + "stand after a cell")
    }
    open?.text = code.text
    open?.recordLines = lines
  }

  /// Takes a paragraph of nothing but figures that follows a cell as what that cell showed.
  private mutating func recordPictures(_ block: MarkdownBlock) -> Bool {
    guard let cell = open, case .paragraph(let inlines) = block.kind else { return false }
    var pictures: [CellRecord.Picture] = []
    for inline in inlines {
      switch inline {
      case .image, .link:
        guard let picture = CellRecord.Picture(inline) else { return false }
        pictures.append(picture)
      case .softBreak, .lineBreak: continue
      case .text(let text) where text.allSatisfy(\.isWhitespace): continue
      default: return false
      }
    }
    guard !pictures.isEmpty else { return false }
    open?.pictures += pictures
    open?.recordLines =
      (cell.recordLines?.lowerBound ?? block.lines.lowerBound)...block.lines.upperBound
    return true
  }

  private mutating func endCell() {
    guard let cell = open else { return }
    parts.append(
      .cell(
        Cell(
          number: cell.number, options: cell.options, code: cell.block.text,
          codeLine: cell.block.firstContentLine, lines: cell.lines,
          record: cell.recordLines.map {
            CellRecord(text: cell.text, pictures: cell.pictures, lines: $0)
          })))
    open = nil
  }

  private mutating func endProse() {
    if !prose.isEmpty { parts.append(.prose(prose)) }
    prose = []
  }

  private func refuseUnclosedFences(_ block: MarkdownBlock) throws(LessonError) {
    for block in block.withNested {
      guard case .code(let code) = block.kind, !code.isClosed, let fence = code.fence else {
        continue
      }
      let ending = String(repeating: fence.character, count: fence.length)
      throw LessonError(
        path: path, line: block.lines.lowerBound,
        "this block of code is never closed; end it with a line '\(ending)'")
    }
  }

  /// A cell whose closing fence is missing goes on to the next one, and takes that block's opening
  /// fence for code.
  private func refuseSwallowedFence(_ code: CodeBlock, openedAt line: Int) throws(LessonError) {
    guard let fence = code.fence else { return }
    let ending = String(repeating: fence.character, count: fence.length)
    let lines = code.text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let swallowed = lines.firstIndex(where: { $0.hasPrefix(ending) }) else { return }
    throw LessonError(
      path: path, line: line,
      "this cell is never closed: it takes in the block that begins at line "
        + "\(code.firstContentLine + swallowed). End it with a line '\(ending)'")
  }

  private func refuseNestedCells(_ block: MarkdownBlock) throws(LessonError) {
    for nested in block.withNested where nested != block {
      guard case .code(let code) = nested.kind, code.fence != nil,
        code.info.split(whereSeparator: \.isWhitespace).first == "swift"
      else { continue }
      throw LessonError(
        path: path, line: nested.lines.lowerBound,
        "a cell can't stand inside a list or a quotation, where it would not run; move it out")
    }
  }
}

extension MarkdownBlock {
  /// The block and all blocks inside it.
  fileprivate var withNested: [MarkdownBlock] {
    switch kind {
    case .quote(let blocks): [self] + blocks.flatMap(\.withNested)
    case .list(let list): [self] + list.items.flatMap { $0.blocks.flatMap(\.withNested) }
    default: [self]
    }
  }
}
