import FastKernels
import Kernels
import ReferenceKernels
import Tensors

/// How a feature map of the fast kernels, and one of the reference, stand to the exact one.
///
/// Bounds in Double take much memory, so the map is gone through in bands of rows, each with the rows
/// of the picture that its windows reach.
public struct MapAgreement: Sendable {
  /// A number of the map that is out of its bound.
  public struct Fault: Equatable, Sendable {
    /// "reference" or "fast".
    public let name: String
    /// Where it is.
    public let row: Int, column: Int
    /// What was computed, what is exact, and how far they may be apart.
    public let computed: Double, exact: Double, bound: Double
  }

  /// The first number that is out of its bound; nil where none is.
  public private(set) var fault: Fault?
  /// How many are.
  public private(set) var wrong = 0
  /// The largest error of the fast map, and the bound at its place.
  public private(set) var largest: (error: Double, bound: Double) = (0, 0)

  /// Whether every number of both is within its bound.
  public var agrees: Bool { wrong == 0 }

  /// Holds a map of the fast kernels, and the reference's, against the exact one.
  ///
  /// - Parameters:
  ///   - fast: the map, `[H, W]`.
  ///   - kernel: what it is to be the map by.
  ///   - maps: of the picture.
  /// - Throws: `CheckError` if no bound can be found.
  /// - Precondition: `fast` has the picture's size.
  public init(
    of fast: Tensor<Float>, by kernel: NamedKernel, in maps: PictureMaps
  ) throws(CheckError) {
    let (height, width) = maps.size
    require(
      fast.shape == [height, width],
      "a map of a picture of \(height) rows and \(width) columns, not \(fast.shape)")
    let rows = max(1, (1 << 19) / width)
    var start = 0
    while start < height {
      let band = start..<min(height, start + rows)
      try add(band, of: fast, by: kernel, in: maps)
      start = band.upperBound
    }
  }

  private mutating func add(
    _ band: Range<Int>, of fast: Tensor<Float>, by kernel: NamedKernel, in maps: PictureMaps
  ) throws(CheckError) {
    let (height, width) = maps.size
    let (above, below) = Self.reach(kernel.size.height)
    let (left, right) = Self.reach(kernel.size.width)
    let read = max(0, band.lowerBound - above)..<min(height, band.upperBound + below)
    let input = Self.rows(read, of: maps.input, width: width)
      .reshaped([1, 1, read.count, width])
    let options = ConvolutionOptions(
      padding: Padding(
        top: read.lowerBound - (band.lowerBound - above), left: left,
        bottom: band.upperBound + below - read.upperBound, right: right),
      paddingMode: .replicate)
    let weight = PictureMaps.weight(kernel)
    let reference = Reference<Float>.conv2d(input, weight: weight, bias: nil, options: options)
    let fast = Self.rows(band, of: fast, width: width).reshaped(reference.shape)
    let agreement = try Agreement.ofEach([
      .init("reference", [reference]), .init("fast", [fast], by: .fast),
    ]) { kernels in [kernels.conv2d(input, weight: weight, bias: nil, options: options)] }[0]
    for part in agreement.parts { note(part, from: band.lowerBound) }
  }

  private mutating func note(_ part: Agreement.Part, from row: Int) {
    wrong += part.comparison.wrong
    if fault == nil, let first = part.comparison.firstWrong {
      fault = Fault(
        name: part.name, row: row + first.place[2], column: first.place[3],
        computed: first.computed, exact: first.exact, bound: first.bound)
    }
    // A NaN is larger than any, and stays it.
    guard part.name == "fast", !largest.error.isNaN, let worst = part.comparison.largest else {
      return
    }
    if !(worst.error <= largest.error) {
      largest = (worst.error, worst.bound)
    }
  }

  /// How far a kernel of `size` reaches before its place and after it, with as many outputs as inputs.
  private static func reach(_ size: Int) -> (before: Int, after: Int) {
    ((size - 1) / 2, size / 2)
  }

  private static func rows(
    _ rows: Range<Int>, of tensor: Tensor<Float>, width: Int
  ) -> Tensor<Float> {
    tensor.withUnsafeScalars { numbers in
      Tensor(
        shape: [rows.count, width],
        numbers[rows.lowerBound * width..<rows.upperBound * width])
    }
  }
}
