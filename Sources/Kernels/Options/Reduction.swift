/// What a loss makes of the losses of its single numbers.
public enum Reduction: String, CaseIterable, Sendable {
  /// Nothing: one loss for each.
  case none
  /// Their mean. What divides is said with each loss.
  case mean
  /// Their sum.
  case sum
}
