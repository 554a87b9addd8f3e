extension AuthorCheck {
  /// How long a lesson may say that it takes. Nobody sits through more than an hour at once.
  static let sensibleMinutes = 1...60

  /// A title, a summary or a time that says nothing.
  func frontMatterFaults() -> [AuthorFault] {
    let matter = lesson.frontMatter
    var faults: [AuthorFault] = []
    if matter.title.allSatisfy(\.isWhitespace) {
      faults.append(
        fault(line(ofField: "title"), "the title is empty; say what the lesson is called"))
    }
    if matter.summary.allSatisfy(\.isWhitespace) {
      faults.append(
        fault(
          line(ofField: "summary"),
          "the summary is empty; ask in a sentence the question that the lesson answers"))
    }
    if !Self.sensibleMinutes.contains(matter.minutes) {
      faults.append(
        fault(
          line(ofField: "minutes"),
          "a lesson can't take \(matter.minutes) minutes; say how many from "
            + "\(Self.sensibleMinutes.lowerBound) to \(Self.sensibleMinutes.upperBound) it takes"))
    }
    return faults
  }
}
