/// Writes blocks of a matrix in the order in which the microkernel reads them.
///
/// The microkernel takes A in panels of `mr` rows and B in panels of `nr` columns, and of either it
/// wants, for every step of k, the panel's numbers side by side: `[panel][k][width]`. Rows of A and
/// columns of B are the same thing here, *members* of a panel. Members past the last are zero.
struct PanelPacker<Lines: MatrixLines> {
  /// Which way the product reads the lines.
  enum Direction {
    /// A line holds one step of k for all members: the rows of B, the columns of A.
    case lineForEachStep
    /// A line holds all steps of k for one member: the rows of A, the columns of B.
    case lineForEachMember
  }

  let lines: Lines
  let direction: Direction

  init(_ lines: Lines, _ direction: Direction) {
    self.lines = lines
    self.direction = direction
  }

  /// The most numbers of a line that are copied at once; a block has at most as many columns.
  private static var piece: Int { 256 }

  /// Writes the panels of `members` over the steps `steps`.
  @inline(__always)
  func pack(
    _ members: Range<Int>, steps: Range<Int>, width: Int,
    into block: UnsafeMutablePointer<Float>
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.piece) { piece in
      let piece = piece.baseAddress!
      switch direction {
      case .lineForEachStep:
        packSteps(members, steps: steps, width: width, by: piece, into: block)
      case .lineForEachMember:
        let panels = (members.count + width - 1) / width
        for slot in 0..<panels * width {
          let (panel, within) = slot.quotientAndRemainder(dividingBy: width)
          packMember(
            slot < members.count ? members.lowerBound + slot : nil, steps: steps, width: width,
            by: piece, into: block + panel * steps.count * width + within)
        }
      }
    }
  }

  /// Makes each step's line whole, then cuts it into panels.
  @inline(__always)
  private func packSteps(
    _ members: Range<Int>, steps: Range<Int>, width: Int, by piece: UnsafeMutablePointer<Float>,
    into block: UnsafeMutablePointer<Float>
  ) {
    let padded = (members.count + width - 1) / width * width
    (piece + members.count).update(repeating: 0, count: padded - members.count)
    var row = block
    for step in steps {
      lines.copy(line: step, places: members, to: piece)
      for slot in stride(from: 0, to: padded, by: width) {
        (row + slot * steps.count).update(from: piece + slot, count: width)
      }
      row += width
    }
  }

  /// Writes one member's steps, `width` numbers apart: of its line, or zeros.
  @inline(__always)
  private func packMember(
    _ member: Int?, steps: Range<Int>, width: Int, by piece: UnsafeMutablePointer<Float>,
    into slot: UnsafeMutablePointer<Float>
  ) {
    var slot = slot
    for first in stride(from: steps.lowerBound, to: steps.upperBound, by: Self.piece) {
      let count = min(Self.piece, steps.upperBound - first)
      if let member {
        lines.copy(line: member, places: first..<first + count, to: piece)
      } else {
        piece.update(repeating: 0, count: count)
      }
      for step in 0..<count { slot[step * width] = piece[step] }
      slot += count * width
    }
  }
}
