/// A function that a judge asks of a student's file.
public struct FunctionDescription: Hashable, Sendable {
  /// With its labels, as Swift writes it: `pool(_:size:)`.
  public let name: String
  /// The types of its arguments, as they are written in Swift.
  public let arguments: [String]
  /// The type of what it gives back.
  public let result: String

  /// A function of this name and these types.
  public init(name: String, arguments: [String], result: String) {
    (self.name, self.arguments, self.result) = (name, arguments, result)
  }
}

/// A test of a judge, before it runs.
public struct TestDescription: Hashable, Sendable {
  /// What it finds out, in a few words: "stride 2".
  public let title: String
  /// What it is worth.
  public let points: Int
  /// Whether students are only told whether they passed it.
  public let isHidden: Bool

  /// A test of this title.
  public init(title: String, points: Int, isHidden: Bool) {
    (self.title, self.points, self.isHidden) = (title, points, isHidden)
  }
}

/// What a judge is asked to do.
public enum JudgeRequest: Hashable, Sendable {
  /// Say which functions and tests there are.
  case describe
  /// Run the test of this number, with random numbers from this seed.
  case run(test: Int, seed: UInt64)
}

/// What a judge says to the runner.
public enum JudgeMessage: Hashable, Sendable {
  /// These are the functions that it will ask for, and these its tests.
  case description([FunctionDescription], [TestDescription])
  /// Call the student's function of this number.
  case call(function: Int, arguments: [UInt8])
  /// The test that was asked for has ended: what is wrong, and how the right answer comes about; both empty if
  /// nothing is.
  case verdict(passed: Bool, feedback: String, workedOut: String)
}

/// What became of a call that the judge asked for.
public enum CallOutcome: Hashable, Sendable {
  /// It gave this back.
  case result([UInt8])
  /// It gave nothing back. The judge isn't told why: the runner is.
  case nothing
}
