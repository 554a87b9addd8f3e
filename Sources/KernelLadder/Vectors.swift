import CPlatform

/// What the processor that this was built for has. The compiler knows these numbers, so a branch on
/// them costs nothing.
enum Processor {
  /// How many Floats fit its widest vector: 16, 8 or 4.
  @inline(__always) static var lanes: Int { Int(loupeVectorFloats) }
  /// Whether a·b + c is one instruction.
  @inline(__always) static var hasFusedMultiplyAdd: Bool { loupeHasFusedMultiplyAdd == 1 }
}

extension SIMD where Scalar == Float {
  /// The vector that begins at `place`, whatever the place's alignment.
  @inline(__always)
  init(at place: UnsafePointer<Float>) {
    self = UnsafeRawPointer(place).loadUnaligned(as: Self.self)
  }

  @inline(__always)
  func store(at place: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(place).storeBytes(of: self, as: Self.self)
  }

  /// self += a·b, in one instruction where the processor has it.
  @inline(__always)
  mutating func add(_ a: Float, times b: Self) {
    if Processor.hasFusedMultiplyAdd {
      self = addingProduct(Self(repeating: a), b)
    } else {
      self += Self(repeating: a) * b
    }
  }
}
