import Kernels
import Tensors

/// A convolution in any number of dimensions over windows that were cut beforehand, with its three
/// gradients, which the tests hold the reference against.
struct NaiveConvolution {
  /// For each axis, for each output along it, the places of the input under its window.
  let windows: [[[Int?]]]
  let groups: Int
  /// How a product joins what is there already. A wrong twin puts something else here.
  var join: (inout Double, Double) -> Void = { $0 += $1 }

  /// y, dx, dw and db, by their names.
  func answer(
    _ x: Tensor<Double>, _ w: Tensor<Double>, _ b: Tensor<Double>?, _ dy: Tensor<Double>
  ) -> Answer {
    let sizes = windows.map(\.count)
    let (icPerGroup, ocPerGroup) = (w.shape[1], w.shape[0] / groups)
    var y = Numbers(shape: [x.shape[0], w.shape[0]] + sizes)
    var (dx, dw, db) = (
      Numbers(shape: x.shape), Numbers(shape: w.shape), Numbers(shape: [w.shape[0]])
    )
    let (xs, ws, dys) = (Numbers(x), Numbers(w), Numbers(dy))
    for n in 0..<x.shape[0] {
      for g in 0..<groups {
        for oc in g * ocPerGroup..<(g + 1) * ocPerGroup {
          for o in places(sizes) {
            y[[n, oc] + o] = b?.scalars[oc] ?? 0
            db[[oc]] += dys[[n, oc] + o]
            for ic in 0..<icPerGroup {
              for k in places(Array(w.shape[2...])) {
                let under = windows.indices.map { windows[$0][o[$0]][k[$0]] }
                guard !under.contains(nil) else { continue }
                let i = [n, g * icPerGroup + ic] + under.map { $0! }
                join(&y[[n, oc] + o], ws[[oc, ic] + k] * xs[i])
                join(&dx[i], ws[[oc, ic] + k] * dys[[n, oc] + o])
                join(&dw[[oc, ic] + k], xs[i] * dys[[n, oc] + o])
              }
            }
          }
        }
      }
    }
    return [
      "output": y.tensor, "gradInput": dx.tensor, "gradWeight": dw.tensor, "gradBias": db.tensor,
    ]
  }
}

/// Numbers at places with any number of axes.
struct Numbers {
  let shape: [Int]
  var values: [Double]

  init(shape: [Int]) {
    self.shape = shape
    values = Array(repeating: 0, count: shape.reduce(1, *))
  }

  init(_ tensor: Tensor<Double>) {
    shape = tensor.shape
    values = tensor.scalars
  }

  var tensor: Tensor<Double> { Tensor<Double>(shape: shape, values) }

  subscript(place: [Int]) -> Double {
    get { values[offset(place)] }
    _modify { yield &values[offset(place)] }
  }

  private func offset(_ place: [Int]) -> Int {
    var offset = 0
    for axis in shape.indices { offset = offset * shape[axis] + place[axis] }
    return offset
  }
}
