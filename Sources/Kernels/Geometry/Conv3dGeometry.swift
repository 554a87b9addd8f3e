/// The sizes of one convolution of volumes, checked, and what meets what in it.
///
/// x is `[N, IC, D, H, W]`, w is `[OC, IC/G, KD, KH, KW]`, y is `[N, OC, OD, OH, OW]`.
public struct Conv3dGeometry: ConvolutionGeometry {
  public static var axes: [(letter: String, name: String)] {
    [("D", "depth"), ("H", "height"), ("W", "width")]
  }

  public let channels: ConvolutionChannels
  /// The planes: D, KD and OD are `planes.input`, `planes.kernel` and `planes.output`.
  public let planes: WindowAxis
  /// The rows: H, KH and OH.
  public let rows: WindowAxis
  /// The columns: W, KW and OW.
  public let columns: WindowAxis

  public var windows: [WindowAxis] { [planes, rows, columns] }

  /// The geometry of these channels and of three windows, the planes', the rows' and the columns'.
  public init(channels: ConvolutionChannels, windows: [WindowAxis]) {
    self.channels = channels
    planes = windows[0]
    rows = windows[1]
    columns = windows[2]
  }

  /// Calls `body` with every tap, in the order of the formula's indices: the outputs in row order,
  /// and for each output its products in the weight's row order. Products with a zero of the padding
  /// are left out.
  @inlinable
  @inline(__always)
  public func forEachTap(_ body: (Tap<VolumePlace>) -> Void) {
    for n in 0..<channels.pictures {
      for oc in 0..<channels.output {
        for od in 0..<planes.output {
          for oh in 0..<rows.output {
            for ow in 0..<columns.output {
              forEachTap(n, oc, od, oh, ow, body)
            }
          }
        }
      }
    }
  }

  /// The taps of one output.
  @inlinable
  @inline(__always)
  func forEachTap(
    _ n: Int, _ oc: Int, _ od: Int, _ oh: Int, _ ow: Int, _ body: (Tap<VolumePlace>) -> Void
  ) {
    let g = channels.group(ofOutput: oc)
    for ic in 0..<channels.inputPerGroup {
      for kd in 0..<planes.kernel {
        guard let id = planes.input(output: od, kernel: kd) else { continue }
        for kh in 0..<rows.kernel {
          guard let ih = rows.input(output: oh, kernel: kh) else { continue }
          for kw in 0..<columns.kernel {
            guard let iw = columns.input(output: ow, kernel: kw) else { continue }
            body(
              Tap(
                output: VolumePlace(n, oc, od, oh, ow), weight: VolumePlace(oc, ic, kd, kh, kw),
                input: VolumePlace(n, g * channels.inputPerGroup + ic, id, ih, iw)))
          }
        }
      }
    }
  }
}
