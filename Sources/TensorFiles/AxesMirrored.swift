import Tensors

extension Tensor {
  /// The axes in the opposite order: `y[i, j, k] = x[k, j, i]`. Of a matrix, its transpose.
  ///
  /// - Returns: a tensor of the mirrored shape.
  func axesMirrored() -> Tensor {
    let mirrored = Array(shape.reversed())
    let steps = Array(strides.reversed())
    return Tensor(shape: mirrored) { result in
      guard let innermost = mirrored.last, !result.isEmpty else {
        _ = withUnsafeScalars { result.initialize(from: $0) }
        return
      }
      withUnsafeScalars { numbers in
        // An odometer over all axes but the last, which the inner loop runs along.
        var index = [Int](repeating: 0, count: mirrored.count - 1)
        var (from, to) = (0, 0)
        while to < result.count {
          for step in 0..<innermost { result[to + step] = numbers[from + step * steps.last!] }
          to += innermost
          for axis in index.indices.reversed() {
            index[axis] += 1
            from += steps[axis]
            if index[axis] < mirrored[axis] { break }
            from -= index[axis] * steps[axis]
            index[axis] = 0
          }
        }
      }
    }
  }
}
