import Foundation

/// Writes into a lesson's file what its cells print and show.
///
/// The prose stays as it is, byte for byte. Where a cell's record still agrees with what the cell
/// does, it stays too, so recording an unchanged lesson changes nothing. The pictures are put in
/// place first and the file last, by a rename: whatever goes wrong before leaves the old file.
public struct LessonRecorder {
  private let lesson: Lesson
  private let results: [CellResult]

  /// A recorder of one lesson.
  ///
  /// - Parameters:
  ///   - lesson: the lesson as it was run; `write()` refuses if its file has changed since.
  ///   - results: those of all cells of the lesson, in order, all of them right.
  public init(_ lesson: Lesson, results: [CellResult]) {
    self.lesson = lesson
    self.results = results
  }

  /// Writes pictures and file, and says whether anything was changed.
  public func write() throws -> Bool {
    let changed = results.filter { !$0.discrepancies(with: lesson).isEmpty }
    let files = FileManager.default
    let figures = lesson.folder + "/figures"
    guard try String(contentsOfFile: lesson.path, encoding: .utf8) == lesson.source else {
      throw LessonError(
        path: lesson.path, "the file was changed while its cells ran; record it once more")
    }
    guard changed.isEmpty || files.isWritableFile(atPath: lesson.path) else {
      throw LessonError(path: lesson.path, "the file can't be written")
    }
    let shown = try changed.flatMap { result in
      try result.pictures.flatMap { try self.files(of: $0, shownBy: result.cell) }
    }
    for (source, contents) in shown {
      try files.createDirectory(atPath: figures, withIntermediateDirectories: true)
      try contents.write(to: URL(fileURLWithPath: lesson.folder + "/" + source), options: .atomic)
    }
    let text = recorded(changed)
    if text != lesson.source {
      try Data(text.utf8).write(to: URL(fileURLWithPath: lesson.path), options: .atomic)
    }
    try removeFormerFigures(keeping: text)
    return !changed.isEmpty || text != lesson.source
  }

  /// The files of a picture and of the sound that it draws, once they are known to be such.
  private func files(
    of picture: ShownPicture, shownBy cell: Cell
  ) throws -> [(source: String, contents: Data)] {
    func failure(_ kind: String, _ words: String) -> LessonError {
      LessonError(
        path: lesson.path, line: cell.codeLine,
        "cell \(cell.number) shows '\(picture.title)', which is no \(kind): \(words)")
    }
    var files: [(source: String, contents: Data)] = []
    do {
      _ = try picture.picture()
      files.append((picture.source, picture.png ?? Data()))
    } catch {
      throw failure("picture", error.description)
    }
    guard let sound = picture.sound else { return files }
    do {
      _ = try sound.sound()
      files.append((sound.source, sound.wav ?? Data()))
    } catch {
      throw failure("sound", error.description)
    }
    return files
  }

  /// The file's text with the records of these results in it.
  func recorded(_ changed: [CellResult]) -> String {
    var lines = SourceLines(lesson.source)
    let ending = lines.ending
    for result in changed.reversed() {
      let cell = result.cell
      var block = record(of: result).map { SourceLines.Line(text: $0, ending: ending) }
      // What follows directly would become one paragraph with a picture.
      let next = cell.record?.lines.upperBound ?? cell.lines.upperBound
      if next < lines.lines.count, !lines.lines[next].text.allSatisfy(\.isWhitespace) {
        block.append(SourceLines.Line(text: "", ending: ending))
      }
      if let old = cell.record?.lines {
        lines.lines.replaceSubrange(old.lowerBound - 1...old.upperBound - 1, with: block)
      } else if !block.isEmpty {
        let fence = cell.lines.upperBound - 1
        if lines.lines[fence].ending.isEmpty { lines.lines[fence].ending = ending }
        lines.lines.insert(
          contentsOf: [SourceLines.Line(text: "", ending: ending)] + block, at: fence + 1)
      }
    }
    return lines.source
  }

  /// The lines that record a result: the text in a fence, and the pictures.
  private func record(of result: CellResult) -> [String] {
    var lines: [String] = []
    let output = OutputComparison.lines(result.output)
    if !output.isEmpty {
      // The fence is longer than any in the output, so that it can't be ended by it.
      let longest = output.map {
        $0.trimmingCharacters(in: .whitespaces).prefix { $0 == "`" }.count
      }
      let fence = String(repeating: "`", count: max(3, (longest.max() ?? 0) + 1))
      lines += [fence + "output"] + output + [fence]
    }
    for picture in result.pictures {
      if !lines.isEmpty { lines.append("") }
      lines.append(CellRecord.Picture(picture).markdown)
    }
    return lines
  }

  /// Removes the figures that the old record names and the new text no longer does. Others in the
  /// folder are not ours.
  private func removeFormerFigures(keeping text: String) throws {
    let former = lesson.cells.flatMap { $0.record?.pictures ?? [] }.flatMap(\.sources)
    for source in Set(former) where !text.contains(source) {
      let path = lesson.folder + "/" + source
      if FileManager.default.fileExists(atPath: path) {
        try FileManager.default.removeItem(atPath: path)
      }
    }
  }
}
