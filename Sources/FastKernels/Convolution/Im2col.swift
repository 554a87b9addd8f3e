// Idea       A convolution is a matrix product. Lay each window out as a column: then an output
//            channel is a row of weights times that column.
//
//                 C  [OC/G, OD·OH·OW]  =  A  [OC/G, K]  ·  B  [K, OD·OH·OW]    K = IC/G · KD·KH·KW
//
//            A is the weight tensor as it lies in memory. Column (od, oh, ow) of B holds the inputs
//            under the window of that output, with zeros for padding.
// Saves      The index arithmetic of every product, and every weight is used for `nr` outputs at
//            once, every input for `mr`.
// Costs      Each input is copied KD·KH·KW times into B. B is never whole in memory: a block of it
//            is made where it is used (`Patches`), small enough to stay in the cache.
// Can't      Nothing: any stride, padding, dilation and grouping, one to three dimensions. With very
//            few output channels or one channel a group, the copying outweighs the arithmetic.

import Kernels
import Tensors

struct Im2col {
  let convolution: PlainConvolution

  init(_ convolution: PlainConvolution) { self.convolution = convolution }

  /// - Parameter finish: what becomes of each complete sum.
  func convolve(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    finish: OutputRows.Finish = .asItIs
  ) -> Tensor<Float> {
    let channels = convolution.channels
    let (places, sourcePlaces) = (convolution.outputPlaces, convolution.inputPlaces)
    let axes = convolution.geometry.windows.map(PatchAxis.init(forwardAlong:))
    let products = MatrixProducts(
      count: channels.pictures * channels.groups, rows: channels.outputPerGroup, columns: places,
      depth: convolution.geometry.productsPerOutput)
    let weights = packed(weight)
    let input = convolution.prepared(input)
    return Tensor(shape: convolution.outputShape) { output in
      input.withUnsafeScalars { input in
        withUnsafeBias(bias) { bias in
          products.compute(weights) { product in
            // Pictures and their groups lie in memory in the order of the products.
            PanelPacker(
              Patches(
                axes, source: input.baseAddress! + product * channels.inputPerGroup * sourcePlaces,
                pictureStride: channels.input * sourcePlaces), .lineForEachStep)
          } into: { product, _ in
            MatrixProducts.Destination(
              matrix: output.baseAddress! + product * products.rows * places,
              start: bias.map { .rows($0 + product % channels.groups * products.rows) } ?? .zeros,
              finish: finish)
          }
        }
      }
    }
  }

  /// The weights `[OC, IC/G, sizes]`, a matrix `[OC/G, K]` for each group.
  private func packed(_ weight: Tensor<Float>) -> PackedRows {
    let (groups, rows) = (convolution.channels.groups, convolution.channels.outputPerGroup)
    let depth = convolution.geometry.productsPerOutput
    return weight.withUnsafeScalars { weight in
      PackedRows(count: groups, rows: rows, depth: depth) { g in
        PanelPacker(
          StoredLines(weight.baseAddress! + g * rows * depth, lineStride: depth),
          .lineForEachMember)
      }
    }
  }
}

/// Calls `body` with the numbers of a bias, or with nil where there is none.
@inline(__always)
func withUnsafeBias<Result>(
  _ bias: Tensor<Float>?, _ body: (UnsafePointer<Float>?) -> Result
) -> Result {
  guard let bias else { return body(nil) }
  return bias.withUnsafeScalars { body($0.baseAddress!) }
}
