/// Plain text in lines that fit, broken at blanks.
///
/// - Parameters:
///   - text: what is to be shown; a word that is longer than a line is broken where the line ends.
///   - width: how many columns a line has.
public func brokenLines(_ text: String, width: Int) -> [String] {
  LineBreaker.lines([TextRun(text: text)], width: width).map { $0.text(.plain) }
}
