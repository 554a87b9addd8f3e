/// Plans by what they are for.
///
/// Making a plan takes some microseconds, as long as a small convolution, and the same few are asked for
/// again and again.
final class PlanCache<Key: Hashable & Sendable, Plan: AnyObject & Sendable>: @unchecked Sendable {
  private let lock = Lock()
  private var plans: [Key: Plan] = [:]

  /// The plans kept at most; then all are forgotten.
  private static var most: Int { 256 }

  func plan(for key: Key, make: () -> Plan) -> Plan {
    if let plan = lock.hold({ plans[key] }) { return plan }
    let plan = make()
    lock.hold {
      if plans.count >= Self.most { plans.removeAll() }
      plans[key] = plan
    }
    return plan
  }
}
