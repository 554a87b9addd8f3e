import Kernels
import Tensors

/// The lines of a tensor along one of its axes, all of equal length, their numbers `step` apart.
///
/// A line whose numbers are neighbours is worked on sixteen numbers at a time. Lines whose numbers
/// lie apart have other lines for neighbours: then it is sixteen lines at a time, one in each lane.
/// Short lines of neighbours are laid side by side first, as they would leave most lanes empty.
struct Lines {
  /// How many numbers a line has.
  let size: Int
  /// How far they lie apart.
  let step: Int
  /// How many lines there are.
  let count: Int

  init(_ lines: AxisLines) {
    size = lines.size
    step = lines.after
    count = lines.before * lines.after
  }

  /// Lines of neighbours no longer than this are laid side by side.
  private static var shortest: Int { 32 }

  /// Some lines and where their numbers are.
  struct Group {
    /// The number of the first line.
    let line: Int
    /// How many lines there are, 1 to 16.
    let count: Int
    let vectors: Vectors
    /// The two tensors that are read, and the one that is written.
    let x: UnsafePointer<Float>
    let other: UnsafePointer<Float>
    let result: UnsafeMutablePointer<Float>
    /// The place of the first line's first number, and how far numbers of a line lie apart.
    let first: Int
    let step: Int

    /// The place of number `i` of the group's line `lane`.
    @inline(always)
    func place(_ i: Int, lane: Int) -> Int { first + i * step + lane }
  }

  /// Calls `body` with groups of lines that together are all.
  ///
  /// - Parameters:
  ///   - x: the tensor that has these lines.
  ///   - other: another that is read; `x` again if there is none.
  ///   - result: one that is written; nil if there is none.
  @inline(always)
  func forEachGroup(
    workEach: Int, _ x: UnsafePointer<Float>, _ other: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>?, _ body: (Group) -> Void
  ) {
    guard size > 0, count > 0 else { return }
    let isTurned = step == 1 && size <= Self.shortest
    let isAlong = step == 1 && !isTurned
    let width = isAlong ? 1 : Floats.scalarCount
    // Lines that are neighbours of each other, and how many groups they make.
    let neighbours = isTurned ? count : step
    let groupsOfNeighbours = (neighbours + width - 1) / width
    let groups = count / neighbours * groupsOfNeighbours
    let groupsOfTask = max(1, Threads.stretch / (size * width))
    let tasks = (groups + groupsOfTask - 1) / groupsOfTask
    Threads.share(tasks, work: count * size * workEach) { nextTask in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * 16 * Self.shortest) { scratch in
        let turned = scratch.baseAddress!
        let (turnedX, turnedOther) = (turned, turned + 16 * Self.shortest)
        let turnedResult = turned + 32 * Self.shortest
        while let task = nextTask() {
          for group in task * groupsOfTask..<min(groups, (task + 1) * groupsOfTask) {
            let (before, block) = group.quotientAndRemainder(dividingBy: groupsOfNeighbours)
            let line = before * neighbours + block * width
            let abreast = min(width, neighbours - block * width)
            if isTurned {
              let first = line * size
              turn(x + first, into: turnedX, abreast)
              if other != x { turn(other + first, into: turnedOther, abreast) }
              body(
                Group(
                  line: line, count: abreast,
                  vectors: Vectors(first: 0, count: size, step: 16, abreast: 16),
                  x: UnsafePointer(turnedX),
                  other: UnsafePointer(other == x ? turnedX : turnedOther),
                  result: turnedResult, first: 0, step: 16))
              if let result { turnBack(turnedResult, into: result + first, abreast) }
            } else {
              let first = before * size * step + block * width
              body(
                Group(
                  line: line, count: abreast,
                  vectors: isAlong
                    ? Vectors(first..<first + size)
                    : Vectors(first: first, count: size, step: step, abreast: abreast),
                  x: x, other: other, result: result ?? turnedResult, first: first, step: step))
            }
          }
        }
      }
    }
  }

  /// Lines of neighbours laid side by side; beyond `abreast` there are zeros.
  private func turn(
    _ lines: UnsafePointer<Float>, into turned: UnsafeMutablePointer<Float>, _ abreast: Int
  ) {
    for i in 0..<size {
      for lane in 0..<16 {
        turned[i * 16 + lane] = lane < abreast ? lines[lane * size + i] : 0
      }
    }
  }

  private func turnBack(
    _ turned: UnsafePointer<Float>, into lines: UnsafeMutablePointer<Float>, _ abreast: Int
  ) {
    for lane in 0..<abreast {
      for i in 0..<size { lines[lane * size + i] = turned[i * 16 + lane] }
    }
  }
}

extension Lines.Group {
  /// The logarithm of a softmax's denominator in its two parts, for each line: its largest number m,
  /// and Σ j  exp(x[j] − m).
  @inline(always)
  func exponentials() -> (largest: Floats, sum: Doubles) {
    let largest = vectors.largest(x)
    var sums = Doubles.zero
    for places in vectors {
      sums += Doubles(widening: places.kept(.exp(places.load(x) - largest)))
    }
    return (largest, vectors.joined(sums))
  }
}
