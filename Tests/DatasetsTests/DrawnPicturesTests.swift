import Tensors
import Testing

@testable import Datasets

@Suite("Drawn digits and clothes")
struct DrawnPicturesTests {
  typealias Make = @Sendable (_ count: Int, _ seed: UInt64) -> LabelledPictures

  static let makers: [(name: String, make: Make, checksum: UInt64)] = [
    ("digits", { DrawnDigits.make(count: $0, seed: $1) }, 6_558_218_795_938_074_110),
    ("clothes", { DrawnClothes.make(count: $0, seed: $1) }, 15_282_038_035_798_044_814),
  ]

  @Test("they are the same bits on every machine", arguments: makers.indices)
  func sameBits(_ which: Int) {
    let (name, make, checksum) = Self.makers[which]
    let data = make(60, 7)
    let found = Samples.checksum(data.pictures.scalars + data.labels.map(UInt8.init))
    #expect(found == checksum, "\(name): \(found)")
    #expect(make(60, 7) == data)
    #expect(make(60, 8).pictures != data.pictures)
  }

  @Test(
    "classes are equally frequent and shuffled, and no two pictures are equal",
    arguments: makers.indices)
  func balanced(_ which: Int) {
    let data = Self.makers[which].make(1003, 3)
    #expect(data.pictures.shape == [1003, 1, 28, 28])
    #expect(data.classCounts.allSatisfy { $0 == 100 || $0 == 101 })
    #expect(data.labels.prefix(20).sorted() != Array(data.labels.prefix(20)))
    #expect(Set((0..<1003).map { data.pictures.slice($0).scalars }).count == 1003)
    #expect(Self.makers[which].make(0, 3).count == 0)
  }

  @Test("pictures are light on black, and within their frames", arguments: makers.indices)
  func look(_ which: Int) {
    let data = Self.makers[which].make(500, 4)
    for n in 0..<data.count {
      let pixels = data.pictures.slice(n).scalars
      #expect(pixels.filter { $0 > 60 }.count > 15, "picture \(n)")
      #expect(pixels.filter { $0 < 60 }.count > 250, "picture \(n)")
    }
    // Hardly any light falls on the frame.
    var (frame, all) = (0, 0)
    for n in 0..<data.count {
      for h in 0..<28 {
        for w in 0..<28 where data.pictures[n, 0, h, w] > 100 {
          all += 1
          if h == 0 || w == 0 || h == 27 || w == 27 { frame += 1 }
        }
      }
    }
    #expect(Double(frame) < 0.02 * Double(all), "\(frame) of \(all)")
  }

  @Test(
    "the nearest of the pictures that are known has the class, mostly; with labels mixed up it hasn't",
    arguments: [(0, 0.7), (1, 0.65)])
  func learnable(_ which: Int, _ least: Double) {
    let (known, asked) = (Self.makers[which].make(1000, 1), Self.makers[which].make(100, 2))
    #expect(share(known, known.labels, asked) > least)
    var random = SeededRandom(seed: 3)
    let mixed = random.permutation(of: known.count).map { known.labels[$0] }
    #expect(share(known, mixed, asked) < 0.3)
  }

  /// How many of the pictures the nearest known one has the class of.
  private func share(
    _ known: LabelledPictures, _ labels: [Int], _ asked: LabelledPictures
  ) -> Double {
    let size = 784
    let (lines, questions) = (
      known.pictures.map(Float.init).scalars, asked.pictures.map(Float.init).scalars
    )
    let right = (0..<asked.count).filter { question in
      var (nearest, least) = (0, Float.infinity)
      for place in 0..<known.count {
        var distance: Float = 0
        lines.withUnsafeBufferPointer { lines in
          questions.withUnsafeBufferPointer { questions in
            // Every other pixel of every other row says enough.
            for row in stride(from: 4, to: 26, by: 2) {
              for column in stride(from: 4, to: 26, by: 2) {
                let pixel = row &* 28 &+ column
                let apart = lines[place &* size &+ pixel] - questions[question &* size &+ pixel]
                distance += apart * apart
              }
            }
          }
        }
        if distance < least { (nearest, least) = (place, distance) }
      }
      return labels[nearest] == asked.labels[question]
    }
    return Double(right.count) / Double(asked.count)
  }

  @Test("an area is covered as much as it is, and a line has its thickness")
  func canvases() {
    var area = AreaCanvas(width: 9, height: 7)
    area.fill([Point(1.5, 1), Point(4.25, 1), Point(4.25, 5), Point(1.5, 5)]) { _ in 100 }
    let painted = area.greys.reduce(0, +)
    #expect(abs(painted - 1100) < 1e-2)
    #expect(area.greys[2 * 9 + 1] == 50 && area.greys[2 * 9 + 2] == 100)
    // What is outside of the picture isn't painted, wherever it is.
    area.fill([Point(-90, -90), Point(-80, -90), Point(-80, 90)]) { _ in 255 }
    area.fill([Point(2, 70), Point(6, 70), Point(6, 90)]) { _ in 255 }
    #expect(area.greys.max() == 100)

    var ink = InkCanvas(width: 20, height: 11, reach: 2.5)
    ink.draw([Point(-5, 5.5), Point(25, 5.5)])
    let column = (0..<11).map { ink.ink(thickness: 3, softness: 1)[$0 * 20 + 10] }
    #expect(column == [0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0])
  }

  @Test("maps of the plane come after each other, and back")
  func maps() {
    let map = Affine.shift(3, -2).after(.rotation(halfAngleTangent: 0.5)).after(.slant(0.25))
      .after(.scale(2, 3))
    let there = map(Point(1.5, -2))
    let back = map.inverse(there)
    #expect(abs(back.x - 1.5) < 1e-5 && abs(back.y + 2) < 1e-5)
    // tan(half) = ½: cosine 0.6, sine 0.8; to the right on a screen, where y goes down.
    let turned = Affine.rotation(halfAngleTangent: 0.5)(Point(1, 0))
    #expect(abs(turned.x - 0.6) < 1e-6 && abs(turned.y - 0.8) < 1e-6)
    // Stretched, then slanted: (3, −6) goes to the right by a quarter of its height.
    #expect(Affine.slant(0.25).after(.scale(2, 3))(Point(1.5, -2)).x == 3 + 1.5)
  }
}
