/// Which convolutions, operations and networks are compared.
public struct Selection: Sendable {
  /// The convolutions, in order.
  public var rows: [ConvolutionRow]
  /// The other operations, in order.
  public var operations: [OperationSample]

  /// The networks, in order.
  public var networks: [NetworkRow]

  /// These.
  public init(
    rows: [ConvolutionRow], operations: [OperationSample], networks: [NetworkRow] = []
  ) {
    (self.rows, self.operations, self.networks) = (rows, operations, networks)
  }

  /// What means all rows, all operations, and all networks.
  private static let allRows = ["convolutions", "conv2d"]
  private static let allOperations = ["operations"]
  private static let allNetworks = ["networks"]

  /// All words that mean something.
  public static let words =
    allRows + allOperations + allNetworks + ConvolutionRow.standard.map(\.name)
    + OperationSample.all.map(\.name) + NetworkRow.standard.map(\.name)

  /// A word that means no row, no operation and no network.
  public struct UnknownName: Error, Equatable, Sendable {
    /// The word.
    public let name: String
  }

  /// What is meant by names of rows, operations and networks, in the tables' order, whatever their case.
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
    let wantsAllNetworks = Self.allNetworks.contains { names.contains($0) }
    networks = NetworkRow.standard.filter { wantsAllNetworks || names.contains($0.name) }
  }

  /// All of the three tables; with `quick` fewer rows.
  public static func all(quick: Bool) -> Selection {
    Selection(
      rows: quick ? ConvolutionRow.quick : ConvolutionRow.standard,
      operations: OperationSample.all, networks: NetworkRow.standard)
  }
}
