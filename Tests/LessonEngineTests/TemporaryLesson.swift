import Foundation

@testable import LessonEngine

/// The front matter that lessons in tests begin with. Their bodies begin on line 6.
let frontMatter = """
  ---
  title: A lesson
  summary: Does it work?
  minutes: 1
  ---

  """

/// The text of a lesson with nothing but these cells, each given with the words after `swift`.
///
/// The first cell's code begins on line 7, the next one's four lines after the last line of the
/// first.
func lessonText(_ cells: [(options: String, code: String)]) -> String {
  cells.reduce(frontMatter) { text, cell in
    let words = cell.options.isEmpty ? "swift" : "swift \(cell.options)"
    return text + "```\(words)\n\(cell.code)\n```\n\n"
  }
}

/// Puts a lesson of this text into a folder and returns the path of its file.
@discardableResult
func writeLesson(
  _ text: String, named name: String = "01-lesson", in folder: String
) throws -> String {
  let path = "\(folder)/\(name)/README.md"
  try FileManager.default.createDirectory(
    atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  return path
}
