import Loupe
import Testing

@Suite("A kernel as it is typed")
struct KernelTextTests {
  @Test(
    "blanks, commas, line ends, fractions and books' minus signs are all read",
    arguments: readable)
  func read(text: String, rows: [[Float]]) throws {
    #expect(try KernelText.weight(text) == Tensor(rows))
  }

  private static let readable: [(String, [[Float]])] = [
    ("0 1 0; 1 -4 1; 0 1 0", [[0, 1, 0], [1, -4, 1], [0, 1, 0]]),
    ("1,2,3;4,5,6", [[1, 2, 3], [4, 5, 6]]),
    (" 1, 2 3 ;\t4 ,5,6 ; ", [[1, 2, 3], [4, 5, 6]]),
    ("1 2\n3 4\n", [[1, 2], [3, 4]]),
    ("1/4 −1/2 +3e-1", [[0.25, -0.5, 0.3]]),
    ("-.5", [[-0.5]]), ("1/3", [[0.333_333_34]]),
    ("1;2;3;4", [[1], [2], [3], [4]]), ("1e2/1e1", [[10]]),
  ]

  @Test(
    "what is wrong is said with its row",
    arguments: wrong)
  func refused(text: String, error: KernelTextError) {
    #expect(throws: error) { try KernelText.weight(text) }
    #expect(error.description.contains("row") || error == .empty)
  }

  private static let wrong: [(String, KernelTextError)] = [
    ("", .empty), (" ; ; ", .empty), ("1 2;;3 4", .gap(row: 2)),
    (";1 2", .gap(row: 1)), ("1 2;3 4;;", .gap(row: 3)), ("1,,2", .gap(row: 1)),
    ("1 2;3,", .gap(row: 2)), ("1 2;3 x", .notNumber("x", row: 2)),
    ("1 2;3", .ragged(row: 2, count: 1, firstCount: 2)),
    ("1;2 3", .ragged(row: 2, count: 2, firstCount: 1)), ("1/0", .dividedByZero("1/0", row: 1)),
    ("1/-0.0", .dividedByZero("1/-0.0", row: 1)), ("1/2/3", .notNumber("1/2/3", row: 1)),
    ("/2", .notNumber("/2", row: 1)), ("nan", .notNumber("nan", row: 1)),
    ("1;inf", .notNumber("inf", row: 2)), ("0x10", .notNumber("0x10", row: 1)),
    ("1e39", .tooLarge("1e39", row: 1)), ("1e999", .tooLarge("1e999", row: 1)),
    ("1e30/1e-30", .tooLarge("1e30/1e-30", row: 1)), ("1e", .notNumber("1e", row: 1)),
    ("٣", .notNumber("٣", row: 1)), ("--1", .notNumber("--1", row: 1)),
  ]
}
