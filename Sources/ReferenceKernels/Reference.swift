import Kernels

/// The definition of what Loupe computes: plain loops that read like the formula.
///
/// One file an operation, forward above backward, the formulas above the loops; their meaning, shapes
/// and edge rules stand in the contract, `Kernels`. Nothing here is clever: every sum runs in the
/// order in which the formula writes it, every index is checked. Sums over a whole batch (of losses, of
/// a channel's numbers in batch norm) keep their running total in Double.
///
/// `Reference<Float>` is what `Fast` is compared with, `Reference<Double>` the yardstick for both.
/// Which one is meant follows from the tensors: `Reference.conv2d(x, weight: w)`.
public enum Reference<Scalar: RealNumber>: Kernels {
  public static var name: String { "reference" }
}
