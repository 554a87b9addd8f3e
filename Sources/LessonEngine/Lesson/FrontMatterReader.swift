import Foundation
import Yams

/// Takes the front matter off a Markdown file: YAML between two lines of `---`.
package struct FrontMatterReader<FrontMatter: Decodable> {
  private let lines: [String]
  private let path: String
  private let opening: String

  /// A reader of a file's lines.
  ///
  /// - Parameters:
  ///   - lines: all of the file's.
  ///   - path: what errors call the file.
  ///   - opening: what to say where there is no front matter: how such a file begins.
  package init(lines: [String], path: String, opening: String) {
    (self.lines, self.path, self.opening) = (lines, path, opening)
  }

  /// The front matter, and the number of the first line after it.
  package func read() throws(LessonError) -> (FrontMatter, bodyLine: Int) {
    guard let first = lines.first, first.trimmingPrefix("\u{FEFF}") == "---" else {
      throw LessonError(path: path, line: 1, opening)
    }
    guard let end = lines.dropFirst().firstIndex(of: "---") else {
      throw LessonError(path: path, line: 1, "the front matter has no '---' line after it")
    }
    do {
      let yaml = lines[1..<end].joined(separator: "\n")
      return (try YAMLDecoder().decode(FrontMatter.self, from: yaml), end + 2)
    } catch let error as DecodingError {
      throw LessonError(path: path, line: 1, "the front matter: \(Self.words(error))")
    } catch {
      throw LessonError(path: path, line: 1, "the front matter isn't YAML: \(error)")
    }
  }

  private static func words(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _):
      "'\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' isn't what it should be: "
        + context.debugDescription
    case .dataCorrupted(let context):
      "it isn't YAML: \(context.underlyingError.map { "\($0)" } ?? context.debugDescription)"
    @unknown default:
      "\(error)"
    }
  }
}

/// The text of a file, and its absolute path with no links in it.
///
/// - Parameters:
///   - path: where the file is.
///   - name: what errors call it: "lesson".
/// - Throws: `LessonError` where it can't be read or isn't text.
package func textOfFile(
  _ path: String, calling name: String
) throws(LessonError) -> (text: String, path: String) {
  let url = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
  let data: Data
  do {
    data = try Data(contentsOf: url)
  } catch {
    throw LessonError(path: url.path, "the \(name) can't be read: \(systemWords(error))")
  }
  guard let text = String(validating: data, as: UTF8.self) else {
    throw LessonError(path: url.path, "the \(name) isn't text in UTF-8; save it in that encoding")
  }
  return (text, url.path)
}
