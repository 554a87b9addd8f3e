import Tensors

/// Factors for the losses: one for each, fewer that are repeated, or none at all.
struct LossWeights {
  private let weights: Tensor<Float>

  /// - Parameter weights: in the shape of the losses or of their last axes; nil for ones.
  init(_ weights: Tensor<Float>?) {
    self.weights = weights ?? Tensor(repeating: 1, shape: [1])
  }

  /// Calls `body` with what gives the factors at some places.
  @inline(__always)
  func with<Result>(_ body: (Numbers) -> Result) -> Result {
    weights.withUnsafeScalars { body(Numbers(memory: $0.baseAddress!, count: $0.count)) }
  }

  struct Numbers {
    fileprivate let memory: UnsafePointer<Float>
    fileprivate let count: Int

    @inline(always)
    func load(_ places: Lanes) -> Floats {
      if count == 1 { return Floats(repeating: memory[0]) }
      if places.first + places.count <= count { return places.load(memory) }
      return repeated(places)
    }

    @inline(never)
    private func repeated(_ places: Lanes) -> Floats {
      var numbers = Floats.zero
      for lane in 0..<places.count { numbers[lane] = memory[(places.first + lane) % count] }
      return numbers
    }
  }
}
