import LessonEngine

/// The text with everything shown that could steer a program that shows it.
///
/// - Control characters become their pictures, as on a terminal; what ends a line is a line feed alone.
/// - U+FFFE and U+FFFF, which XML can't say, become their numbers.
/// - GitHub takes a line of a log for a command if it begins with two colons, or has `##[` in it: with one of
///   these a student's program could hand in points of its own. They get a space between.
func harmless(_ text: String) -> String {
  var shown = String.UnicodeScalarView()
  /// The last two characters that were shown.
  var before: (Unicode.Scalar, Unicode.Scalar) = ("\n", "\n")
  func show(_ scalar: Unicode.Scalar) {
    shown.append(scalar)
    before = (before.1, scalar)
  }
  let scalars = text.unicodeScalars
  for index in scalars.indices {
    let scalar = scalars[index]
    switch scalar {
    case "\r" where scalars[scalars.index(after: index)...].first == "\n": continue
    case "\u{FFFE}", "\u{FFFF}": scalar.numberShown.unicodeScalars.forEach(show)
    case _ where scalar.isControl: scalar.controlShown.unicodeScalars.forEach(show)
    default:
      let isCommand = (scalar == ":" && before.1 == ":") || (scalar == "[" && before == ("#", "#"))
      if isCommand { show(" ") }
      show(scalar)
    }
  }
  return String(shown)
}

/// The text's beginning and end, with a note between, where it has more code points than may be.
func cutInTheMiddle(_ text: String, to limit: Int) -> String {
  let scalars = text.unicodeScalars
  let count = scalars.count
  guard count > limit else { return text }
  // The note has less than 50 characters. It stands in one line with what follows, so that this is the
  // beginning of a line only where it was one before.
  let room = max(0, limit - 50)
  let (head, tail) = (room - room / 3, room / 3)
  return String(scalars.prefix(head)) + " … \(count - head - tail) characters are left out … "
    + String(scalars.suffix(tail))
}

extension Grade {
  /// The grade with harmless texts, and times that can be written down.
  var withHarmlessTexts: Grade {
    var grade = self
    grade.exercise = harmless(exercise)
    grade.student = student.map(harmless)
    grade.file = harmless(file)
    grade.message = message.map(harmless)
    grade.sandbox = harmless(sandbox)
    grade.warnings = warnings.map(harmless)
    for number in tests.indices {
      let test = tests[number]
      grade.tests[number].title = harmless(test.title)
      grade.tests[number].feedback = harmless(test.feedback)
      grade.tests[number].workedOut = harmless(test.workedOut)
      grade.tests[number].printed = harmless(test.printed)
      grade.tests[number].seconds = test.seconds.isFinite ? max(0, test.seconds) : 0
    }
    return grade
  }
}
