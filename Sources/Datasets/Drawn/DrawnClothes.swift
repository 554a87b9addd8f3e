import Tensors

/// Clothes that the program draws itself, in the way of Fashion-MNIST: 28 × 28 pixels, light on black,
/// with its ten classes.
///
/// Each is a silhouette whose measures are drawn, of a cloth that is plain, shaded, striped, checked,
/// dotted or printed; then it is stretched, slanted, turned and shifted a little. Shirt, T-shirt, pullover
/// and coat are much alike, as they are there.
///
/// They are the same bits on every machine, since they are drawn with + − × ÷ and square roots, and nothing
/// else.
public enum DrawnClothes {
  /// How many rows and columns a picture has.
  public static let size = 28

  /// Pictures of the ten classes, in an order that follows from the seed.
  ///
  /// - Parameters:
  ///   - count: how many; each class is there as often as every other, or once more.
  ///   - seed: all follows from it; data sets of different seeds have no picture in common.
  /// - Returns: `count` pictures `[count, 1, 28, 28]` with the classes of Fashion-MNIST.
  /// - Precondition: `count` is not negative.
  public static func make(count: Int, seed: UInt64) -> LabelledPictures {
    DrawnPictures.make(
      count: count, size: size, classes: LabelledPictures.MNISTKind.fashion.classes, seed: seed
    ) { label, random in
      draw(label, &random)
    }
  }

  /// The bytes of one picture.
  private static func draw(_ label: Int, _ random: inout SeededRandom) -> [UInt8] {
    let garment = garment(label, &random)
    let pattern = ClothPattern(&random)
    let place = place(garment, &random)
    let back = place.inverse
    var canvas = AreaCanvas(width: size, height: size)
    for patch in garment.patches {
      let outline = patch.outline.map { place($0) }
      if patch.hasPattern {
        canvas.fill(outline) { min(pattern.grey(at: back($0)) * patch.tone, 255) }
      } else {
        canvas.fill(outline) { _ in patch.tone * 255 }
      }
    }
    let weave = random.uniform(in: 2...16)
    return bytes(canvas.greys, weave, &random)
  }

  /// The ground stays black, as it is where photos were cut out.
  private static func bytes(
    _ greys: [Float], _ weave: Float, _ random: inout SeededRandom
  ) -> [UInt8] {
    let woven = DrawnPictures.bytes(greys, noise: weave, &random)
    return greys.indices.map { greys[$0] > 0 ? woven[$0] : 0 }
  }

  private static func garment(_ label: Int, _ random: inout SeededRandom) -> Garment {
    switch label {
    case 0: .tShirt(&random)
    case 1: .trouser(&random)
    case 2: .pullover(&random)
    case 3: .dress(&random)
    case 4: .coat(&random)
    case 5: .sandal(&random)
    case 6: .shirt(&random)
    case 7: .sneaker(&random)
    case 8: .bag(&random)
    default: .ankleBoot(&random)
    }
  }

  private static func place(_ garment: Garment, _ random: inout SeededRandom) -> Affine {
    let center = Float(size) / 2
    let shape = Affine.rotation(halfAngleTangent: random.uniform(in: -0.035...0.035))
      .after(.slant(random.uniform(in: -0.06...0.06)))
      .after(
        .scale(
          garment.size.x * random.uniform(in: 0.88...1.06),
          garment.size.y * random.uniform(in: 0.9...1.04))
      ).after(.shift(0, -0.5))
    return Affine.shift(
      center + random.uniform(in: -0.8...0.8), center + random.uniform(in: -0.8...0.8)
    ).after(shape)
  }
}
