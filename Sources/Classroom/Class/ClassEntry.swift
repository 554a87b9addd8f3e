/// One student's file for one exercise, before it is graded.
public struct ClassEntry: Hashable, Sendable {
  /// Who handed it in.
  public let student: String
  /// The exercise: `03-convolution/valid-convolution`.
  public let exercise: String
  /// The file; nil where the student handed none in.
  public let path: String?

  /// A file of a student's, or the lack of one.
  public init(student: String, exercise: String, path: String?) {
    (self.student, self.exercise, self.path) = (student, exercise, path)
  }
}

/// Some of a class's files, so that several machines can share the work: of ten parts, every tenth file.
public struct Shard: Equatable, Sendable {
  /// Which part, counted from 1.
  public let number: Int
  /// How many parts there are.
  public let count: Int

  /// The part that is written `3/10`; nil if the text is none.
  public init?(_ text: String) {
    let words = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard words.count == 2, let number = words[0], let count = words[1], count >= 1,
      1...count ~= number
    else { return nil }
    (self.number, self.count) = (number, count)
  }

  /// Those of the entries that are in this part.
  public func part(of entries: [ClassEntry]) -> [ClassEntry] {
    entries.indices.filter { $0 % count == number - 1 }.map { entries[$0] }
  }
}
