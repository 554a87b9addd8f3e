import Tensors

/// Kernels that everybody knows, by their names.
///
///     for kernel in KernelBank.sobel.kernels { print(kernel.name, kernel.weight) }
///
/// Those that find changes are scaled so that their positive numbers add up to 1, and so their negative
/// ones to −1: from a picture of 0 to 1 they make maps of −1 to +1, where 1 is the step from black to
/// white, and maps of different kernels can be held against each other. (OpenCV leaves them whole: its
/// Sobel is 4 times this one. scikit-image scales Sobel as here.)
public enum KernelBank: String, CaseIterable, Sendable {
  /// A pixel less the mean of its eight neighbours.
  case edges
  /// The mean of a pixel and its neighbours, the nearer the more.
  case blur
  /// A pixel, and its difference from the mean of its four neighbours added to it.
  case sharpen
  /// The change from the upper left to the lower right: the picture as a relief.
  case emboss
  /// Stripes of one width, in four directions.
  case gabor
  /// The mean of a pixel's four neighbours less the pixel: the second derivative, by a quarter.
  case laplacian
  /// The change from left to right, and that from top to bottom. How steep it is in any direction
  /// is no convolution, but √(across² + down²): see the example `edges`.
  case sobel

  /// The kernels of this name; mostly it is one.
  public var kernels: [NamedKernel] {
    switch self {
    case .edges:
      [
        NamedKernel(
          rawValue, Self.scaled([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]], by: 8),
          sees: "where a pixel is lighter or darker than the eight around it")
      ]
    case .blur:
      [
        NamedKernel(
          rawValue,
          Self.scaled(
            [
              [1, 4, 6, 4, 1], [4, 16, 24, 16, 4], [6, 24, 36, 24, 6], [4, 16, 24, 16, 4],
              [1, 4, 6, 4, 1],
            ], by: 256),
          sees: "the picture without its finest detail")
      ]
    case .sharpen:
      [
        NamedKernel(
          rawValue, Self.scaled([[0, -1, 0], [-1, 8, -1], [0, -1, 0]], by: 4),
          sees: "the picture with its finest detail made stronger")
      ]
    case .emboss:
      [
        NamedKernel(
          rawValue, Self.scaled([[-1, -1, 0], [-1, 0, 1], [0, 1, 1]], by: 3),
          sees: "the picture as a relief, lit from the upper left")
      ]
    case .gabor: GaborKernel.directions
    case .laplacian:
      [
        NamedKernel(
          rawValue, Self.scaled([[0, 1, 0], [1, -4, 1], [0, 1, 0]], by: 4),
          sees: "where a pixel is darker or lighter than the four beside it")
      ]
    case .sobel:
      [
        NamedKernel(
          "sobel-across", Self.scaled([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], by: 4),
          sees: "how much lighter it grows from left to right"),
        NamedKernel(
          "sobel-down", Self.scaled([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], by: 4),
          sees: "how much lighter it grows from top to bottom"),
      ]
    }
  }

  /// What its kernels show, in a few words.
  public var summary: String {
    switch self {
    case .gabor: "stripes of one width: upright, rising, level, falling"
    case .sobel: "how much lighter it grows: across, and down"
    default: kernels[0].sees
    }
  }

  /// All kernels of all names.
  public static var all: [NamedKernel] { allCases.flatMap(\.kernels) }

  private static func scaled(_ rows: [[Float]], by divisor: Float) -> [[Float]] {
    rows.map { row in row.map { $0 / divisor } }
  }
}
