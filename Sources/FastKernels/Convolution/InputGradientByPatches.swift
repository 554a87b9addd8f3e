// Idea       With stride 1, the outputs that an input place met form a window too, walked backwards:
//            o = i + before − k·dilation. So the gradient by the input is again a convolution, of dy
//            with the weights seen the other way, and a matrix product over its patches.
//
//                 dx  [IC/G, D·H·W]  =  wᵀ  [IC/G, OC/G·KD·KH·KW]  ·  patches of dy
//
// Saves      Every number of dx is written once, by one task; nothing is scattered.
// Costs      What `Im2col` costs.
// Can't      Strides above 1: the window would have holes.

import Kernels

struct InputGradientByPatches {
  let convolution: PlainConvolution

  init(_ convolution: PlainConvolution) { self.convolution = convolution }

  func compute(
    _ gradOutput: UnsafePointer<Float>, weight: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
    into gradInput: UnsafeMutablePointer<Float>
  ) {
    let channels = convolution.channels
    let axes = convolution.geometry.windows.map(PatchAxis.init(backwardAlong:))
    let (inputPlaces, outputPlaces) = (convolution.inputPlaces, convolution.outputPlaces)
    let products = MatrixProducts(
      count: channels.pictures * channels.groups, rows: channels.inputPerGroup,
      columns: inputPlaces, depth: channels.outputPerGroup * convolution.kernelPlaces)
    products.compute(packed(weight)) { product in
      PanelPacker(
        Patches(
          axes, source: gradOutput + product * channels.outputPerGroup * outputPlaces,
          pictureStride: channels.output * outputPlaces), .lineForEachStep)
    } into: { product, _ in
      MatrixProducts.Destination(
        matrix: gradInput + product * products.rows * inputPlaces,
        start: bias.map { .rows($0 + product % channels.groups * products.rows) } ?? .zeros)
    }
  }

  /// For each group the matrix whose row ic holds the weights of ic, output channel by output
  /// channel: runs of a kernel each.
  private func packed(_ weight: UnsafePointer<Float>) -> PackedRows {
    let channels = convolution.channels
    let kernel = convolution.kernelPlaces
    let rowOfWeights = channels.inputPerGroup * kernel
    return PackedRows(
      count: channels.groups, rows: channels.inputPerGroup, depth: channels.outputPerGroup * kernel
    ) { g in
      PanelPacker(
        StoredLines(
          weight + g * channels.outputPerGroup * rowOfWeights, lineStride: kernel, run: kernel,
          runStride: rowOfWeights), .lineForEachMember)
    }
  }
}
