/// Which convolutions and which operations are compared.
public struct Selection: Sendable {
  /// The convolutions, in order.
  public var rows: [ConvolutionRow]
  /// The other operations, in order.
  public var operations: [OperationSample]

  /// These.
  public init(rows: [ConvolutionRow], operations: [OperationSample]) {
    self.rows = rows
    self.operations = operations
  }

  /// What means all rows, and what means all operations.
  private static let allRows = ["convolutions", "conv2d"]
  private static let allOperations = ["operations"]

  /// All words that mean something.
  public static let words =
    allRows + allOperations + ConvolutionRow.standard.map(\.name) + OperationSample.all.map(\.name)

  /// A word that means no row and no operation.
  public struct UnknownName: Error, Equatable, Sendable {
    /// The word.
    public let name: String
  }

  /// What is meant by names of rows and of operations, in the tables' order, whatever their case.
  ///
  /// - Throws: `UnknownName`.
  public init(named names: [String]) throws(UnknownName) {
    let names = names.map { $0.lowercased() }
    for name in names where !Self.words.contains(where: { $0.lowercased() == name }) {
      throw UnknownName(name: name)
    }
    let wantsAllRows = Self.allRows.contains { names.contains($0) }
    let wantsAllOperations = Self.allOperations.contains { names.contains($0) }
    rows = ConvolutionRow.standard.filter { wantsAllRows || names.contains($0.name) }
    operations = OperationSample.all.filter {
      wantsAllOperations || names.contains($0.name.lowercased())
    }
  }

  /// All of both tables; with `quick` fewer rows.
  public static func all(quick: Bool) -> Selection {
    Selection(
      rows: quick ? ConvolutionRow.quick : ConvolutionRow.standard,
      operations: OperationSample.all)
  }
}
