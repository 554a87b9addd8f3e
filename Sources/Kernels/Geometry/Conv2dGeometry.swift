/// The sizes of one convolution of pictures, checked, and what meets what in it.
///
/// x is `[N, IC, H, W]`, w is `[OC, IC/G, KH, KW]`, y is `[N, OC, OH, OW]`.
public struct Conv2dGeometry: ConvolutionGeometry {
  public static var axes: [(letter: String, name: String)] { [("H", "height"), ("W", "width")] }

  public let channels: ConvolutionChannels
  /// The rows: H, KH and OH are `rows.input`, `rows.kernel` and `rows.output`.
  public let rows: WindowAxis
  /// The columns: W, KW and OW.
  public let columns: WindowAxis

  public var windows: [WindowAxis] { [rows, columns] }

  /// The geometry of these channels and of two windows, the rows' and the columns'.
  public init(channels: ConvolutionChannels, windows: [WindowAxis]) {
    self.channels = channels
    rows = windows[0]
    columns = windows[1]
  }

  /// Calls `body` with every tap, in the order of the formula's indices: the outputs in row order,
  /// and for each output its products in the weight's row order. Products with a zero of the padding
  /// are left out.
  @inlinable
  @inline(__always)
  public func forEachTap(_ body: (Tap<Place>) -> Void) {
    for n in 0..<channels.pictures {
      for oc in 0..<channels.output {
        let g = channels.group(ofOutput: oc)
        for oh in 0..<rows.output {
          for ow in 0..<columns.output {
            for ic in 0..<channels.inputPerGroup {
              for kh in 0..<rows.kernel {
                guard let ih = rows.input(output: oh, kernel: kh) else { continue }
                for kw in 0..<columns.kernel {
                  guard let iw = columns.input(output: ow, kernel: kw) else { continue }
                  body(
                    Tap(
                      output: Place(n, oc, oh, ow), weight: Place(oc, ic, kh, kw),
                      input: Place(n, g * channels.inputPerGroup + ic, ih, iw)))
                }
              }
            }
          }
        }
      }
    }
  }
}
