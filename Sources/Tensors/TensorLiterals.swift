// `Tensor([[0, 1], [2, 3]])` is a Tensor<Float>, with no type to write. Where the context asks for
// another scalar (`let x: Tensor<Double> = Tensor([[0, 1], [2, 3]])`), it is that.

extension Tensor where Scalar == Float {
  /// A row of numbers.
  public init(_ values: [Float]) { self.init(shape: [values.count], values) }

  /// A matrix, row by row.
  ///
  /// - Precondition: all rows are equally long.
  public init(_ rows: [[Float]]) { self.init(rows: rows) }

  /// A stack of matrices.
  public init(_ planes: [[[Float]]]) { self.init(planes: planes) }

  /// Pictures: `[N, C, H, W]`.
  public init(_ pictures: [[[[Float]]]]) { self.init(pictures: pictures) }
}

extension Tensor {
  /// A row of numbers.
  @_disfavoredOverload
  public init(_ values: [Scalar]) { self.init(shape: [values.count], values) }

  /// A matrix, row by row.
  ///
  /// - Precondition: all rows are equally long.
  @_disfavoredOverload
  public init(_ rows: [[Scalar]]) { self.init(rows: rows) }

  /// A stack of matrices.
  @_disfavoredOverload
  public init(_ planes: [[[Scalar]]]) { self.init(planes: planes) }

  /// Pictures: `[N, C, H, W]`.
  @_disfavoredOverload
  public init(_ pictures: [[[[Scalar]]]]) { self.init(pictures: pictures) }

  private init(rows: [[Scalar]]) {
    let width = rows.first?.count ?? 0
    for (number, row) in rows.enumerated() {
      require(
        row.count == width,
        "row \(number) has \(row.count) numbers, row 0 has \(width): rows must be equally long")
    }
    self.init(shape: [rows.count, width], rows.flatMap { $0 })
  }

  private init(planes: [[[Scalar]]]) {
    self.init(stacking: planes.map { Tensor(rows: $0) })
  }

  private init(pictures: [[[[Scalar]]]]) {
    self.init(stacking: pictures.map { Tensor(planes: $0) })
  }

  /// Tensors of equal shape as one, along a new first axis.
  ///
  /// - Precondition: all shapes are equal.
  public init(stacking parts: [Tensor]) {
    let shape = parts.first?.shape ?? []
    for (number, part) in parts.enumerated() {
      require(
        part.shape == shape,
        "part \(number) has the shape \(part.shape), part 0 \(shape): they must be equal")
    }
    self.init(shape: [parts.count] + shape, parts.flatMap { $0.scalars })
  }
}
