import Foundation
public import LessonEngine

extension Exercise {
  /// Reads the exercise in this folder, which lies in the folder `exercises` of a lesson.
  ///
  /// - Throws: `LessonError` where its README.md can't be read or is none of an exercise, or a file is missing.
  public init(readingFrom folder: String) throws(LessonError) {
    let url = URL(fileURLWithPath: folder).standardizedFileURL.resolvingSymlinksInPath()
    let (text, path) = try textOfFile("\(url.path)/README.md", calling: "exercise")
    let lines = SourceLines(text).lines.map(\.text)
    let (frontMatter, bodyLine) = try FrontMatterReader<FrontMatter>(
      lines: lines, path: path,
      opening: "an exercise begins with its front matter: a line '---', then title, points and for "
        + "(whom), then '---' again"
    ).read()
    guard 0.1...600 ~= frontMatter.seconds else {
      throw LessonError(
        path: path, line: 1,
        "the front matter: 'seconds' is \(frontMatter.seconds); a test may take 0.1 to 600 seconds")
    }
    let body = lines.dropFirst(bodyLine - 1).joined(separator: "\n")
    let blocks = MarkdownDocument(body, firstLine: bodyLine).blocks
    self.init(
      lesson: url.deletingLastPathComponent().deletingLastPathComponent().lastPathComponent,
      name: url.lastPathComponent, folder: url.path, frontMatter: frontMatter,
      task: Array(blocks.prefix { !$0.isHintsHeading }), hints: blocks.hints)
    for file in [starter, judge, solution] where !FileManager.default.fileExists(atPath: file) {
      let missing = URL(fileURLWithPath: file).lastPathComponent
      throw LessonError(
        path: path, "the exercise has no \(missing) beside this file; an exercise needs one")
    }
  }
}

extension MarkdownBlock {
  fileprivate var isHintsHeading: Bool {
    guard case .heading(_, let words) = kind else { return false }
    return words == [.text("Hints")]
  }
}

extension [MarkdownBlock] {
  /// The items of the lists under the heading "Hints".
  fileprivate var hints: [[MarkdownBlock]] {
    drop { !$0.isHintsHeading }.flatMap { block -> [[MarkdownBlock]] in
      guard case .list(let list) = block.kind else { return [] }
      return list.items.map(\.blocks)
    }
  }
}
