import Judging
import Loupe

let windowSum = Student.function(
  "windowSum(_:row:column:height:width:)",
  as: ((Tensor<Float>, Int, Int, Int, Int) -> Float).self,
  parameters: ["X", "row", "column", "height", "width"])

/// A window: where it begins, and how large it is.
struct Window {
  var row: Int, column: Int, height: Int, width: Int

  var words: String { "row \(row), column \(column), height \(height), width \(width)" }

  /// Its numbers in X; nil if it isn't all in X.
  func cut(_ X: Tensor<Float>) -> Tensor<Float>? {
    guard row >= 0, column >= 0, height >= 0, width >= 0, row + height <= X.shape[0],
      column + width <= X.shape[1]
    else { return nil }
    return X[rows: row..<row + height, columns: column..<column + width]
  }
}

/// What comes out of mistakes that many people make: words, and the window that is then added up.
func mistakes(_ X: Tensor<Float>, _ asked: Window) -> [(words: String, window: Window)] {
  func changed(_ change: (inout Window) -> Void) -> Window {
    var window = asked
    change(&window)
    return window
  }
  return [
    (
      "This is the sum of all of X. Cut the window out first: X[rows: …, columns: …].",
      Window(row: 0, column: 0, height: X.shape[0], width: X.shape[1])
    ),
    (
      "This is the sum of a window one row and one column larger. A range leaves its end out, so the "
        + "end is start plus size.",
      changed { ($0.height, $0.width) = ($0.height + 1, $0.width + 1) }
    ),
    (
      "This is the sum of a window one row and one column smaller. The range already leaves its end "
        + "out: the end is start plus size.",
      changed { ($0.height, $0.width) = ($0.height - 1, $0.width - 1) }
    ),
    (
      "This is what comes out when rows and columns are counted from 1. They are counted from 0.",
      changed { ($0.row, $0.column) = ($0.row - 1, $0.column - 1) }
    ),
    (
      "This is the window in the top left corner. Yours begins at row and column.",
      changed { ($0.row, $0.column) = (0, 0) }
    ),
    (
      "This is what comes out when row and column are exchanged: the row is how far down.",
      changed { ($0.row, $0.column) = ($0.column, $0.row) }
    ),
    (
      "This is what comes out when height and width are exchanged: the height counts rows.",
      changed { ($0.height, $0.width) = ($0.width, $0.height) }
    ),
    (
      "This is what comes out when the window is as wide as it is high. Its width is width.",
      changed { $0.width = $0.height }
    ),
    (
      "This is what comes out when the size is taken for the end of the range: row..<height. The end "
        + "is start plus size.",
      changed { ($0.height, $0.width) = ($0.height - $0.row, $0.width - $0.column) }
    ),
  ]
}

func whole(_ number: Float) -> String { "\(Tensor(shape: [], [number]))" }

func expectSum(_ X: Tensor<Float>, _ window: Window) throws {
  let answer = try windowSum(X, window.row, window.column, window.height, window.width)
  guard let inside = window.cut(X) else { throw TestFailure("there is no such window") }
  let right = inside.sum()
  if answer == right { return }
  var lines = [
    "X of \(X.shape[0])×\(X.shape[1]), \(window.words):",
    "your sum is \(whole(answer)), and \(whole(right)) is right",
  ]
  let known = mistakes(X, window).filter { $0.window.cut(X)?.sum() == answer }
  // 0 is what an untouched file gives, and what an empty window gives: it says nothing.
  if answer != 0, known.count == 1 { lines.append(known[0].words) }
  throw TestFailure(
    lines.joined(separator: "\n"),
    workedOut: """
      X is
      \(X)
      The window is
      \(inside)
      \(inside.scalars.map(whole).joined(separator: " + ")) = \(whole(right))
      """)
}

/// A grid of numbers that are all above 0: no two windows of which one lies in the other have the same sum.
func grid(_ height: Int, _ width: Int, _ random: inout SeededRandom) -> Tensor<Float> {
  random.wholeTensor([height, width], in: 1...9)
}

test("the worked example", points: 1) {
  try expectSum(
    Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]]), Window(row: 0, column: 0, height: 2, width: 2))
}

/// A place whose row isn't its column, so that the two exchanged show.
func place(_ random: inout SeededRandom) -> (row: Int, column: Int) {
  let row = random.whole(in: 0...2)
  return (row, (row + random.whole(in: 1...2)) % 3)
}

property("windows anywhere", points: 2) { random in
  let (row, column) = place(&random)
  try expectSum(
    grid(5, 5, &random), Window(row: row, column: column, height: 3, width: 3))
}

property("windows that aren't square", points: 2) { random in
  let (row, column) = place(&random)
  let (short, long) = (random.whole(in: 1...2), 3)
  let isHigh = random.whole(in: 0...1) == 0
  try expectSum(
    grid(5, 6, &random),
    Window(
      row: row, column: column, height: isHigh ? long : short, width: isHigh ? short : long))
}
