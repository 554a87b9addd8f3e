public import Kernels
import Tensors

/// What a network is made of: a row for each layer, in the order in which numbers go through them.
///
/// All sizes are those of one picture.
public struct NetworkSummary: Equatable, Sendable {
  /// What there is to say of one layer.
  public struct Row: Equatable, Sendable {
    /// Its names from the network down: "layer1.0.conv1". Empty for a network that is a single layer.
    public let path: String
    /// What it is: "Conv2d". Layers that join paths come after those: "Residual", "Parallel".
    public let kind: String
    /// What it gives for one picture, without the batch's axis.
    public let outputShape: [Int]
    /// How many numbers it learns itself, without its parts'.
    public let parameters: Int
    /// How many multiply-adds it takes for one picture, without its parts'.
    public let multiplyAdds: Int
    /// How many bytes what it gives takes, as Floats.
    public let bytes: Int
    /// How much of the picture one of its outputs looks at.
    public let receptiveField: ReceptiveField
  }

  /// The shape that goes in, without the batch's axis.
  public let input: [Int]
  /// The layers.
  public private(set) var rows: [Row] = []

  /// How many numbers are learned.
  public var parameters: Int { rows.reduce(0) { $0 + $1.parameters } }
  /// How many multiply-adds one picture takes.
  public var multiplyAdds: Int { rows.reduce(0) { $0 + $1.multiplyAdds } }
  /// How many bytes all outputs take, which a way there and back keeps.
  public var bytes: Int { rows.reduce(0) { $0 + $1.bytes } }

  /// What a network is made of.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - input: the shape of one picture, without the batch's axis: `[1, 28, 28]`.
  /// - Throws: `ShapeError` where it doesn't fit, with the layer's path and the rule.
  public init(of network: any Layer, input: [Int]) throws(ShapeError) {
    self.input = input
    let start = Flow(shape: [1] + input, field: ReceptiveField(axes: max(0, input.count - 1)))
    _ = try add(network, path: "", start)
  }

  /// What arrives at a layer.
  private struct Flow {
    var shape: [Int]
    var field: ReceptiveField
  }

  /// Adds the rows of a layer and its parts.
  private mutating func add(
    _ layer: any Layer, path: String, _ input: Flow
  ) throws(ShapeError) -> Flow {
    let paths = layer.paths
    if paths.isEmpty { return try addRow(of: layer, path: path, input, sees: nil) }
    var ends: [Flow] = []
    for chain in paths {
      var flow = input
      for (name, part) in chain {
        flow = try add(part, path: path.isEmpty ? name : "\(path).\(name)", flow)
      }
      ends.append(flow)
    }
    if ends.count == 1 { return ends[0] }
    let field = ends.dropFirst().reduce(ends[0].field) { $0.joined(with: $1.field) }
    return try addRow(of: layer, path: path, input, sees: field)
  }

  private mutating func addRow(
    of layer: any Layer, path: String, _ input: Flow, sees field: ReceptiveField?
  ) throws(ShapeError) -> Flow {
    do throws(ShapeError) {
      let shape = try layer.outputShape(of: input.shape)
      // A layer that joins has no multiply-adds but those of its parts, and they have rows.
      let multiplyAdds = field == nil ? try layer.multiplyAdds(of: input.shape) : 0
      let seen =
        if let field { field } else {
          try input.field.through(layer.window(on: input.shape))
        }
      rows.append(
        Row(
          path: path, kind: layer.kind, outputShape: Array(shape.dropFirst()),
          parameters: layer.state.filter { $0.role != .statistics }.reduce(0) { $0 + $1.count },
          multiplyAdds: multiplyAdds,
          bytes: shape.reduce(MemoryLayout<Float>.stride, *), receptiveField: seen))
      return Flow(shape: shape, field: seen)
    } catch {
      throw path.isEmpty ? error : ShapeError("in \(path): \(error.description)")
    }
  }
}

/// What a network is made of; as text it is a table.
///
///     print(try summary(of: network, input: [1, 28, 28]))
///
/// - Parameters:
///   - network: the network.
///   - input: the shape of one picture, without the batch's axis.
/// - Throws: `ShapeError` where it doesn't fit.
public func summary(of network: any Layer, input: [Int]) throws(ShapeError) -> NetworkSummary {
  try NetworkSummary(of: network, input: input)
}
