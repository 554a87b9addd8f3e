import Kernels
import Tensors

/// Makes the panel of one plane of a tensor: of its last two axes, with the padding around them.
struct PanelMaker {
  private let operand: Operand
  /// From this many numbers on nothing is known yet.
  private let known: Int

  init(_ operand: Operand, known: Int? = nil) {
    self.operand = operand
    self.known = known ?? operand.values.count
  }

  private var values: Tensor<Float> { operand.values }

  /// The axes of a plane: the last two, or the only one; a tensor without axes is a plane of one number.
  private var planeAxes: Int { min(2, values.rank) }
  private var rowAxis: Int? { planeAxes == 2 ? values.rank - 2 : nil }
  private var columnAxis: Int? { planeAxes >= 1 ? values.rank - 1 : nil }

  /// The indices before those of a place's plane.
  static func plane(of place: [Int]) -> [Int] { Array(place.dropLast(2)) }

  /// The panel of a plane.
  ///
  /// - Parameters:
  ///   - plane: the indices before the last two axes.
  ///   - marks: what is said of places, whole ones, which may be on the padding.
  ///   - joint: the sign between the panel and the one at its left.
  func panel(_ plane: [Int], marks: [[Int]: Cell.Mark], joint: String = "") -> Panel {
    let marked = marks.keys.filter { $0.dropLast(planeAxes).elementsEqual(plane) }
      .map { Self.rowAndColumn($0) }
    let rows = visible(axis: rowAxis, marked.map(\.row))
    let columns = visible(axis: columnAxis, marked.map(\.column))
    let grid = rows.map { row in columns.map { column in place(plane, row, column) } }
    let numbers = grid.joined().compactMap { origin(of: $0) }.map { values[at: $0] }
    let format = NumberFormat(numbers)
    return Panel(
      joint: joint, title: title(of: plane),
      cells: grid.map { row in row.map { cell($0, format, marks[$0] ?? .none) } },
      rowNames: isWhole(rows, axis: rowAxis) ? [] : rows.map(String.init),
      columnNames: isWhole(columns, axis: columnAxis) ? [] : columns.map(String.init))
  }

  private func cell(_ place: [Int], _ format: NumberFormat, _ mark: Cell.Mark) -> Cell {
    guard let origin = origin(of: place) else {
      return Cell(text: "0", mark: mark, padding: .zero)
    }
    guard values.offset(of: origin) < known else { return .pending }
    return Cell(
      text: format.text(values[at: origin]), mark: mark, padding: origin == place ? nil : .repeated)
  }

  /// Where on the tensor the number at a place comes from; nil on a zero of the padding.
  private func origin(of place: [Int]) -> [Int]? {
    var origin = place
    let first = values.rank - operand.windows.count
    for (axis, window) in operand.windows.enumerated() {
      guard let i = window.input(at: place[first + axis]) else { return nil }
      origin[first + axis] = i
    }
    return origin
  }

  private func place(_ plane: [Int], _ row: Int, _ column: Int) -> [Int] {
    plane + [row, column].suffix(planeAxes)
  }

  /// A tensor with a single axis is one row, and one without any a single number.
  static func rowAndColumn(_ place: [Int]) -> (row: Int, column: Int) {
    (place.dropLast().last ?? 0, place.last ?? 0)
  }

  private func title(of plane: [Int]) -> String {
    plane.count <= operand.hiddenAxes ? operand.name : operand.label(plane)
  }

  // MARK: What of a large tensor is shown

  /// How long an axis may be to be shown whole.
  private static let longest = 12

  /// The indices along an axis that are shown: all, or those around the marked ones.
  private func visible(axis: Int?, _ marked: [Int]) -> Range<Int> {
    let whole = whole(axis, marked)
    guard whole.count > Self.longest, let first = marked.min(), let last = marked.max() else {
      return whole.count > Self.longest ? whole.prefix(Self.longest) : whole
    }
    return max(whole.lowerBound, first - 1)..<min(whole.upperBound, last + 2)
  }

  private func isWhole(_ range: Range<Int>, axis: Int?) -> Bool {
    range.count >= whole(axis, Array(range)).count
  }

  /// All indices along an axis, its padding and the marked ones included.
  private func whole(_ axis: Int?, _ marked: [Int]) -> Range<Int> {
    guard let axis else { return 0..<1 }
    let size = values.shape[axis]
    let number = axis - (values.rank - operand.windows.count)
    guard number >= 0, let window = operand.windows.dropFirst(number).first else { return 0..<size }
    return -window.paddingBefore..<max(size + window.paddingAfter, (marked.max() ?? 0) + 1)
  }
}
