/// How long something took, several times.
public struct Timing: Equatable, Sendable {
  /// Every time that was taken, in seconds, the shortest first.
  public let seconds: [Double]

  /// Times that were taken, in any order.
  ///
  /// - Precondition: there is at least one.
  public init(_ seconds: [Double]) {
    precondition(!seconds.isEmpty, "a timing needs at least one time")
    self.seconds = seconds.sorted()
  }

  /// The middle one, which one disturbance or another doesn't change.
  public var median: Double { seconds[seconds.count / 2] }

  /// The shortest: what the work takes where nothing disturbs it.
  public var minimum: Double { seconds[0] }
}
