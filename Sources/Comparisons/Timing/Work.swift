import FastKernels

/// What an operation has to do at least: how often it multiplies and adds, and how many bytes it reads
/// and writes if it touches each number of its tensors once.
public struct Work: Equatable, Sendable {
  /// Products that are added to a sum. An algorithm that finds a way round some of them is measured
  /// by the plain sum all the same.
  public let multiplyAdds: Int
  /// Of what goes in and what comes out together.
  public let bytes: Int

  /// Work of these amounts.
  public init(multiplyAdds: Int = 0, bytes: Int) {
    self.multiplyAdds = multiplyAdds
    self.bytes = bytes
  }

  /// Thousand millions of floating-point operations a second, two for each multiply-add; nil where
  /// there are none.
  public func gigaflops(in seconds: Double) -> Double? {
    multiplyAdds == 0 ? nil : 2 * Double(multiplyAdds) / seconds / 1e9
  }

  /// Thousand millions of bytes a second; nil where none are moved.
  public func gigabytes(in seconds: Double) -> Double? {
    bytes == 0 ? nil : Double(bytes) / seconds / 1e9
  }

  /// What holds this work up on a machine of these limits, and what share of that limit is reached in
  /// a time.
  ///
  /// - Returns: the limit that alone takes longer, and its time divided by `seconds`. What stays in a
  ///   nearer cache than the copy that was measured can reach more than 1. Nil where there is nothing
  ///   to do.
  public func share(of limits: MachineLimits, in seconds: Double) -> Share? {
    guard bytes > 0 || multiplyAdds > 0 else { return nil }
    let arithmetic = Double(multiplyAdds) / limits.multiplyAddsPerSecond
    let memory = Double(bytes) / limits.copy(moving: bytes).bytesPerSecond
    return arithmetic >= memory
      ? Share(limit: .arithmetic, value: arithmetic / seconds)
      : Share(limit: .memory, value: memory / seconds)
  }

  /// A share of one of the machine's limits.
  public struct Share: Equatable, Sendable {
    /// What the machine's limits are limits of.
    public enum Limit: String, Sendable {
      /// Multiply-adds in registers.
      case arithmetic
      /// A copy of as many bytes.
      case memory
    }

    /// Which one it is.
    public let limit: Limit
    /// From 0 to about 1.
    public let value: Double
  }
}
