import Tensors

/// What is woven into a cloth or printed on it: how light it is at each place.
struct ClothPattern {
  private enum Kind: Int, CaseIterable {
    case plain, plainToo, shaded, stripesAcross, stripesDown, checks, dots, print
  }

  private let kind: Kind
  private let grey: Float
  private let other: Float
  private let period: Float
  private let phase: Float
  private let share: Float

  init(_ random: inout SeededRandom) {
    kind = Kind.allCases[random.whole(in: 0...Kind.allCases.count - 1)]
    grey = random.uniform(in: 70...245)
    let contrast = random.uniform(in: 0.3...0.75)
    other = grey > 150 ? grey * (1 - contrast) : min(grey * (1 + contrast) + 30, 255)
    period = random.uniform(in: 0.1...0.3)
    phase = random.uniform(in: 0...1)
    share = random.uniform(in: 0.3...0.55)
  }

  /// The grey at a place of the garment, whose width is from −1 to 1 and whose height from 0 to 1.
  func grey(at place: Point) -> Float {
    switch kind {
    case .plain, .plainToo: grey
    case .shaded: grey * (1.05 - 0.35 * place.y - 0.1 * place.x)
    case .stripesAcross: isIn(place.y) ? other : grey
    case .stripesDown: isIn(place.x) ? other : grey
    case .checks: isIn(place.x) != isIn(place.y) ? other : grey
    case .dots: isIn(place.x) && isIn(place.y) ? other : grey
    case .print: isInPrint(place) ? other : grey
    }
  }

  private func isIn(_ place: Float) -> Bool {
    let turns = place / period + phase
    return turns - turns.rounded(.down) < share
  }

  /// A patch in the middle.
  private func isInPrint(_ place: Point) -> Bool {
    let (x, y) = (place.x / share, (place.y - 0.4) / (0.6 * share))
    return x * x + y * y < 1
  }
}
