import Tensors

/// A matrix of numbers with a sign, such as what a kernel finds in a picture, to be looked at.
///
/// The number x gets the colour of x/m in a `ColorMap`, where m is the `scale`. So zero is always
/// mid-grey (in `.grey`) or nearly white (in `.diverging`), and −x and +x are equally far from it.
///
///     let map = FeatureMap(edges)
///     print(map.scale)                            // 3.25
///     try map.picture(colors: .diverging).write(to: "edges.png")
///
/// Numbers without a sign, such as photos, are `Picture(tensor)`.
public struct FeatureMap: Sendable {
  /// The numbers: `[H, W]`.
  public let values: Tensor<Float>

  /// m: the magnitude that gets the strongest colour. Larger ones get it too.
  ///
  /// Unless given it is the largest magnitude of the finite numbers; 0 where all are 0.
  public let scale: Float

  /// The smallest and the largest of the finite numbers; nil where there are none.
  public let range: ClosedRange<Float>?

  /// How many numbers are NaN or infinite. They are drawn in `ColorMap.notANumber`.
  public let notFiniteCount: Int

  /// A feature map with the scale of its own largest magnitude, or with the given one, so that maps
  /// can be compared.
  ///
  /// - Parameters:
  ///   - values: `[H, W]`, `[1, H, W]` or `[1, 1, H, W]`.
  ///   - scale: `m`, the magnitude that gets the strongest colour; nil for the largest in `values`.
  /// - Precondition: the shape is one of those, with at least one number; the scale is finite and
  ///   not negative.
  public init(_ values: Tensor<Float>, scale: Float? = nil) {
    let shape = values.shape
    require(
      shape.count >= 2 && shape.count <= 4 && shape.dropLast(2).allSatisfy { $0 == 1 }
        && values.count > 0,
      "a feature map is [H, W], [1, H, W] or [1, 1, H, W], not \(shape); "
        + "FeatureMap.channels(of:) makes one of each channel")
    self.values = values.reshaped(Array(shape.suffix(2)))
    let numbers = FeatureMapNumbers(of: values)
    require(
      (scale ?? 0).isFinite && (scale ?? 0) >= 0,
      "the scale of a feature map is finite and not negative, not \(scale ?? 0)")
    self.scale = scale ?? numbers.largestMagnitude
    range = numbers.range
    notFiniteCount = numbers.notFiniteCount
  }

  /// Which numbers the scale of each of several maps is taken from.
  public enum ScaleSource: Sendable {
    /// All maps have the scale of the largest magnitude in any: equal colours are equal numbers.
    case shared
    /// Each map has its own, so that a faint one can be seen too.
    case each
  }

  /// A feature map of each channel.
  ///
  /// - Parameters:
  ///   - tensor: `[C, H, W]` or `[1, C, H, W]`.
  ///   - scale: whether equal colours are equal numbers in all maps, or each map has a scale of its
  ///     own.
  /// - Returns: C maps of `[H, W]`, in the order of the channels.
  /// - Precondition: the shape is one of those.
  public static func channels(
    of tensor: Tensor<Float>, scale: ScaleSource = .shared
  ) -> [FeatureMap] {
    let shape = tensor.shape
    require(
      shape.count == 3 || (shape.count == 4 && shape[0] == 1),
      "channels of a picture are [C, H, W] or [1, C, H, W], not \(shape)")
    let planes = tensor.reshaped(Array(shape.suffix(3)))
    let shared = scale == .shared ? FeatureMapNumbers(of: tensor).largestMagnitude : nil
    return (0..<planes.shape[0]).map { FeatureMap(planes.slice($0), scale: shared) }
  }

  /// The map as a picture of one pixel for each number, enlarged, with or without a legend under
  /// it that says which colours stand for −m, 0 and +m.
  ///
  /// The picture is grey if the colours are and there is no NaN and no infinity.
  ///
  /// - Parameters:
  ///   - colors: which colours stand for the numbers.
  ///   - factor: how many pixels a number is wide and high.
  ///   - legend: whether there is a legend under it.
  ///   - range: the smallest and largest number, which the legend then says in words. It is given,
  ///     because a map that was made smaller to be looked at speaks for a larger one.
  public func picture(
    colors: ColorMap = .grey, enlargedBy factor: Int = 1, legend: Bool = false,
    range: ClosedRange<Float>? = nil
  ) -> Picture {
    let channels = colors.isGrey && notFiniteCount == 0 ? 1 : 3
    let (height, width) = (values.shape[0], values.shape[1])
    let map = Picture(
      width: width, height: height, channels: channels,
      pixels: [UInt8](unsafeUninitializedCapacity: values.count * channels) { pixels, count in
        color(into: pixels, channels, colors)
        count = values.count * channels
      }
    ).enlarged(by: factor)
    return legend ? FeatureMapLegend(self, colors, range: range).under(map) : map
  }

  /// Maps as pictures for a sheet of all: their legends have letters of one size, and that a large one, even
  /// where a legend is then wider than its map.
  ///
  /// - Parameters:
  ///   - maps: each with the smallest and largest number that its legend says.
  ///   - colors: which colours stand for the numbers.
  ///   - factor: how many pixels a number is wide and high.
  package static func pictures(
    _ maps: [(map: FeatureMap, range: ClosedRange<Float>?)], colors: ColorMap,
    enlargedBy factor: Int
  ) -> [Picture] {
    maps.map { map, range in
      FeatureMapLegend(map, colors, range: range)
        .under(map.picture(colors: colors, enlargedBy: factor), textScale: 2)
    }
  }

  /// Writes the colours of all numbers, some rows on each core.
  private func color(
    into pixels: UnsafeMutableBufferPointer<UInt8>, _ channels: Int, _ colors: ColorMap
  ) {
    values.withUnsafeScalars { numbers in
      // Each stretch is written by one thread alone.
      nonisolated(unsafe) let (numbers, pixels) = (numbers, pixels)
      FeatureMapNumbers.forEachStretch(of: numbers.count) { stretch in
        if channels == 1 && scale > 0 {
          ColorMap.paintGrey(numbers, scale: scale, into: pixels, stretch)
          return
        }
        for place in stretch {
          let color = color(numbers[place], colors)
          if channels == 1 {
            pixels[place] = color.red
          } else {
            pixels[3 * place] = color.red
            pixels[3 * place + 1] = color.green
            pixels[3 * place + 2] = color.blue
          }
        }
      }
    }
  }

  private func color(_ number: Float, _ colors: ColorMap) -> Color {
    guard number.isFinite else { return ColorMap.notANumber }
    guard scale > 0 else { return colors.neutral }
    return colors.color(number / scale)
  }
}
