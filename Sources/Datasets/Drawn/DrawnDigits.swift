import Tensors

/// Digits that the program writes itself, in the way of MNIST: 28 × 28 pixels, white on black.
///
/// Each is one of several ways to write the digit, with every point of it moved a little; then it is
/// stretched, slanted, turned and shifted, and drawn with a pen of some thickness, softness and strength
/// on a ground with a little noise. There is as much of them as one likes, and nothing to download.
///
/// They are the same bits on every machine, since they are drawn with + − × ÷ and square roots, and nothing
/// else.
public enum DrawnDigits {
  /// How many rows and columns a picture has.
  public static let size = 28

  /// Pictures of the digits 0 to 9, in an order that follows from the seed.
  ///
  ///     let training = DrawnDigits.make(count: 10_000, seed: 1)
  ///     let test = DrawnDigits.make(count: 2_000, seed: 2)
  ///
  /// - Parameters:
  ///   - count: how many; each digit is there as often as every other, or once more.
  ///   - seed: all follows from it; data sets of different seeds have no picture in common.
  /// - Returns: `count` pictures `[count, 1, 28, 28]` with the classes "0" to "9".
  /// - Precondition: `count` is not negative.
  public static func make(count: Int, seed: UInt64) -> LabelledPictures {
    DrawnPictures.make(
      count: count, size: size, classes: LabelledPictures.MNISTKind.digits.classes, seed: seed
    ) { digit, random in
      draw(digit, &random)
    }
  }

  /// The bytes of one picture.
  private static func draw(_ digit: Int, _ random: inout SeededRandom) -> [UInt8] {
    let ways = DigitShapes.all[digit]
    let way = ways[random.whole(in: 0...ways.count - 1)]
    // A hand that isn't steady: in units of a box 10 × 14.
    let unsteadiness = random.uniform(in: 0.3...1.7)
    let lines = way.map { stroke in
      stroke.map {
        Point(
          $0.x + unsteadiness * random.bell(), $0.y + unsteadiness * random.bell()
        )
      }.line
    }
    let thickness = random.uniform(in: 1.5...3.9)
    let softness = random.uniform(in: 0.8...1.5)
    let place = hand(&random, around: lines)
    var canvas = InkCanvas(width: size, height: size, reach: (thickness + softness) / 2)
    for line in lines { canvas.draw(line.map { place($0) }) }
    let strength = random.uniform(in: 190...255)
    let ground = random.uniform(in: 0...1)
    return DrawnPictures.bytes(
      canvas.ink(thickness: thickness, softness: softness).map { $0 * strength },
      noise: 40 * ground * ground, &random)
  }

  /// Where a hand puts a digit: stretched, slanted, turned, and its middle near the picture's middle.
  private static func hand(_ random: inout SeededRandom, around lines: [[Point]]) -> Affine {
    // 14 units are 20 pixels, as in MNIST.
    let unit = Float(20) / 14
    let shape = Affine.rotation(halfAngleTangent: random.uniform(in: -0.15...0.15))
      .after(.slant(random.uniform(in: -0.25...0.5)))
      .after(
        .scale(
          unit * random.uniform(in: 0.62...1.12), unit * random.uniform(in: 0.74...1.06)))
    let middle = DrawnPictures.middle(of: lines.joined().map { shape($0) })
    let center = Float(size) / 2
    return Affine.shift(
      center - middle.x + random.uniform(in: -2.2...2.2),
      center - middle.y + random.uniform(in: -2.2...2.2)
    ).after(shape)
  }
}
