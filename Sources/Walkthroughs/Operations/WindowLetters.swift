import Kernels

extension [WindowAxis] {
  /// Where a number of the kernel lies, in the letters of the formulas: "oh·2 − 1 + kh", for each axis.
  ///
  /// - Parameters:
  ///   - axes: the letters of the axes: "h", "w".
  ///   - place: what the window's own place is called: an output, or with a transposed convolution, which
  ///     goes the other way, an input.
  func letters(of axes: [String], from place: String = "o") -> [String] {
    zip(axes, self).map { axis, window in
      let start =
        "\(place)\(axis)" + (window.stride > 1 ? "·\(window.stride)" : "")
        + (window.paddingBefore > 0 ? " − \(window.paddingBefore)" : "")
      return "\(start) + k\(axis)" + (window.dilation > 1 ? "·\(window.dilation)" : "")
    }
  }
}
