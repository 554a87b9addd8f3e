/// The sizes of one convolution of rows, checked, and what meets what in it.
///
/// x is `[N, IC, W]`, w is `[OC, IC/G, KW]`, y is `[N, OC, OW]`.
public struct Conv1dGeometry: ConvolutionGeometry {
  public static var axes: [(letter: String, name: String)] { [("W", "width")] }

  public let channels: ConvolutionChannels
  /// W, KW and OW are `columns.input`, `columns.kernel` and `columns.output`.
  public let columns: WindowAxis

  public var windows: [WindowAxis] { [columns] }

  /// The geometry of these channels and of one window, the columns'.
  public init(channels: ConvolutionChannels, windows: [WindowAxis]) {
    self.channels = channels
    columns = windows[0]
  }

  /// Calls `body` with every tap, in the order of the formula's indices: the outputs in row order,
  /// and for each output its products in the weight's row order. Products with a zero of the padding
  /// are left out.
  @inlinable
  @inline(__always)
  public func forEachTap(_ body: (Tap<RowPlace>) -> Void) {
    for n in 0..<channels.pictures {
      for oc in 0..<channels.output {
        let g = channels.group(ofOutput: oc)
        for ow in 0..<columns.output {
          for ic in 0..<channels.inputPerGroup {
            for kw in 0..<columns.kernel {
              guard let iw = columns.input(output: ow, kernel: kw) else { continue }
              body(
                Tap(
                  output: RowPlace(n, oc, ow), weight: RowPlace(oc, ic, kw),
                  input: RowPlace(n, g * channels.inputPerGroup + ic, iw)))
            }
          }
        }
      }
    }
  }
}
