import RealModule
import Tensors

/// A wave under a bell: it answers to stripes of one width that run in one direction.
///
///     w(x, y) = exp(−(x′² + y′²/4) / 2σ²) · (cos(2πx′/λ) − c)
///
/// x′ and y′ are x and y turned, so that the wave goes along x′ and the stripes along y′; λ is the distance
/// from stripe to stripe; the bell is twice as long along the stripes as across. c is such that the sum is
/// 0, and an even grey gives nothing. The positive numbers then are scaled to add up to 1.
///
/// Source: J. G. Daugman, *Uncertainty relation for resolution in space, spatial frequency, and
/// orientation…*, J. Opt. Soc. Am. A 2 (1985), doi:10.1364/JOSAA.2.001160.
public enum GaborKernel {
  /// Stripes that stand, lie, and run along both diagonals; 9 × 9, λ = 4.
  public static var directions: [NamedKernel] {
    [
      named("gabor-upright", turnedBy: 0, sees: "stripes and lines that stand upright"),
      named("gabor-rising", turnedBy: 1, sees: "stripes and lines that rise to the right"),
      named("gabor-level", turnedBy: 2, sees: "stripes and lines that lie level"),
      named("gabor-falling", turnedBy: 3, sees: "stripes and lines that fall to the right"),
    ]
  }

  private static func named(
    _ name: String, turnedBy eighths: Int, sees: String
  ) -> NamedKernel {
    NamedKernel(name, weight(turnedBy: Double(eighths) * .pi / 4), sees: sees)
  }

  /// The kernel whose wave runs in the direction `angle`, from the right over below: rows count
  /// downwards.
  ///
  /// - Parameters:
  ///   - angle: the direction of the wave, across the stripes, in radians.
  ///   - wavelength: λ, in pixels.
  ///   - sigma: σ of the bell across the stripes, in pixels.
  ///   - reach: how many pixels there are on each side of the middle one.
  /// - Returns: `[2·reach + 1, 2·reach + 1]`.
  /// - Precondition: the wavelength and sigma are positive, the reach is at least 1.
  public static func weight(
    turnedBy angle: Double, wavelength: Double = 4, sigma: Double = 2, reach: Int = 4
  ) -> Tensor<Float> {
    require(
      wavelength > 0 && sigma > 0 && reach >= 1,
      "a Gabor kernel has a wavelength and a sigma above 0 and a reach of at least 1, not "
        + "\(wavelength), \(sigma) and \(reach)")
    let places = (-reach...reach).flatMap { y in (-reach...reach).map { x in (x, y) } }
    let points = places.map { x, y in
      let across = Double(x) * Double.cos(angle) + Double(y) * Double.sin(angle)
      let along = Double(y) * Double.cos(angle) - Double(x) * Double.sin(angle)
      return (
        bell: Double.exp(-(across * across + along * along / 4) / (2 * sigma * sigma)),
        wave: Double.cos(2 * .pi * across / wavelength)
      )
    }
    let mean =
      points.reduce(0) { $0 + $1.bell * $1.wave } / points.reduce(0) { $0 + $1.bell }
    let numbers = points.map { $0.bell * ($0.wave - mean) }
    let positive = numbers.reduce(0) { $0 + max(0, $1) }
    return Tensor(
      shape: [2 * reach + 1, 2 * reach + 1], numbers.map { Float($0 / positive) })
  }
}
