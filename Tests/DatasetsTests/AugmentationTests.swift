import Tensors
import Testing

@testable import Datasets

@Suite("Augmentation")
struct AugmentationTests {
  private let pictures = Tensor<Float>.randomWhole([40, 2, 5, 7], in: 1...90, seed: 2)

  private func changed(
    _ steps: [Augmentation.Step], seed: UInt64 = 1, background: Float = -3
  ) -> Tensor<Float> {
    var result = pictures
    var random = SeededRandom(seed: seed)
    Augmentation(steps).apply(to: &result, using: &random, background: background)
    return result
  }

  @Test("a shift moves both channels by whole pixels, no further than it may, in every direction")
  func shift() {
    let result = changed([.shift(2)])
    var seen = Set<[Int]>()
    for n in 0..<40 {
      let moves = (-2...2).flatMap { down in (-2...2).map { [down, $0] } }.filter { move in
        (0..<70).allSatisfy { place in
          let (c, h, w) = (place / 35, place / 7 % 5, place % 7)
          let (row, column) = (h - move[0], w - move[1])
          let isInside = (0..<5).contains(row) && (0..<7).contains(column)
          return result[n, c, h, w] == (isInside ? pictures[n, c, row, column] : -3)
        }
      }
      #expect(moves.count == 1, "picture \(n)")
      seen.formUnion(moves)
    }
    #expect(seen.count > 12)
    #expect(Set(seen.map { $0[0] }) == Set(-2...2) && Set(seen.map { $0[1] }) == Set(-2...2))
  }

  @Test("a shift beyond the picture leaves background")
  func farShift() {
    let result = changed([.shift(50)])
    #expect(result.scalars.filter { $0 == -3 }.count > 40 * 70 / 2)
  }

  @Test("about half of the pictures are flipped, left and right exactly")
  func flip() {
    let result = changed([.flipHorizontally])
    var flipped = 0
    for n in 0..<40 where result.slice(n) != pictures.slice(n) {
      flipped += 1
      for c in 0..<2 {
        for h in 0..<5 {
          for w in 0..<7 { #expect(result[n, c, h, w] == pictures[n, c, h, 6 - w]) }
        }
      }
    }
    #expect((10...30).contains(flipped))
  }

  @Test("a quarter turn puts rows where columns were, to the right")
  func quarterTurn() {
    let side = 5
    let source = (0..<25).map(Float.init)
    var target = [Float](repeating: .nan, count: 25)
    var move = PixelMove(middle: Point(2.5, 2.5))
    move.rotate(byTurns: 0.25)
    Sampling.sample(
      source, to: &target, height: side, width: side, back: move.back, background: -1)
    for h in 0..<5 {
      for w in 0..<5 {
        // What was at the top is at the right.
        #expect(abs(target[w * 5 + 4 - h] - source[h * 5 + w]) < 1e-3, "[\(h), \(w)]")
      }
    }
  }

  @Test("between pixels, it is the weighed mean of four, and background beyond")
  func bilinear() {
    let source: [Float] = [1, 2, 4, 8, 16, 32]
    var target = [Float](repeating: .nan, count: 6)
    // Each pixel shows what is 0.25 to the right and 0.5 below it.
    Sampling.sample(
      source, to: &target, height: 2, width: 3, back: .shift(0.25, 0.5), background: 0)
    // ½·(¾·1 + ¼·2) + ½·(¾·8 + ¼·16), and so on.
    #expect(target[0] == 5.625)
    #expect(target[2] == 13.5)
    #expect(target[3] == 5)
    #expect(target[5] == 12)
    Sampling.sample(
      source, to: &target, height: 2, width: 3, back: .shift(-0.25, -0.5), background: 0)
    #expect(target[0] == 0.375)
    #expect(target[4] == 7.875)
    Sampling.sample(
      source, to: &target, height: 2, width: 3, back: .scale(.infinity, .nan), background: 7)
    #expect(target == Array(repeating: 7, count: 6))
  }

  @Test("twice as large, a square in the middle is twice as wide")
  func scale() {
    var picture = Tensor<Float>.zeros([1, 1, 16, 16])
    for h in 6..<10 { for w in 6..<10 { picture[0, 0, h, w] = 1 } }
    var move = PixelMove(middle: Point(8, 8))
    move.scale(by: 2)
    var target = [Float](repeating: .nan, count: 256)
    Sampling.sample(
      picture.scalars, to: &target, height: 16, width: 16, back: move.back, background: 0)
    #expect(abs(target.reduce(0, +) - 64) < 1e-3)
    #expect(target[5 * 16 + 5] == 1 && target[2 * 16 + 8] == 0)
  }

  @Test("moves in a row are one move: the last is what is seen last")
  func composed() {
    var move = PixelMove(middle: Point(8, 8))
    move.shift(columns: 3, rows: 1)
    move.scale(by: 2)
    // A point right of the middle by 1 is shifted to 4, and is then 8 from the middle; down, 2.
    let source = move.back(Point(16, 10))
    #expect(source.x == 9 && source.y == 8)
  }

  @Test("a move by whole pixels is the same, copied row by row or sampled")
  func wholeMoves() {
    let source = pictures.slice(0, 0).scalars
    for (columns, rows) in [(2, 1), (-3, 0), (0, -2), (6, 4), (-7, 5), (1, -5)] {
      var move = PixelMove(middle: Point(3.5, 2.5))
      move.shift(columns: columns, rows: rows)
      var (copied, sampled) = (
        [Float](repeating: .nan, count: 35), [Float](repeating: .nan, count: 35)
      )
      Sampling.shift(
        source, to: &copied, height: 5, width: 7, rows: move.rows, columns: move.columns,
        background: -3)
      Sampling.sample(source, to: &sampled, height: 5, width: 7, back: move.back, background: -3)
      #expect(copied == sampled, "\(columns), \(rows)")
    }
  }

  @Test("noise has its deviation and no mean; a cut-out square has its size")
  func noiseAndCutOut() {
    let big = Tensor<Float>.zeros([10, 1, 100, 100])
    var noisy = big
    var random = SeededRandom(seed: 4)
    Augmentation([.noise(0.5)]).apply(to: &noisy, using: &random)
    let n = Double(noisy.count)
    let square = noisy.map { $0 * $0 }.sumInDouble() / n
    #expect(abs(noisy.sumInDouble() / n) < 0.01 && abs(square.squareRoot() - 0.5) < 0.01)
    let beyond = Double(noisy.scalars.filter { abs($0) > 1 }.count) / n
    #expect(abs(beyond - 0.0455) < 0.006, "two deviations: \(beyond)")

    var cut = big
    Augmentation([.cutOut(7)]).apply(to: &cut, using: &random, background: 1)
    for picture in 0..<10 {
      let area = cut.slice(picture).sum()
      #expect(area > 0 && area <= 49)
    }
    #expect(cut.slice(0) != cut.slice(1))
    #expect((0..<10).contains { cut.slice($0).sum() == 49 })
  }

  @Test("draws follow from the generator, and a picture's don't depend on other pictures")
  func draws() {
    let steps: [Augmentation.Step] = [
      .shift(2), .rotate(20), .scale(0.2), .noise(0.1), .flipHorizontally, .cutOut(2),
    ]
    let all = changed(steps)
    #expect(all == changed(steps) && all != changed(steps, seed: 2))
    #expect(all.withUnsafeScalars { $0.allSatisfy(\.isFinite) })
    var random = SeededRandom(seed: 1)
    for n in 0..<3 {
      var alone = pictures.slice(n).reshaped([1, 2, 5, 7])
      Augmentation(steps).apply(to: &alone, using: &random, background: -3)
      #expect(alone.slice(0) == all.slice(n))
    }
    // Nothing to do leaves all as it was.
    #expect(changed([.shift(0), .rotate(0), .scale(0), .noise(0), .cutOut(0)]) == pictures)
    #expect(changed([]) == pictures)
  }

  @Test("numbers that are out of range stop the program")
  func misuse() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Augmentation([.shift(-1)])
    }
    let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(words.contains("the step shift(-1) has a number that is out of range"))
  }
}
