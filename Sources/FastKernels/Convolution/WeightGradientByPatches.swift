// Idea       The gradient by the weight is a matrix product too, over all pictures and outputs:
//
//                 dw  [OC/G, K]  =  dy  [OC/G, N·OD·OH·OW]  ·  Bᵀ  [N·OD·OH·OW, K]
//
//            with B the im2col matrix of `Im2col`, read across its lines.
// Saves      What `Im2col` saves; B is again made a block at a time.
// Costs      Packing B crosswise writes single numbers. The result is small and the sums are long,
//            so they are cut into slices to have enough tasks; the slices are added up in order.
// Can't      Nothing: any stride, padding, dilation and grouping, one to three dimensions. Where pictures
//            are larger than a few vectors, `WeightGradientByShifts` copies less.

import Kernels
import Tensors

struct WeightGradientByPatches {
  let convolution: PlainConvolution

  init(_ convolution: PlainConvolution) { self.convolution = convolution }

  /// The fewest tasks that are worth slicing for, and the fewest products that make a slice.
  private static var tasks: Int { 16 }
  private static var shortestSlice: Int { 1024 }

  private var products: MatrixProducts {
    let channels = convolution.channels
    var products = MatrixProducts(
      count: channels.groups, rows: channels.outputPerGroup,
      columns: convolution.geometry.productsPerOutput,
      depth: channels.pictures * convolution.outputPlaces)
    let blocks = max(1, products.count * products.rowBlocks * products.columnBlocks)
    products.slices = max(1, min(Self.tasks / blocks, products.depth / Self.shortestSlice))
    return products
  }

  func compute(_ gradOutput: Tensor<Float>, input: Tensor<Float>) -> Tensor<Float> {
    let channels = convolution.channels
    let products = products
    let size = products.rows * products.columns
    let slices = Tensor<Float>(shape: [products.slices, products.count * size]) { slices in
      let rows = packed(gradOutput)
      let axes = convolution.geometry.windows.map(PatchAxis.init(forwardAlong:))
      let input = convolution.prepared(input)
      input.withUnsafeScalars { input in
        products.compute(rows) { g in
          PanelPacker(
            Patches(
              axes,
              source: input.baseAddress! + g * channels.inputPerGroup * convolution.inputPlaces,
              pictureStride: channels.input * convolution.inputPlaces), .lineForEachMember)
        } into: { g, slice in
          MatrixProducts.Destination(
            matrix: slices.baseAddress! + (slice * products.count + g) * size)
        }
      }
    }
    return slices.sumOfLines().reshaped(convolution.weightShape)
  }

  /// For each group the matrix `[OC/G, N·OD·OH·OW]`: a row is one channel in all pictures.
  private func packed(_ gradOutput: Tensor<Float>) -> PackedRows {
    let channels = convolution.channels
    let places = convolution.outputPlaces
    return gradOutput.withUnsafeScalars { gradOutput in
      PackedRows(
        count: channels.groups, rows: channels.outputPerGroup, depth: channels.pictures * places
      ) { g in
        PanelPacker(
          StoredLines(
            gradOutput.baseAddress! + g * channels.outputPerGroup * places, lineStride: places,
            run: places, runStride: channels.output * places), .lineForEachMember)
      }
    }
  }
}

extension Tensor<Float> {
  /// The sum of the lines of a matrix, first to last.
  func sumOfLines() -> Tensor {
    let (lines, width) = (shape[0], shape[1])
    guard lines > 1 else { return self }
    return Tensor(shape: [width]) { sums in
      withUnsafeScalars { numbers in
        Threads.forEachStretch(of: width, workEach: 4 * lines) { stretch in
          for place in stretch { sums[place] = numbers[place] }
          for line in 1..<lines {
            for place in stretch { sums[place] += numbers[line * width + place] }
          }
        }
      }
    }
  }
}
