// Printing needs types that are known only at run time, which Embedded Swift leaves out.
#if !$Embedded

  extension Tensor: CustomStringConvertible {
    /// The numbers in brackets, as they are written in code, with the columns aligned.
    ///
    ///     [[19, 25],
    ///      [37, 43]]
    ///
    /// Whole numbers are printed whole. Otherwise all numbers get the same number of decimals,
    /// four at most, or a power of ten where they are very large or very small. An axis longer
    /// than twelve is shortened to its first and last three, with "…" between them.
    public var description: String {
      let format = NumberFormat(scalars)
      if rank == 0 { return format.text(scalars[0]) }
      let width = visible(scalars).map { format.text($0).count }.max() ?? 0
      return withUnsafeScalars { numbers in
        block(axis: 0, start: 0) { place in
          let text = format.text(numbers[place])
          return String(repeating: " ", count: width - text.count) + text
        }
      }
    }

    /// The indices of an axis that are printed, and nil for the gap.
    private func printed(_ axis: Int) -> [Int?] {
      let size = shape[axis]
      if size <= 12 { return Array(0..<size) }
      return [0, 1, 2, nil, size - 3, size - 2, size - 1]
    }

    private func block(axis: Int, start: Int, number: (Int) -> String) -> String {
      let isLast = axis == rank - 1
      let parts = printed(axis).map { index in
        guard let index else { return "…" }
        let place = start + index * strides[axis]
        return isLast ? number(place) : block(axis: axis + 1, start: place, number: number)
      }
      let newLines = String(repeating: "\n", count: rank - 1 - axis)
      let separator = isLast ? ", " : "," + newLines + String(repeating: " ", count: axis + 1)
      return "[" + parts.joined(separator: separator) + "]"
    }

    /// The numbers that are printed: all of them, but for those in the gaps of long axes.
    private func visible(_ numbers: [Scalar]) -> [Scalar] {
      var places = [0]
      for axis in 0..<rank {
        places = places.flatMap { start in
          printed(axis).compactMap { $0.map { start + $0 * strides[axis] } }
        }
      }
      var visible: [Scalar] = []
      for place in places { visible.append(numbers[place]) }
      return visible
    }
  }

#endif
