// The linear layer is the matrix product itself, y = x·wᵀ, and so are its gradients: dx = dy·w and
// dw = dyᵀ·x. Which operand is read along its lines and which across is all that differs. For a few
// rows of x, or a few outputs, packing would cost more than it saves: then each output is a dot product of two
// lines that lie in memory anyway.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The linear layer; `LinearKernels` has the formula, the shapes and the errors.
  public static func linear(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?
  ) -> Tensor<Float> {
    let geometry = LinearGeometry(input, weight: weight, bias: bias)
    return Tensor(shape: geometry.outputShape) { output in
      input.withUnsafeScalars { input in
        weight.withUnsafeScalars { weight in
          withUnsafeBias(bias) { bias in
            let (x, w, y) = (input.baseAddress!, weight.baseAddress!, output.baseAddress!)
            // Of a panel that a few outputs don't fill, the rest would be computed in vain.
            if geometry.rows < PackedTile.mr || geometry.outputs <= PackedTile.nr / 2 {
              linearByDots(geometry, x, w, bias, into: y)
            } else {
              linearByProduct(geometry, x, w, bias, into: y)
            }
          }
        }
      }
    }
  }

  private static func linearByDots(
    _ geometry: LinearGeometry, _ x: UnsafePointer<Float>, _ w: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>?, into y: UnsafeMutablePointer<Float>
  ) {
    let (rows, inputs, outputs) = (geometry.rows, geometry.inputs, geometry.outputs)
    let (rowBlocks, outputBlocks) = ((rows + 7) / 8, (outputs + 15) / 16)
    Threads.forEach(rowBlocks * outputBlocks, work: rows * outputs * inputs * 4) { task in
      let (n, o) = (task / outputBlocks * 8, task % outputBlocks * 16)
      for o in o..<min(outputs, o + 16) {
        for n in n..<min(rows, n + 8) {
          var products = DotProduct()
          products.add(w + o * inputs, x + n * inputs, count: inputs)
          y[n * outputs + o] = (bias?[o] ?? 0) + products.sum
        }
      }
    }
  }

  private static func linearByProduct(
    _ geometry: LinearGeometry, _ x: UnsafePointer<Float>, _ w: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>?, into y: UnsafeMutablePointer<Float>
  ) {
    let (rows, inputs) = (geometry.rows, geometry.inputs)
    let products = MatrixProducts(
      count: 1, rows: rows, columns: geometry.outputs, depth: inputs)
    let packed = PackedRows(count: 1, rows: rows, depth: inputs) { _ in
      PanelPacker(StoredLines(x, lineStride: inputs), .lineForEachMember)
    }
    products.compute(packed) { _ in
      PanelPacker(StoredLines(w, lineStride: inputs), .lineForEachMember)
    } into: { _, _ in
      MatrixProducts.Destination(matrix: y, start: bias.map { .columns($0) } ?? .zeros)
    }
  }

  /// The gradients of `linear`.
  public static func linearBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>
  ) -> WeightedGradients<Float> {
    let geometry = LinearGeometry(input, weight: weight)
    geometry.requireOutputShape(gradOutput)
    let (rows, inputs, outputs) = (geometry.rows, geometry.inputs, geometry.outputs)
    return WeightedGradients(
      gradInput: product(
        [rows, inputs], depth: outputs, gradOutput, .lineForEachMember, weight
      ).reshaped(input.shape),
      gradWeight: product(
        [outputs, inputs], depth: rows, gradOutput, .lineForEachStep, input),
      gradBias: ChannelLines(pictures: rows, channels: outputs, places: 1).sums(of: gradOutput))
  }

  /// The product of two matrices, of which the right one is read along its lines.
  private static func product(
    _ shape: [Int], depth: Int, _ a: Tensor<Float>,
    _ direction: PanelPacker<StoredLines>.Direction, _ b: Tensor<Float>
  ) -> Tensor<Float> {
    let (rows, columns) = (shape[0], shape[1])
    let lineStride = direction == .lineForEachMember ? depth : rows
    return Tensor(shape: shape) { c in
      a.withUnsafeScalars { a in
        b.withUnsafeScalars { b in
          let packed = PackedRows(count: 1, rows: rows, depth: depth) { _ in
            PanelPacker(StoredLines(a.baseAddress!, lineStride: lineStride), direction)
          }
          MatrixProducts(count: 1, rows: rows, columns: columns, depth: depth).compute(packed) {
            _ in
            PanelPacker(StoredLines(b.baseAddress!, lineStride: columns), .lineForEachStep)
          } into: { _, _ in
            MatrixProducts.Destination(matrix: c.baseAddress!)
          }
        }
      }
    }
  }
}
