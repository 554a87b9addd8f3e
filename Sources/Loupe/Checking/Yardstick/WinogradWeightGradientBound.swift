import Kernels
import ReferenceKernels
import Tensors

extension WinogradBound {
  /// The bound of the gradient by the weight, of dy and x:
  ///
  ///     |d̂w − dw|  ≤  γₘ · |Gᵀ| [ Σ tiles  (|A||dY||Aᵀ|) ⊙ (|Bᵀ||d||B|) ] |G|
  ///
  /// Why: as for the output, every term is rounded at most
  ///
  ///     m = 2·(roundings of Bᵀ + roundings of A + roundings of Gᵀ) + tiles
  ///
  /// times: twice each transform, and once for the product and the additions over the tiles of all
  /// pictures, in any order. In none of the transforms does an input come in twice.
  ///
  /// To that come two absolute parts, with η for Float's smallest step. The pictures' transforms
  /// multiply by whole numbers, which loses nothing. Each product loses up to half, counted as 1, and
  /// that goes through |Gᵀ|·|G|. The way back multiplies by fractions: along the first axis it loses up
  /// to 1.5 η in all, of which the second axis makes at most 5/3 as much, and together with its own 1.5
  /// that is 4 η:
  ///
  ///     + η · ( |Gᵀ| [ tiles ] |G| + 4 )
  ///
  /// The exact gradient that it is held against is a sum of products in Double, one for each place that
  /// dy has, whose own bound is added.
  func ofWeightGradient(_ dy: Tensor<Float>, _ x: Tensor<Float>) -> Tensor<Double> {
    let gradients = TransformedMagnitudes(
      tiles.result.turned, tile: tiles.outputs, step: tiles.outputs,
      rows: .init(outputs: rows.output, first: 0),
      columns: .init(outputs: columns.output, first: 0))
    let inputs = TransformedMagnitudes(
      tiles.source, tile: tiles.points, step: tiles.outputs,
      rows: .init(outputs: rows.output, first: firstRow),
      columns: .init(outputs: columns.output, first: firstColumn))
    let dy = dy.double.magnitudes.reshaped([
      channels.pictures, channels.output, rows.output, columns.output,
    ])
    let x = paddedMagnitudes(x)
    let places = tiles.points * tiles.points
    let back = tiles.weight.turned.flatMap { $0.map(\.magnitude) }
    var sandwich = Sandwich(rows: 3, columns: tiles.points)
    let all = channels.pictures * gradients.tilesOfPicture
    let roundings =
      2 * (tiles.roundings.source + tiles.gradientRoundings.output + tiles.gradientRoundings.weight)
      + all
    let relative =
      ErrorBound.gamma(roundings, unit: ErrorBound.floatUnit)
      + ErrorBound.gamma(
        channels.pictures * rows.output * columns.output, unit: ErrorBound.doubleUnit)
    let step = Double(Float.leastNonzeroMagnitude)
    let steps = sandwich(back, Array(repeating: Double(all), count: places)).map { step * ($0 + 4) }
    var bounds: [Double] = []
    let kernels = channels.outputPerGroup * channels.inputPerGroup
    bounds.reserveCapacity(channels.groups * kernels * 9)
    for g in 0..<channels.groups {
      var sums = [Double](repeating: 0, count: kernels * places)
      for n in 0..<channels.pictures {
        for tile in 0..<gradients.tilesOfPicture {
          let dY = gradients.tile(
            tile, of: dy, picture: n, g * channels.outputPerGroup, channels.outputPerGroup)
          let d = inputs.tile(
            tile, of: x, picture: n, g * channels.inputPerGroup, channels.inputPerGroup)
          sums.addProducts(dY, d, places: places)
        }
      }
      for kernel in 0..<kernels {
        let kernel = sandwich(back, Array(sums[kernel * places..<(kernel + 1) * places]))
        for (sum, steps) in zip(kernel, steps) { bounds.append(relative * sum + steps) }
      }
    }
    return Tensor(shape: weightShape, bounds)
  }
}

extension [Double] {
  /// Adds the products of each of `a` with each of `b`, place by place; both are `[channel][place]`.
  fileprivate mutating func addProducts(_ a: [Double], _ b: [Double], places: Int) {
    withUnsafeMutableBufferPointer { sums in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          var sum = 0
          for r in stride(from: 0, to: a.count, by: places) {
            for s in stride(from: 0, to: b.count, by: places) {
              for place in 0..<places { sums[sum + place] += a[r + place] * b[s + place] }
              sum += places
            }
          }
        }
      }
    }
  }
}

extension [[Double]] {
  /// Its columns as rows.
  fileprivate var turned: [[Double]] {
    self[0].indices.map { column in map { $0[column] } }
  }
}
