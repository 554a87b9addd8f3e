extension Conv2dGeometry {
  /// One meeting of an output, a weight and an input: `y[output] += w[weight] · x[input]`.
  public struct Tap: Equatable, Sendable {
    /// `[n, oc, oh, ow]`
    public let output: Place
    /// `[oc, ic, kh, kw]`
    public let weight: Place
    /// `[n, g·IC/G + ic, ih, iw]`
    public let input: Place

    @inlinable
    init(output: Place, weight: Place, input: Place) {
      self.output = output
      self.weight = weight
      self.input = input
    }
  }

  /// Calls `body` with every tap of the convolution, in the order of the formula's indices: the
  /// outputs in row order, and for each output its products in the weight's row order. Products
  /// with padding, which would be zero, are left out.
  @inlinable
  @inline(__always)
  public func forEachTap(_ body: (Tap) -> Void) {
    for n in 0..<pictures {
      for oc in 0..<outputChannels {
        let firstChannel = oc / outputChannelsPerGroup * inputChannelsPerGroup
        for oh in 0..<rows.output {
          for ow in 0..<columns.output {
            for ic in 0..<inputChannelsPerGroup {
              for kh in 0..<rows.kernel {
                guard let ih = rows.input(output: oh, kernel: kh) else { continue }
                for kw in 0..<columns.kernel {
                  guard let iw = columns.input(output: ow, kernel: kw) else { continue }
                  body(
                    Tap(
                      output: Place(n, oc, oh, ow), weight: Place(oc, ic, kh, kw),
                      input: Place(n, firstChannel + ic, ih, iw)))
                }
              }
            }
          }
        }
      }
    }
  }
}
