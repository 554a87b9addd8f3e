import Tensors

/// Shoes, whose toes are at the left, and bags: each draws its measures.
extension Garment {
  static func sandal(_ random: inout SeededRandom) -> Garment {
    let heel = random.uniform(in: 0.02...0.34)
    var garment = Garment()
    garment.size = Point(12.5, 22)
    let top = 0.78 - heel
    garment.plain(
      points([
        (-0.98, 0.74), (-0.5, 0.76), (0.1, 0.78 - 0.4 * heel), (0.9, top), (0.96, top + 0.05),
        (0.94, 0.86), (0.7, 0.86), (0.64, top + 0.12), (0, 0.86 - 0.1 * heel), (-0.5, 0.84),
        (-0.98, 0.82),
      ]), grey: random.uniform(in: 0.35...0.9))
    // Straps over the foot, from the sole up to where the foot ends, and often one around the ankle.
    let width = random.uniform(in: 0.07...0.14)
    let straps = random.whole(in: 2...4)
    for strap in 0..<straps {
      let x = -0.85 + 0.8 * Float(strap) / Float(straps)
      let lean = random.uniform(in: 0.2...0.34)
      garment.cloth(
        AreaCanvas.band(
          along: points([
            (x, 0.76), (x + 0.6 * lean, 0.6 - 0.1 * x),
            (x + lean, 0.48 - 0.34 * (x + lean) - heel / 3),
          ]), width: width))
    }
    if random.whole(in: 0...2) > 0 {
      garment.cloth(
        AreaCanvas.band(
          along: points([
            (0.3, top + 0.02), (0.36, top - 0.32), (0.82, top - 0.36), (0.9, top),
          ]), width: 0.7 * width))
    }
    return garment
  }

  static func sneaker(_ random: inout SeededRandom) -> Garment {
    let collar = random.uniform(in: 0.34...0.42)
    var garment = Garment()
    garment.size = Point(12.8, 22)
    garment.cloth(
      points([
        (-0.96, 0.74), (-0.92, 0.64), (-0.6, 0.56), (-0.2, 0.46), (0.12, collar),
        (0.4, collar + 0.05),
        (0.66, collar + 0.04), (0.86, collar - 0.02), (0.94, 0.6), (0.95, 0.76),
      ]))
    garment.plain(
      points([(-0.99, 0.72), (0.2, 0.74), (0.97, 0.72), (0.96, 0.83), (-0.94, 0.83)]),
      grey: random.uniform(in: 0.15...1))
    let lace = random.uniform(in: 0.1...0.9)
    for row in 0..<3 {
      let x = -0.42 + 0.17 * Float(row)
      let y = 0.54 - 0.05 * Float(row)
      garment.plain(
        AreaCanvas.band(along: points([(x, y - 0.02), (x + 0.12, y + 0.08)]), width: 0.045),
        grey: lace)
    }
    if random.whole(in: 0...1) == 0 {
      let x = random.uniform(in: 0...0.3)
      garment.plain(
        AreaCanvas.band(along: points([(x - 0.25, 0.7), (x + 0.2, 0.5)]), width: 0.07), grey: lace)
    }
    return garment
  }

  static func ankleBoot(_ random: inout SeededRandom) -> Garment {
    let shaft = random.uniform(in: -0.12...0.16)
    let top = random.uniform(in: 0.04...0.2)
    let heel = random.uniform(in: 0.02...0.14)
    var garment = Garment()
    garment.size = Point(12.2, 25)
    garment.cloth(
      points([
        (-0.96, 0.86), (-0.92, 0.72), (-0.6, 0.64), (shaft - 0.14, 0.5), (shaft, top),
        (0.84, top + 0.01), (0.84, 0.5), (0.92, 0.84), (0.9, 0.9), (0.3, 0.86),
      ]))
    garment.plain(
      points([
        (-0.98, 0.86), (0.4, 0.87 - heel / 2), (0.94, 0.87 - heel / 2), (0.92, 0.99), (0.44, 0.99),
        (0.38, 0.93), (-0.94, 0.93),
      ]), grey: random.uniform(in: 0.1...0.5))
    if random.whole(in: 0...1) == 0 {
      garment.cloth(box(shaft, top, 0.84, top + 0.08), tone: 0.7)
    } else {
      garment.plain(
        AreaCanvas.band(
          along: points([(shaft + 0.2, top + 0.05), (shaft + 0.14, 0.6)]), width: 0.06),
        grey: 0.12)
    }
    return garment
  }

  static func bag(_ random: inout SeededRandom) -> Garment {
    let top = random.uniform(in: 0.3...0.5)
    let upper = random.uniform(in: 0.72...0.96)
    let arch = random.uniform(in: 0.02...0.16)
    let reach = random.uniform(in: 0.4...0.66)
    var garment = Garment()
    garment.size = Point(12.5, 25)
    garment.cloth(
      AreaCanvas.band(
        along: points([
          (-reach, top + 0.04), (-reach * 0.8, arch + 0.1), (-reach * 0.4, arch),
          (reach * 0.4, arch),
          (reach * 0.8, arch + 0.1), (reach, top + 0.04),
        ]), width: random.uniform(in: 0.05...0.1)), tone: 0.85)
    garment.cloth(
      points([(-upper, top), (upper, top), (0.96, 0.94), (0.9, 0.98), (-0.9, 0.98), (-0.96, 0.94)]))
    if random.whole(in: 0...1) == 0 {
      let flap = random.uniform(in: 0.12...0.26)
      garment.cloth(
        points([(-upper, top), (upper, top), (upper * 0.8, top + flap), (-upper * 0.8, top + flap)]
        ),
        tone: 0.78)
      garment.plain(box(-0.07, top + flap - 0.04, 0.07, top + flap + 0.04), grey: 0.95)
    } else {
      garment.cloth(box(-upper, top, upper, top + 0.05), tone: 0.6)
    }
    return garment
  }
}
