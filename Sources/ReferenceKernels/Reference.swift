import Kernels

/// The definition of what Loupe computes: plain loops that read like the formula.
///
/// One file an operation. Nothing here is clever: every sum runs in the order in which the formula
/// writes it, every index is checked. The functions are generic, so each works in Float, where it
/// is what `Fast` is compared with, and in Double, where it is the yardstick for both.
public enum Reference: Kernels {
  public static let name = "reference"
}
