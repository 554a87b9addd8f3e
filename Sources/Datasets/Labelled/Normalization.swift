import Tensors

/// How pixels from 0 to 255 become the numbers that a network is given: for channel c
///
///     y = (x / 255 − means[c]) / deviations[c]
///
/// Networks learn faster from numbers around 0 of a size around 1. What is validated or tested with
/// gets the normalization of what was trained with.
public struct Normalization: Equatable, Sendable {
  /// What is taken away, one for each channel.
  public let means: [Float]
  /// What is divided by, one for each channel.
  public let deviations: [Float]

  /// A normalization with these numbers.
  ///
  /// - Precondition: there are as many of both, at least one, and no deviation is 0 or below.
  public init(means: [Float], deviations: [Float]) {
    require(
      means.count == deviations.count && !means.isEmpty,
      "\(means.count) means and \(deviations.count) deviations don't make a normalization")
    require(
      deviations.allSatisfy { $0 > 0 }, "a deviation is above 0, but these are \(deviations)")
    self.means = means
    self.deviations = deviations
  }

  /// Numbers from 0 to 1: x / 255.
  public static func zeroToOne(channels: Int = 1) -> Normalization {
    Normalization(
      means: Array(repeating: 0, count: channels),
      deviations: Array(repeating: 1, count: channels))
  }

  /// The numbers that a network is given for pictures.
  ///
  /// - Parameter pictures: pixels from 0 to 255: `[N, C, H, W]`.
  /// - Returns: of the same shape.
  /// - Precondition: there is a mean for each channel.
  public func numbers(of pictures: Tensor<UInt8>) -> Tensor<Float> {
    require(
      pictures.rank == 4 && pictures.shape[1] == means.count,
      "a normalization of \(means.count) channels doesn't fit pictures of the shape \(pictures.shape)"
    )
    let (tables, plane) = (tables, pictures.shape[2] * pictures.shape[3])
    return Tensor(
      shape: pictures.shape,
      pictures.scalars.enumerated().map { tables[$0.offset / plane % means.count][Int($0.element)] }
    )
  }

  /// What each byte becomes, channel by channel.
  var tables: [[Float]] {
    zip(means, deviations).map { mean, deviation in
      (0..<256).map { (Float($0) / 255 - mean) / deviation }
    }
  }
}

extension LabelledPictures {
  /// The mean and the standard deviation of each channel's pixels / 255, over all pictures: with it,
  /// these pictures get mean 0 and deviation 1. A channel that is the same everywhere gets deviation 1.
  ///
  /// deviation² = Σ(x − mean)² / n. The sums are of whole numbers and exact.
  ///
  /// - Precondition: there is a picture.
  public var normalization: Normalization {
    require(count > 0, "no pictures have no mean")
    let (channels, plane) = (channels, height * width)
    var counts = [[Int]](repeating: Array(repeating: 0, count: 256), count: channels)
    pictures.withUnsafeScalars { pixels in
      for start in 0..<count * channels {
        for pixel in pixels[start * plane..<(start + 1) * plane] {
          counts[start % channels][Int(pixel)] += 1
        }
      }
    }
    let moments = counts.map { counts in
      var (sum, squares) = (0, 0)
      for (value, times) in counts.enumerated() {
        sum += value * times
        squares += value * value * times
      }
      let n = Double(count * plane)
      let mean = Double(sum) / n
      return (mean / 255, (max(Double(squares) / n - mean * mean, 0)).squareRoot() / 255)
    }
    return Normalization(
      means: moments.map { Float($0.0) }, deviations: moments.map { $0.1 > 0 ? Float($0.1) : 1 })
  }
}
