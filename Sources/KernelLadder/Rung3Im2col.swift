// Idea       Lay the window of every output out as a column of a matrix. All outputs of all channels
//            are then one matrix product, and fast matrix products are a well-trodden path.
//
//                C [OC, OH·OW]  =  A [OC, K]  ·  B [K, OH·OW]        K = IC·KH·KW
//
//            A is the weight as it lies in memory, C is the output as it lies in memory. Row
//            (ic, kh, kw) of B is channel ic shifted by (kh, kw), with zeros for the padding.
// Changed    The windows are copied into B first; then three plain loops multiply.
// Saves      Nothing yet but bookkeeping: the innermost loop goes along all outputs of a channel and
//            not along a row of them, and padding and stride are gone from the product.
// Costs      B holds every input KH·KW times: nine times the picture for a 3×3 kernel. It is made
//            once but read again for every output channel.
// Measured   5.43 ms, 42.6 GFLOP/s, 2.1 times rung 2 (56×56, 64 → 64 channels, 3×3; a core with AVX-512).
//            At 112×112, where B has 29 MB, it is 98 ms against rung 2's 43: it no longer pays.

import Tensors

extension Ladder {
  /// Rung 3, a matrix product. `Rung.conv2d` says what it computes.
  public static func im2col(
    _ x: Tensor<Float>, weight w: Tensor<Float>, stride: Int = 1, padding: Int = 0
  ) -> Tensor<Float> {
    let s = Sizes(x, w, stride, padding, rung: "im2col")
    return s.output(x, w) { x, w, y in
      withRoom(for: s.products * s.places) { columns in
        for n in 0..<s.pictures {
          s.layColumns(ofPicture: n, x, lineLength: s.places, into: columns)
          multiply(
            w, columns, into: y + s.output(n, 0, 0, 0),
            rows: s.outputChannels, columns: s.places, depth: s.products)
        }
      }
    }
  }

  /// The columns of one picture as a matrix that one can print, `[IC·KH·KW, OH·OW]`.
  ///
  /// - Parameters:
  ///   - x: the input, `[1, IC, H, W]`.
  ///   - kernel: the kernel's size, along both axes.
  ///   - stride: how far the kernel moves from one output to the next.
  ///   - padding: how many zeros surround the picture on each side.
  public static func columns(
    of x: Tensor<Float>, kernel: Int, stride: Int = 1, padding: Int = 0
  ) -> Tensor<Float> {
    require(
      x.rank == 4 && x.shape[0] == 1 && kernel >= 1,
      "Ladder.columns needs one picture [1, IC, H, W] and a kernel of at least 1, "
        + "not \(x.shape) and \(kernel)")
    let w = Tensor<Float>.zeros([1, x.shape[1], kernel, kernel])
    let s = Sizes(x, w, stride, padding, rung: "columns")
    return Tensor(shape: [s.products, s.places]) { columns in
      x.withUnsafeScalars { x in
        s.layColumns(
          ofPicture: 0, x.baseAddress!, lineLength: s.places, into: columns.baseAddress!)
      }
    }
  }

  /// C = A·B. The loops go i, k, j, so that the innermost goes along rows of B and C.
  private static func multiply(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, into c: UnsafeMutablePointer<Float>,
    rows: Int, columns: Int, depth: Int
  ) {
    for i in 0..<rows {
      let c = c + i * columns
      c.update(repeating: 0, count: columns)
      for k in 0..<depth {
        let (a, b) = (a[i * depth + k], b + k * columns)
        for j in 0..<columns { c[j] += a * b[j] }
      }
    }
  }
}

extension Sizes {
  /// Writes the matrix B of picture `n`, rows `lineLength` numbers apart; what a row has beyond the
  /// picture's outputs becomes zero.
  func layColumns(
    ofPicture n: Int, _ x: UnsafePointer<Float>, lineLength: Int,
    into columns: UnsafeMutablePointer<Float>
  ) {
    var line = columns
    for ic in 0..<inputChannels {
      for kh in 0..<kernelHeight {
        for kw in 0..<kernelWidth {
          line.update(repeating: 0, count: lineLength)
          let inside = columnsInside(kw)
          let iw = inside.lowerBound * stride - padding + kw
          for oh in rowsInside(kh) {
            let to = line + oh * outputWidth + inside.lowerBound
            let from = x + input(n, ic, oh * stride - padding + kh, iw)
            for i in 0..<inside.count { to[i] = from[i &* stride] }
          }
          line += lineLength
        }
      }
    }
  }
}
