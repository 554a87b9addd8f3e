import Tensors

/// Clothes that are worn above, and dresses and trousers: each draws its measures.
extension Garment {
  static func tShirt(_ random: inout SeededRandom) -> Garment {
    let hem = random.uniform(in: 0.46...0.62)
    let sleeve = random.uniform(in: 0.3...0.42)
    var garment = Garment()
    garment.cloth(
      mirrored([
        (0, random.uniform(in: 0.06...0.16)), (0.24, 0.02), (0.56, 0.06),
        (random.uniform(in: 0.88...1), sleeve), (0.72, sleeve + 0.1), (hem - 0.02, 0.34),
        (hem, 0.98),
      ]))
    return garment
  }

  static func pullover(_ random: inout SeededRandom) -> Garment {
    var garment = longSleeved(&random, length: 0.96, neck: random.uniform(in: 0.03...0.08))
    // Knitted bands at the hem and the neck.
    garment.cloth(box(-0.5, 0.9, 0.5, 0.96), tone: 0.78)
    garment.cloth(mirrored([(0.08, 0.07), (0.26, 0), (0.28, 0.05), (0, 0.12)]), tone: 0.75)
    return garment
  }

  static func coat(_ random: inout SeededRandom) -> Garment {
    var garment = longSleeved(&random, length: 1, neck: 0.04)
    garment.size = Point(11.5, 26.5)
    // Open down to a point, closed below it, with lapels and pockets.
    let opening = random.uniform(in: 0.28...0.5)
    garment.plain(points([(-0.16, 0.02), (0.16, 0.02), (0, opening)]), grey: 0.08)
    garment.cloth(points([(0.16, 0), (0.34, 0.14), (0.04, opening)]), tone: 1.25)
    garment.cloth(points([(-0.16, 0), (-0.34, 0.14), (-0.04, opening)]), tone: 1.25)
    garment.plain(box(-0.035, opening, 0.035, 1), grey: 0.1)
    let pocket = random.uniform(in: 0.58...0.68)
    for side in [-1, 1] as [Float] {
      garment.cloth(
        box(min(0.16 * side, 0.44 * side), pocket, max(0.16 * side, 0.44 * side), pocket + 0.04),
        tone: 0.55)
    }
    return garment
  }

  static func shirt(_ random: inout SeededRandom) -> Garment {
    // As often with short sleeves as with long ones.
    var garment =
      random.whole(in: 0...1) == 0
      ? tShirt(&random) : longSleeved(&random, length: 0.95, neck: 0.05)
    for side in [-1, 1] as [Float] {
      garment.cloth(
        points([(0, 0.14), (0.1 * side, 0), (0.3 * side, 0.01), (0.2 * side, 0.2)]), tone: 1.3)
    }
    garment.cloth(box(-0.06, 0.14, 0.06, 0.96), tone: 0.85)
    let buttons = random.whole(in: 4...6)
    for button in 0..<buttons {
      let y = 0.2 + 0.7 * Float(button) / Float(buttons - 1)
      garment.plain(box(-0.045, y, 0.045, y + 0.035), grey: 0.12)
    }
    return garment
  }

  private static func longSleeved(
    _ random: inout SeededRandom, length: Float, neck: Float
  ) -> Garment {
    let hem = random.uniform(in: 0.46...0.58)
    let cuff = random.uniform(in: 0.8...0.96)
    let out = random.uniform(in: 0.82...1)
    var garment = Garment()
    garment.cloth(
      mirrored([
        (0, neck + 0.06), (0.22, neck - 0.03), (0.54, 0.06), (0.74, 0.24), (out, cuff),
        (out - 0.22, cuff + 0.03), (hem + 0.02, 0.36), (hem, length),
      ]))
    return garment
  }

  static func dress(_ random: inout SeededRandom) -> Garment {
    let waist = random.uniform(in: 0.26...0.36)
    let hem = random.uniform(in: 0.42...0.85)
    let shoulder = random.uniform(in: 0.3...0.42)
    var garment = Garment()
    garment.size = Point(random.uniform(in: 8.5...11), 26.5)
    let neck = random.uniform(in: 0.06...0.2)
    if random.whole(in: 0...2) == 0 {
      garment.cloth(
        mirrored([
          (0, neck), (0.16, 0), (shoulder, 0.03), (shoulder + 0.32, 0.22), (shoulder + 0.18, 0.27),
          (shoulder - 0.02, 0.18), (waist, 0.42), (hem, 1),
        ]))
    } else {
      garment.cloth(
        mirrored([
          (0, neck), (0.14, 0), (shoulder - 0.08, 0), (shoulder, 0.2), (waist, 0.42), (hem, 1),
        ]))
    }
    garment.cloth(box(-waist, 0.41, waist, 0.45), tone: 0.7)
    return garment
  }

  static func trouser(_ random: inout SeededRandom) -> Garment {
    let inner = random.uniform(in: 0.06...0.2)
    let leg = random.uniform(in: 0.22...0.4)
    let crotch = random.uniform(in: 0.26...0.36)
    let hip = random.uniform(in: 0.44...0.54)
    var garment = Garment()
    garment.size = Point(random.uniform(in: 9.5...12), 26.5)
    garment.cloth(
      mirrored([
        (0, 0.01), (hip - 0.06, 0), (hip, 0.22), (inner + leg, 1), (inner, 1), (0.03, crotch),
      ]))
    garment.cloth(box(-hip + 0.04, 0, hip - 0.04, 0.05), tone: 0.7)
    garment.plain(box(-0.02, 0.05, 0.02, crotch), grey: 0.15)
    return garment
  }
}
