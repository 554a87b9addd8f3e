#if !$Embedded

  extension Tensor: Codable where Scalar: Codable {
    private enum Key: CodingKey { case shape, scalars }

    /// The shape, and all numbers in row order.
    public func encode(to encoder: any Encoder) throws {
      var fields = encoder.container(keyedBy: Key.self)
      try fields.encode(shape, forKey: .shape)
      try fields.encode(scalars, forKey: .scalars)
    }

    /// Reads what `encode` wrote.
    ///
    /// - Throws: what the decoder says, and that there are not as many numbers as the shape has places.
    public init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Key.self)
      let shape = try fields.decode([Int].self, forKey: .shape)
      let scalars = try fields.decode([Scalar].self, forKey: .scalars)
      guard shape.count <= 6, Self.hasRoom(for: shape), shape.reduce(1, *) == scalars.count else {
        throw DecodingError.dataCorruptedError(
          forKey: .scalars, in: fields,
          debugDescription: "\(scalars.count) numbers don't fill the shape \(shape)")
      }
      self.init(shape: shape, scalars)
    }

    /// Whether all sizes are sizes and their product can be counted, in bytes and with 1 for 0.
    private static func hasRoom(for shape: [Int]) -> Bool {
      var bytes = MemoryLayout<Scalar>.stride
      for size in shape {
        let (product, overflow) = bytes.multipliedReportingOverflow(by: max(size, 1))
        if size < 0 || overflow { return false }
        bytes = product
      }
      return true
    }
  }

#endif
