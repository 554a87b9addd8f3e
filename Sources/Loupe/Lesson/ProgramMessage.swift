/// What a lesson's program says to the runner, one line of JSON each.
///
/// After each message the program waits for the runner's answer, a single line. So what it printed
/// before the message has arrived before the message is dealt with, and belongs to the cell that
/// was running: no markers are needed in the output itself.
public enum ProgramMessage: Codable, Equatable, Sendable {
  /// The program has come to the cell with this number and waits to be let on.
  case waiting(cell: Int)
  /// The cell has made a picture, which lies at `path`. `title` says what it shows,
  /// and so does `alt`, at more length, to those who can't see it. Where the picture draws a sound, that lies at
  /// `sound`.
  case picture(path: String, title: String, alt: String?, sound: String?)
  /// A check has been made, at this line of the lesson.
  case check(passed: Bool, summary: String, line: Int)
  /// A line of the lesson has given this value: to the variable `name`, or to nothing where it is empty.
  case value(name: String, text: String, line: Int, column: Int)
  /// It has given so many values more, and this one last; nil where that one isn't known.
  case moreValues(name: String, count: Int, last: String?, line: Int, column: Int)
  /// What is printed from now on is wanted back.
  case startsCollecting
  /// What was printed since then is wanted, as the file at `path`.
  case collects(path: String)
  /// The last cell has run to its end.
  case finished
}

/// How the runner and the program find each other: names in the program's environment.
public enum LessonEnvironment {
  /// The descriptor of the socket on which they talk.
  public static let socket = "LOUPE_SOCKET"
  /// The folder in which pictures are put.
  public static let figures = "LOUPE_FIGURES"
  /// The reader's own picture, where they chose one.
  public static let picture = "LOUPE_PICTURE"
  /// The folder with the reader's data sets, where they have set it.
  public static let data = "LOUPE_DATA"
  /// The folder of what is remembered from run to run.
  public static let memory = "LOUPE_MEMORY"
  /// What stands for the code up to each cell: `1:ab 2:cd`.
  public static let memoryKeys = "LOUPE_MEMORY_KEYS"
  /// Set where what is remembered is made anew.
  public static let memoryIsFresh = "LOUPE_MEMORY_FRESH"
  /// The file in which the runner puts what was printed.
  public static let collection = "LOUPE_COLLECTION"
}
