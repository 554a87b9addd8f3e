import Tensors

/// What this machine can do at most, measured: no operation that does so many multiply-adds and moves
/// so many bytes takes less time than these do alone.
///
/// The larger of the two times is the *roofline*. Source: S. Williams, A. Waterman, D. Patterson,
/// *Roofline: An Insightful Visual Performance Model for Multicore Architectures*, Communications of
/// the ACM 52, 2009, https://doi.org/10.1145/1498765.1498785.
public struct MachineLimits: Equatable, Sendable {
  /// How fast so many bytes were copied.
  public struct Copy: Equatable, Sendable {
    /// How many bytes were moved, those read and those written together.
    public let bytes: Int
    /// Bytes a second, those read and those written together.
    public let bytesPerSecond: Double

    /// A rate that is known, such as a test's.
    public init(bytes: Int, bytesPerSecond: Double) {
      self.bytes = bytes
      self.bytesPerSecond = bytesPerSecond
    }
  }

  /// On how many threads all was measured.
  public let threads: Int

  /// Multiply-adds of Floats a second, whole vectors of them in registers. Each counts as two
  /// floating-point operations.
  public let multiplyAddsPerSecond: Double

  /// How fast memory is copied, from few bytes, which stay in a cache, to more than caches hold.
  public let copies: [Copy]

  /// How much of the cores' time the threads had while the multiply-adds were measured: 1 where
  /// nothing else ran. Where it is much less, other work takes the cores in turns, and all times that
  /// are taken now are unsteady.
  public let coreShare: Double

  /// Limits that are known, such as a test's.
  ///
  /// - Precondition: there is at least one of `copies`.
  public init(
    threads: Int, multiplyAddsPerSecond: Double, copies: [Copy], coreShare: Double = 1
  ) {
    require(!copies.isEmpty, "limits need the rate of at least one copy")
    self.threads = threads
    self.multiplyAddsPerSecond = multiplyAddsPerSecond
    self.copies = copies
    self.coreShare = coreShare
  }

  /// The copy whose size is nearest to `bytes`, as a ratio.
  public func copy(moving bytes: Int) -> Copy {
    func ratio(_ copy: Copy) -> Double {
      let (a, b) = (Double(max(1, copy.bytes)), Double(max(1, bytes)))
      return max(a / b, b / a)
    }
    return copies.min { ratio($0) < ratio($1) }!
  }

  /// How many threads run at once on this machine.
  public static var threadsOfThisMachine: Int { ThreadCount.ofThisMachine }

  /// Measures them, in less than a second. They are the best of several runs each: what else the
  /// machine does meanwhile can only slow it down.
  ///
  /// - Precondition: `threads` is at least 1.
  public static func measure(threads: Int = threadsOfThisMachine) -> MachineLimits {
    require(threads >= 1, "limits need at least 1 thread, not \(threads)")
    let multiplyAdds = MultiplyAddLimit.measure(threads: threads)
    return MachineLimits(
      threads: threads, multiplyAddsPerSecond: multiplyAdds.perSecond,
      copies: CopyLimit.sizes.map { bytes in
        Copy(
          bytes: bytes, bytesPerSecond: CopyLimit.bytesPerSecond(moving: bytes, threads: threads))
      },
      coreShare: multiplyAdds.coreShare)
  }
}
