/// A table as text: a line a row, commas between the fields, and quotes around a field that has a comma, a quote
/// or a line end in it (RFC 4180).
enum CommaSeparatedText {
  /// Why a text is no such table, and where.
  struct ReadingError: Error, Equatable, CustomStringConvertible {
    /// The line, counted from 1.
    let line: Int
    let description: String
  }

  /// The rows of a text. Empty lines are none.
  static func rows(_ text: String) throws(ReadingError) -> [(line: Int, fields: [String])] {
    var rows: [(line: Int, fields: [String])] = []
    var reader = Reader(text)
    while let row = try reader.row() {
      if row.fields != [""] { rows.append(row) }
    }
    return rows
  }

  /// A row, with its line end.
  static func line(_ fields: [String]) -> String {
    fields.map { field in
      field.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
        ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
    }.joined(separator: ",") + "\n"
  }

  private struct Reader {
    private var rest: Substring.UnicodeScalarView
    private var line = 1

    init(_ text: String) { rest = text.drop { $0 == "\u{FEFF}" }.unicodeScalars }

    mutating func row() throws(ReadingError) -> (line: Int, fields: [String])? {
      guard !rest.isEmpty else { return nil }
      let start = line
      var fields: [String] = []
      while true {
        fields.append(try field())
        guard let end = rest.popFirst() else { return (start, fields) }
        if end == "," { continue }
        if end == "\r", rest.first == "\n" { rest.removeFirst() }
        line += 1
        return (start, fields)
      }
    }

    private mutating func field() throws(ReadingError) -> String {
      guard rest.first == "\"" else {
        let field = rest.prefix { !",\r\n".unicodeScalars.contains($0) }
        rest = rest[field.endIndex...]
        return String(String.UnicodeScalarView(field))
      }
      let start = line
      rest.removeFirst()
      var field = String.UnicodeScalarView()
      while let next = rest.popFirst() {
        if next == "\"" {
          guard rest.first == "\"" else { break }
          rest.removeFirst()
        } else if rest.isEmpty {
          throw ReadingError(line: start, description: "a quote is never closed")
        }
        if next == "\n" { line += 1 }
        field.append(next)
      }
      guard rest.isEmpty || ",\r\n".unicodeScalars.contains(rest.first!) else {
        throw ReadingError(line: line, description: "something stands behind a closing quote")
      }
      return String(field)
    }
  }
}
