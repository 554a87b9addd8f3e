// Idea       A convolution is a matrix product. Lay each window out as a column: then an output
//            channel is a row of weights times that column.
//
//                 C  [OC/G, OH·OW]  =  A  [OC/G, K]  ·  B  [K, OH·OW]       K = IC/G · KH · KW
//
//            A is the weight tensor as it lies in memory. Column (oh, ow) of B holds the inputs
//            under the window of that output, with zeros for padding.
// Saves      The index arithmetic of every product, and every weight is used for `nr` outputs at
//            once, every input for `mr`.
// Costs      Each input is copied KH·KW times into B. B is never whole in memory: a block of it is
//            made where it is used, small enough to stay in the cache.
// Can't      Nothing: any stride, padding, dilation and grouping. With very few output channels or
//            with one channel a group, the copying outweighs the arithmetic.
//
// The loops, from the outside in:
//
//     for each picture, group, block of columns, block of rows    a task; tasks are shared by threads
//       for each block of kc steps of k                           B's block [kc, nc] is packed: L2
//         for each panel of nr columns                            [kc, nr] of B stays in L1
//           for each panel of mr rows                             [kc, mr] of A comes from L2
//             the microkernel                                     the tile [mr, nr] is in registers

import Kernels
import Tensors

struct Conv2dIm2col {
  let geometry: Conv2dGeometry

  init(_ geometry: Conv2dGeometry) { self.geometry = geometry }

  func convolve(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?
  ) -> Tensor<Float> {
    if Processor.vectorFloats == 16 {
      return convolve(input, weight, bias, vector: SIMD16<Float>.self)
    } else if Processor.vectorFloats == 8 {
      return convolve(input, weight, bias, vector: SIMD8<Float>.self)
    } else {
      return convolve(input, weight, bias, vector: SIMD4<Float>.self)
    }
  }

  /// The most steps of k between two stores of a tile: a panel of B [kc, nr] and one of A [kc, mr]
  /// fit the first-level cache together.
  private static var kc: Int { 192 }
  /// How many panels of rows and of columns one task takes.
  private static var rowPanels: Int { 16 }
  private static var columnPanels: Int { 4 }

  @inline(__always)
  private func convolve<Vector: SIMD<Float>>(
    _ input: Tensor<Float>, _ weight: Tensor<Float>, _ bias: Tensor<Float>?, vector: Vector.Type
  ) -> Tensor<Float> {
    let (mr, nr) = (Microkernel<Vector>.mr, Microkernel<Vector>.nr)
    let (mc, nc) = (Self.rowPanels * mr, Self.columnPanels * nr)
    let rows = geometry.outputChannelsPerGroup
    let columns = geometry.rows.output * geometry.columns.output
    let depth = geometry.productsPerOutput
    let rowBlocks = (rows + mc - 1) / mc
    let columnBlocks = (columns + nc - 1) / nc
    let weights = PackedWeights(weight, groups: geometry.groups, depth: depth, mr: mr)

    return Tensor(shape: geometry.outputShape) { output in
      input.withUnsafeScalars { input in
        let tasks = geometry.pictures * geometry.groups * rowBlocks * columnBlocks
        Threads.share(tasks, multiplyAdds: geometry.multiplyAdds) { nextTask in
          let patches = UnsafeMutablePointer<Float>.allocate(capacity: min(Self.kc, depth) * nc)
          let edge = UnsafeMutablePointer<Float>.allocate(capacity: mr * nr)
          defer {
            patches.deallocate()
            edge.deallocate()
          }
          while let task = nextTask() {
            // Which picture, group, rows and columns this task is.
            let columnBlock = task % columnBlocks
            let rowBlock = task / columnBlocks % rowBlocks
            let g = task / (columnBlocks * rowBlocks) % geometry.groups
            let n = task / (columnBlocks * rowBlocks * geometry.groups)
            let rowRange = rowBlock * mc..<min(rows, (rowBlock + 1) * mc)
            let columnRange = columnBlock * nc..<min(columns, (columnBlock + 1) * nc)
            let tile = OutputRows(
              output.baseAddress! + (n * geometry.outputChannels + g * rows) * columns,
              rows: rowRange, columns: columnRange, stride: columns, mr: mr, nr: nr, edge: edge)
            tile.fill(with: bias, firstChannel: g * rows)
            for k in stride(from: 0, to: depth, by: Self.kc) {
              let kRange = k..<min(depth, k + Self.kc)
              PatchPacker(geometry, input: input.baseAddress!, picture: n, group: g)
                .pack(k: kRange, columns: columnRange, nr: nr, into: patches)
              tile.forEachTile { rowPanel, columnPanel, c, stride in
                Microkernel<Vector>.addProduct(
                  depth: kRange.count, weights.panel(group: g, rowPanel, k: k),
                  patches + columnPanel * kRange.count * nr, to: c, stride: stride)
              }
            }
          }
        }
      }
    }
  }
}
