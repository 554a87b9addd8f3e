/// How people write the digits: for each, several ways, each a few strokes of a pen in a box 10 wide and 14
/// high.
enum DigitShapes {
  /// The ways to write each digit.
  static let all: [[[PenStroke]]] = [
    zeros, ones, twos, threes, fours, fives, sixes, sevens, eights, nines,
  ]

  private static func straight(_ points: (Float, Float)...) -> PenStroke {
    .straight(points.map { Point($0.0, $0.1) })
  }

  private static func smooth(_ points: (Float, Float)...) -> PenStroke {
    .smooth(points.map { Point($0.0, $0.1) })
  }

  private static func closed(_ points: (Float, Float)...) -> PenStroke {
    .closed(points.map { Point($0.0, $0.1) })
  }

  private static let zeros: [[PenStroke]] = [
    // An oval; one that is drawn beyond its beginning; a round one; one that stays open.
    [closed((5, 0), (1.6, 3), (1, 8), (3.2, 13), (6.2, 13.6), (8.8, 9.6), (8.7, 4), (7, 0.8))],
    [
      smooth(
        (6.6, 0.9), (3.6, 0.6), (1, 4.6), (1.2, 10), (4.4, 13.8), (8.2, 11), (8.8, 5.4), (6.8, 1.2),
        (4.6, 1.4))
    ],
    [
      closed(
        (5, 1.6), (1.6, 3.4), (0.3, 7.4), (2.2, 11.4), (5.4, 12.6), (8.9, 10.6), (9.6, 6), (8, 2.6))
    ],
    [
      smooth(
        (5.4, 0.4), (1.9, 3.6), (1.2, 9), (4, 13.6), (7.8, 12), (9, 6.6), (7.6, 2.2), (6.3, 0.6))
    ],
  ]

  private static let ones: [[PenStroke]] = [
    // A line; with a flag; with a flag and a foot; with a small hook; bent a little.
    [straight((5, 0), (5, 14))],
    [straight((2.4, 3.4), (5.4, 0), (5.4, 14))],
    [straight((2.4, 3), (5.2, 0), (5.2, 14)), straight((2, 13.9), (8.4, 13.9))],
    [smooth((3.4, 2.4), (4.6, 1.5), (5.4, 0)), straight((5.4, 0), (5.2, 14))],
    [smooth((5.6, 0), (5.2, 4.6), (4.9, 9.4), (5, 14))],
  ]

  private static let twos: [[PenStroke]] = [
    // With a straight foot; with a loop in it; with a wavy foot; with hardly a curve.
    [
      smooth((1.2, 3.2), (3.4, 0.5), (7, 0.5), (8.5, 3.5), (6.8, 7.2), (3.4, 11), (1, 13.6)),
      straight((1, 13.6), (9.4, 13.5)),
    ],
    [
      smooth(
        (1.3, 3), (4.2, 0.2), (7.8, 1.5), (7.9, 5), (5, 9.8), (2.2, 13.1), (0.7, 12.4), (2.6, 11.1),
        (5.2, 12.7), (7.6, 13.8), (9.6, 12.6))
    ],
    [
      smooth(
        (1.6, 2.6), (4.6, 0.1), (8, 1.9), (7.6, 5.6), (4.4, 9.8), (1, 13.5), (3.6, 12.9),
        (6.4, 13.9),
        (9.4, 13.2))
    ],
    [
      smooth((1.4, 1.8), (4.6, 0.2), (8, 1.2), (7.6, 4.2)),
      straight((7.6, 4.2), (1.2, 13.8), (9, 13.8)),
    ],
  ]

  private static let threes: [[PenStroke]] = [
    // Two bowls; with a flat roof; with a loop between the bowls; a small bowl on a large one.
    [
      smooth((1.6, 1.9), (4.6, 0.1), (7.9, 1.8), (7.2, 5), (4, 6.6)),
      smooth((4, 6.6), (7.8, 7.6), (8.7, 11), (5.6, 13.8), (1, 12.3)),
    ],
    [
      straight((1.6, 0.5), (8.2, 0.5), (4.4, 5.6)),
      smooth((4.4, 5.6), (7.7, 6.5), (8.7, 10), (6, 13.5), (1.2, 12.7)),
    ],
    [
      smooth(
        (1.5, 1.6), (5, 0.1), (8, 2.3), (6.4, 5.6), (3.8, 6.9), (3.5, 6), (6.4, 6.6), (8.7, 9.6),
        (7, 13.1), (3.6, 13.8), (0.9, 12))
    ],
    [
      smooth((2.6, 1.4), (5, 0.2), (7.2, 2), (6.2, 4.6), (4.2, 5.4)),
      smooth((4.2, 5.4), (8, 6.6), (9, 10.4), (6, 13.7), (1.2, 13)),
    ],
  ]

  private static let fours: [[PenStroke]] = [
    // Open at the top; closed; round at the left; open, with a long bar; closed, of one stroke.
    [straight((2.6, 0.6), (1.2, 8), (9.2, 7.8)), straight((7.2, 0.4), (6.8, 14))],
    [straight((6.8, 0), (0.8, 9.2), (9.4, 9.2)), straight((6.8, 0), (6.8, 14))],
    [smooth((2.3, 0.6), (1.3, 5), (2.8, 7.5), (7.4, 6.6)), straight((7.9, 0.2), (7, 14))],
    [straight((3.6, 1), (0.6, 8.8), (9.8, 8)), straight((6.4, 4.4), (5.8, 14))],
    [straight((8.6, 8.6), (0.9, 8.6), (6.2, 0.2), (6.4, 14))],
  ]

  private static let fives: [[PenStroke]] = [
    // With a roof and a corner; of one curve; the roof drawn last, and not quite there; narrow.
    [
      straight((8.6, 0.5), (2.4, 0.5), (1.9, 6)),
      smooth((1.9, 6), (5, 5), (8.4, 7.4), (8.1, 11.5), (4.6, 13.8), (1, 12.6)),
    ],
    [
      smooth(
        (8.8, 0.6), (4.2, 0.7), (2.4, 3.8), (4.2, 6.1), (7.5, 7.9), (7.9, 11.6), (4.8, 13.8),
        (1.2, 12.7))
    ],
    [
      straight((2.7, 1.2), (2.2, 6.2)),
      smooth((2.2, 6.2), (5.4, 5.4), (8.5, 8), (7.8, 12), (4.4, 13.7), (1.2, 12.4)),
      straight((3.2, 0.9), (9.2, 0.2)),
    ],
    [
      straight((7.8, 0.3), (3.2, 0.6), (2.8, 5.4)),
      smooth((2.8, 5.4), (6, 5.6), (7.8, 8.8), (6.4, 12.6), (2, 13.8)),
    ],
  ]

  private static let sixes: [[PenStroke]] = [
    // Curved down; nearly straight down; with a curl at the top; with a large belly.
    [
      smooth(
        (7.4, 0.2), (3.6, 3.4), (1.4, 8.4), (2.4, 12.7), (5.6, 13.8), (8.5, 11.2), (7.3, 8.1),
        (4.4, 7.7),
        (1.9, 10))
    ],
    [
      smooth(
        (5.8, 0), (2.6, 6), (1.3, 10.4), (3.4, 13.7), (7, 13.2), (8.2, 10.2), (6, 8.1), (3, 9.2),
        (1.7, 11))
    ],
    [
      smooth(
        (8.2, 1.8), (6.3, 0.3), (3.2, 2.6), (1.4, 7.8), (2, 12.2), (5.2, 13.8), (8.2, 11.6),
        (7.4, 8.3),
        (4.6, 7.6), (2, 9.6))
    ],
    [
      smooth(
        (6.6, 0.2), (2.6, 4.6), (1, 9.6), (3.4, 13.6), (7.6, 13.2), (9, 9.6), (6.6, 6.6),
        (3.4, 7.2), (1.3, 9.6)
      )
    ],
  ]

  private static let sevens: [[PenStroke]] = [
    // Two lines; with a bar; curved down; with a serif at the left; curved, with serif and bar.
    [straight((1, 0.6), (9, 0.6), (4, 14))],
    [straight((1, 0.7), (9, 0.6), (4.2, 14)), straight((2.8, 7.2), (8.4, 6.8))],
    [straight((1, 1), (8.8, 0.7)), smooth((8.8, 0.7), (6.4, 5.2), (4.8, 9.8), (4.3, 14))],
    [straight((1, 3), (1.2, 0.6), (9, 0.5), (4.6, 14))],
    [
      straight((1, 2.6), (1.3, 0.8)), smooth((1.3, 0.8), (5, 1), (8.8, 0.6)),
      smooth((8.8, 0.6), (6, 6), (4.6, 10), (4, 14)), straight((2.8, 7.6), (8, 7.2)),
    ],
  ]

  private static let eights: [[PenStroke]] = [
    // Of one stroke; two rings; of one stroke that doesn't quite close; narrow.
    [
      closed(
        (7.7, 1.6), (4.7, 0.1), (2.1, 2.3), (4, 5.6), (7.5, 8.8), (7.9, 12), (4.8, 13.8),
        (1.8, 11.8),
        (3, 8.6), (6.6, 5.4), (8.2, 3))
    ],
    [
      closed((5, 0), (2.3, 1.5), (2.5, 4.7), (5, 6.2), (7.5, 4.7), (7.7, 1.5)),
      closed((5, 6.2), (1.8, 8.2), (1.5, 11.8), (5, 13.9), (8.5, 11.8), (8.2, 8.2)),
    ],
    [
      smooth(
        (8.2, 1.4), (5, 0.2), (2.2, 2), (3.4, 5.2), (7, 8.2), (8.2, 11.2), (5.6, 13.8), (2, 12.8),
        (2, 9.8),
        (5, 7), (8, 4), (8.8, 1.8))
    ],
    [
      closed(
        (6.6, 0.6), (4, 0.6), (2.6, 3), (4.4, 6.4), (7, 9.6), (6.6, 13), (4, 13.8), (2.4, 11.6),
        (3.6, 8.4),
        (6.2, 5.2), (7.4, 2.4))
    ],
  ]

  private static let nines: [[PenStroke]] = [
    // A ring and a line; a ring and a curve; a ring and a slanted line; of one stroke from the right.
    [
      closed((7.9, 2.2), (5, 0.2), (1.9, 2.2), (2, 5.6), (5, 6.9), (7.6, 5)),
      straight((8.1, 1.2), (7.7, 14)),
    ],
    [
      smooth(
        (8, 2.6), (5.2, 0.2), (2, 2.3), (2.1, 5.6), (5, 6.7), (7.7, 4.6), (8.2, 2), (8.3, 7),
        (7, 11.6),
        (3.4, 13.8))
    ],
    [
      closed((8, 2.6), (5.6, 0.2), (2.2, 1.8), (1.8, 5), (4.6, 6.6), (7.4, 5)),
      straight((8.2, 1.6), (5.6, 14)),
    ],
    [
      smooth(
        (8.4, 0.8), (5, 0.3), (1.8, 2.8), (2.2, 6.2), (5.2, 6.9), (7.9, 4.4), (8.4, 0.8)),
      smooth((8.4, 0.8), (8.2, 5.4), (7.8, 10), (7.7, 14)),
    ],
  ]
}
