/// A file's text as lines, each with the line end that it has in the file.
///
/// Markdown counts CR LF, LF and CR alone each as the end of a line. Swift takes CR LF for one
/// character, so lines are found among the Unicode scalars.
package struct SourceLines {
  package struct Line: Equatable {
    /// What stands in it.
    package var text: String
    /// "\n", "\r\n" or "\r"; empty at the end of a file that doesn't end its last line.
    var ending: String
  }

  /// The lines, in order.
  package var lines: [Line] = []

  /// The lines of a text.
  package init(_ source: String) {
    var text = String.UnicodeScalarView()
    var scalars = source.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      guard scalar == "\n" || scalar == "\r" else {
        text.append(scalar)
        continue
      }
      var ending = String(scalar)
      if scalar == "\r", next == "\n" {
        ending = "\r\n"
        next = scalars.next()
      }
      lines.append(Line(text: String(text), ending: ending))
      text = String.UnicodeScalarView()
    }
    if !text.isEmpty { lines.append(Line(text: String(text), ending: "")) }
  }

  /// The line end that the file uses: that of its first line.
  var ending: String { lines.first.map { $0.ending.isEmpty ? "\n" : $0.ending } ?? "\n" }

  /// The text as it stands in the file.
  var source: String { lines.map { $0.text + $0.ending }.joined() }
}
