import Kernels

/// What a convolution and its gradient by the input have in common: every output is a sum, over the
/// channels of a source and the taps of a kernel, of a weight times a number of the source.
///
///     result[n, r, q] = Σ s,t  weight[r, s, t] · source[n, s, q·stride + shift(t)]
///
/// Forward the source is the input; backward it is dy, and the taps are those that an input place
/// met. The algorithms know nothing else.
struct TapSum: Hashable, Sendable {
  let pictures: Int
  let groups: Int
  /// How many channels a group of the source and of the result has.
  let sourceChannels: Int
  let resultChannels: Int
  let planes: TapAxis
  let rows: TapAxis
  let columns: TapAxis
  let weights: TapWeights

  /// Where the weights lie.
  struct TapWeights: Hashable {
    /// How far apart those of neighbouring channels of the result, and of the source, lie.
    let resultStride: Int
    let sourceStride: Int
    let groupStride: Int
    /// The kernel's rows and columns.
    let rows: Int
    let columns: Int

    func place(_ kd: Int, _ kh: Int, _ kw: Int) -> Int { (kd * rows + kh) * columns + kw }
  }

  /// The convolution itself.
  init(forward convolution: PlainConvolution) {
    let channels = convolution.channels
    let kernel = convolution.kernelPlaces
    self.init(
      convolution, source: channels.inputPerGroup, result: channels.outputPerGroup,
      [
        TapAxis(forwardAlong: convolution.geometry.planes),
        TapAxis(forwardAlong: convolution.geometry.rows),
        TapAxis(forwardAlong: convolution.geometry.columns),
      ], resultStride: channels.inputPerGroup * kernel, sourceStride: kernel)
  }

  /// The gradient by the input, in parts that together are all of it: one for each remainder of the
  /// input's places modulo the strides.
  static func backward(_ convolution: PlainConvolution) -> [TapSum] {
    let channels = convolution.channels
    let kernel = convolution.kernelPlaces
    var parts: [TapSum] = []
    for planes in TapAxis.backward(along: convolution.geometry.planes) {
      for rows in TapAxis.backward(along: convolution.geometry.rows) {
        for columns in TapAxis.backward(along: convolution.geometry.columns) {
          parts.append(
            TapSum(
              convolution, source: channels.outputPerGroup, result: channels.inputPerGroup,
              [planes, rows, columns], resultStride: kernel,
              sourceStride: channels.inputPerGroup * kernel))
        }
      }
    }
    return parts
  }

  private init(
    _ convolution: PlainConvolution, source: Int, result: Int, _ axes: [TapAxis],
    resultStride: Int, sourceStride: Int
  ) {
    pictures = convolution.channels.pictures
    groups = convolution.channels.groups
    sourceChannels = source
    resultChannels = result
    (planes, rows, columns) = (axes[0], axes[1], axes[2])
    weights = TapWeights(
      resultStride: resultStride, sourceStride: sourceStride,
      groupStride: source * result * convolution.kernelPlaces,
      rows: convolution.geometry.rows.kernel, columns: convolution.geometry.columns.kernel)
  }

  /// The product of a channel's sizes in the source and in the result.
  var sourcePlaces: Int { planes.source * rows.source * columns.source }
  var resultPlaces: Int { planes.result * rows.result * columns.result }
}

extension TapSum {
  /// How many outputs there are, and how many products are summed for each.
  var outputs: Int {
    pictures * groups * resultChannels * planes.outputs * rows.outputs * columns.outputs
  }
  var productsPerOutput: Int {
    sourceChannels * planes.taps.count * rows.taps.count * columns.taps.count
  }
}
