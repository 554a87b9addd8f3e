import Kernels
import Tensors

/// The weights of a convolution in the order in which the microkernel reads them: for each group,
/// panels of `mr` output channels, and in a panel `[k][mr]`. Rows past the last channel are zero.
final class PackedWeights: @unchecked Sendable {
  private let depth: Int
  private let mr: Int
  private let panels: Int
  private let memory: UnsafeMutablePointer<Float>

  /// - Parameters:
  ///   - weight: `[OC, IC/G, KH, KW]`.
  ///   - depth: K = IC/G · KH · KW.
  init(_ weight: Tensor<Float>, groups: Int, depth: Int, mr: Int) {
    let rows = weight.shape[0] / groups
    panels = (rows + mr - 1) / mr
    self.depth = depth
    self.mr = mr
    memory = .allocate(capacity: max(1, groups * panels * depth * mr))
    weight.withUnsafeScalars { weight in
      for g in 0..<groups {
        for panel in 0..<panels {
          let packed = memory + (g * panels + panel) * depth * mr
          for r in 0..<mr {
            let row = panel * mr + r
            for k in 0..<depth {
              packed[k * mr + r] = row < rows ? weight[(g * rows + row) * depth + k] : 0
            }
          }
        }
      }
    }
  }

  deinit { memory.deallocate() }

  /// Panel number `panel` of group `g`, from step `k` on.
  @inline(__always)
  func panel(group g: Int, _ panel: Int, k: Int) -> UnsafePointer<Float> {
    UnsafePointer(memory + ((g * panels + panel) * depth + k) * mr)
  }
}
