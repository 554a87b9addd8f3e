extension AuthorCheck {
  /// A lesson in `requires` that isn't there, or that nobody can have read before this one.
  func requirementFaults() -> [AuthorFault] {
    lesson.frontMatter.requires.compactMap { name in
      words(for: name).map { fault(line(ofRequirement: name), $0) }
    }
  }

  private func words(for name: String) -> String? {
    if name == lesson.name { return "the lesson requires itself; take it out of 'requires'" }
    guard course.names.contains(name) else {
      let nearest = Spelling.nearest(to: name, among: course.names)
      return "the course has no lesson '\(name)'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? "; name one by its folder")
    }
    if isInCourse, let circle = circle(from: name) {
      return "'requires' goes in a circle: \(lesson.name) requires "
        + circle.joined(separator: ", which requires ") + "; take one of them out"
    }
    if isInCourse, name > lesson.name {
      return "\(name) comes later than this lesson; require what comes before it"
    }
    return nil
  }

  /// The way from a lesson that is required back to this one, along what the lessons require.
  private func circle(from name: String) -> [String]? {
    var seen: Set<String> = []
    var ways = [[name]]
    while let way = ways.popLast() {
      guard let last = way.last, seen.insert(last).inserted,
        let required = try? course.lesson(last).frontMatter.requires
      else { continue }
      if required.contains(lesson.name) { return way + [lesson.name] }
      ways += required.map { way + [$0] }
    }
    return nil
  }

  /// The line of the front matter on which a lesson is required.
  private func line(ofRequirement name: String) -> Int {
    let first = line(ofField: "requires")
    let lines = SourceLines(lesson.source).lines.map(\.text)
    let end = lines.dropFirst().firstIndex(of: "---") ?? lines.count
    guard first <= end else { return first }
    return (lines[(first - 1)..<end].firstIndex { $0.contains(name) } ?? first - 1) + 1
  }
}
