/// A grid of numbers with its name.
public struct Panel: Sendable, Equatable {
  /// What stands between the panel at the left and this one: "·", "=", "→".
  public var joint = ""
  /// Its name.
  public var title: String
  /// The rows, all of one length.
  public var cells: [[Cell]]
  /// What stands left of the rows, if anything.
  public var rowNames: [String] = []
  /// What stands above the columns, if anything.
  public var columnNames: [String] = []

  /// The panel in pieces of so many columns, if it has more.
  ///
  /// - Parameter most: at least 1.
  func pieces(ofColumns most: Int) -> [Panel] {
    let count = cells.first?.count ?? 0
    guard count > most else { return [self] }
    // All about equally wide.
    let pieces = (count + most - 1) / most
    let size = (count + pieces - 1) / pieces
    // Behind a sign, the other pieces stand below the first.
    let blank = joint.isEmpty ? "" : " "
    return stride(from: 0, to: count, by: size).map { start in
      let columns = start..<min(start + size, count)
      return Panel(
        joint: start == 0 ? joint : blank, title: start == 0 ? title : "\(title), continued",
        cells: cells.map { Array($0[columns]) }, rowNames: rowNames,
        columnNames: columnNames.isEmpty ? [] : Array(columnNames[columns]))
    }
  }
}

/// A number in a grid.
public struct Cell: Sendable, Equatable {
  /// The number in words; empty where there is none yet.
  public var text: String
  /// What is said of it.
  public var mark = Mark.none
  /// What kind of padding it lies on, if any.
  public var padding: PaddedNumber?

  /// What is said of a number.
  public enum Mark: Sendable, Equatable {
    /// Nothing: it is only there for company.
    case none
    /// It takes part in the step.
    case used
    /// It is what the step is about.
    case current
    /// Of those that take part it was chosen.
    case winner
    /// It isn't known yet.
    case pending
  }

  /// A number that isn't known yet.
  static let pending = Cell(text: "", mark: .pending)
}
