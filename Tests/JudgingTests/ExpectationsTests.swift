import Tensors
import Testing
import Walkthroughs

@testable import Judging

@Suite("What a student is told of a wrong answer")
struct ExpectationsTests {
  private static let picture = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
  private static let kernel = Tensor([[0, 1], [2, 3]])
  private static let right = Tensor([[19, 25], [37, 43]])
  private static var flipped: KnownMistake {
    KnownMistake("This is flipped.", gives: Tensor([[5, 11], [23, 29]]))
  }

  /// The words of the failure that `body` ends with; nil if it ends without one.
  private func words(_ body: () throws -> Void) throws -> String? {
    do {
      try body()
      return nil
    } catch let failure as TestFailure {
      return failure.words
    }
  }

  /// How the right answer comes about, as the failure that `body` ends with has it.
  private func workedOut(_ body: () throws -> Void) throws -> String? {
    do {
      try body()
      return nil
    } catch let failure as TestFailure {
      return failure.workedOut
    }
  }

  @Test("how the first wrong number comes about is told apart from what is wrong")
  func workedOutAnswers() throws {
    var answer = Self.right
    answer[1, 0] = 23.5
    let walked = try workedOut {
      try expect(
        answer, equals: Self.right, workedOut: .conv2d(Self.picture, weight: Self.kernel))
    }
    #expect(walked?.contains("0·3 + 1·4 + 2·6 + 3·7") == true)
    let explained = try workedOut {
      try expect(Tensor([[7]]), equals: Tensor([[8]]), because: { "at \($0)" })
    }
    #expect(explained == "at [0, 0]")
    let named = try words {
      try expect(Tensor([[7]]), equals: Tensor([[8]]), called: "dX", because: { "at \($0)" })
    }
    #expect(named == "your dX[0,0] is 7, and 8 is right")
    let shape = try workedOut {
      try expect(
        Self.picture, equals: Self.right, workedOut: .conv2d(Self.picture, weight: Self.kernel))
    }
    #expect(shape == "")
  }

  @Test("why a value is right is told apart from what is right")
  func reasons() throws {
    let wrong = { try expect(3, equals: 4, given: "x = 2", because: "2 + 2 = 4") }
    #expect(try words(wrong) == "x = 2:\nyour answer is 3, and 4 is right")
    #expect(try workedOut(wrong) == "2 + 2 = 4")
  }

  @Test("an answer that goes on and on is cut")
  func longAnswers() throws {
    let long = try words {
      try expect(String(repeating: "x", count: 1_000_000), equals: "y", given: "nothing")
    }
    #expect(long?.hasSuffix("… (1000000 characters), and y is right") == true)
    #expect((long?.count ?? 0) < 300)
  }

  @Test("nothing, if it is right as far as rounding goes")
  func rightAnswers() throws {
    #expect(try words { try expect(Self.right, equals: Self.right) } == nil)
    let close = Self.right.map { $0 + 0.004 }
    #expect(try words { try expect(close, equals: Self.right) } == nil)
    let off = Self.right.map { $0 + 0.005 }
    #expect(try words { try expect(off, equals: Self.right) } != nil)
  }

  @Test("the first wrong number, which mistake it is, and how the right one comes about")
  func wrongNumbers() throws {
    var answer = Self.right
    answer[1, 0] = 23.5
    let one = try words {
      try expect(
        answer, equals: Self.right, given: "X of 3×3",
        workedOut: .conv2d(Self.picture, weight: Self.kernel),
        mistakes: [Self.flipped])
    }
    let lines = one?.split(separator: "\n") ?? []
    #expect(lines.first == "X of 3×3:")
    #expect(lines.dropFirst().first == "your Y[1,0] is 23.5, and 37 is right (1 of 4 is wrong)")
    let known = try words {
      try expect(Tensor([[5, 11], [23, 29]]), equals: Self.right, mistakes: [Self.flipped])
    }
    #expect(known == "your answer[0,0] is 5, and 19 is right (all 4 are wrong)\nThis is flipped.")
  }

  @Test("no mistake where several would give the same")
  func ambiguousMistakes() throws {
    let same = KnownMistake("This is something else.", gives: Tensor([[5, 11], [23, 29]]))
    let found = try words {
      try expect(
        Tensor([[5, 11], [23, 29]]), equals: Self.right, mistakes: [Self.flipped, same])
    }
    #expect(found == "your answer[0,0] is 5, and 19 is right (all 4 are wrong)")
  }

  @Test("words about the place where there is no walkthrough")
  func explained() throws {
    let found = try words {
      try expect(Tensor([[7]]), equals: Tensor([[8]]), because: { "at \($0)" })
    }
    #expect(found == "your answer[0,0] is 7, and 8 is right")
  }

  @Test("which shape is right, and why")
  func shapes() throws {
    let words = try words {
      try expect(
        Self.picture, equals: Self.right, shapeRule: "3 − 2 + 1 = 2", mistakes: [Self.flipped])
    }
    #expect(words == "your answer is 3×3, and 2×2 is right")
    let rule = try workedOut {
      try expect(Self.picture, equals: Self.right, shapeRule: "3 − 2 + 1 = 2")
    }
    #expect(rule == "3 − 2 + 1 = 2")
    let alone = try self.words {
      try expect(Self.picture, hasShape: [2, 2], given: "K of 2×2", shapeRule: "3 − 2 + 1 = 2")
    }
    #expect(alone == "K of 2×2:\nyour answer is 3×3, and 2×2 is right")
    let ruleAlone = try workedOut {
      try expect(Self.picture, hasShape: [2, 2], shapeRule: "3 − 2 + 1 = 2")
    }
    #expect(ruleAlone == "3 − 2 + 1 = 2")
    #expect(
      try self.words { try expect(Tensor([1]), hasShape: [3]) }
        == "your answer has 1 number, and 3 are right")
    #expect(try self.words { try expect(Self.picture, hasShape: [3, 3]) } == nil)
    #expect(
      try self.words { try expect(Tensor(shape: [], [1]), hasShape: [3]) }
        == "your answer is a single number, and a row of 3 numbers is right")
  }

  @Test("that what is no number is wrong, unless it is right")
  func noNumbers() throws {
    let none = Tensor([.nan, 1])
    #expect(
      try words { try expect(none, equals: Tensor([0, 1])) }
        == "your answer[0] is nan, and 0 is right (1 of 2 is wrong)")
    #expect(try words { try expect(none, equals: none) } == nil)
  }

  @Test("two numbers with enough digits to tell them apart")
  func digits() {
    #expect(
      WrongAnswer.texts(2, 1.5) == ("2", "1.5000") || WrongAnswer.texts(2, 1.5) == ("2", "1.5"))
    let (a, b) = WrongAnswer.texts(0.33333, 0.33334)
    #expect(a == "0.33333" && b == "0.33334")
  }

  @Test("what a function was given, if it gave nothing back")
  func arguments() {
    #expect(ArgumentWords.words([]) == "")
    #expect(ArgumentWords.words([2]) == "2")
    #expect(
      ArgumentWords.words([Self.picture, Tensor(shape: [], [1]), "a"])
        == "a tensor of 3×3, a tensor of a single number and \"a\"")
    #expect(ArgumentWords.words([[1, 2]]) == "[1, 2]")
    #expect(ArgumentWords.words([Array(repeating: 1, count: 9), true]) == "an array of 9 and true")
    #expect(ArgumentWords.words([String(repeating: "x", count: 99)]).count == 61)
  }
}
