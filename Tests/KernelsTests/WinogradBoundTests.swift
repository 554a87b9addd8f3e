import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import FastKernels
@testable import Loupe

/// The bound of Winograd's algorithm: its matrices are the transforms', honest sums are within it, and
/// sums with one mistake aren't.
@Suite struct WinogradBoundTests {
  static let algorithms: [Fast.Conv2dAlgorithm] = [.winograd, .winograd2x2]

  // MARK: The matrices

  @Test(
    "The matrices filter: Σ A·G·B is 1 where the product belongs to the output, and 0 elsewhere")
  func identity() {
    for tiles in [WinogradTiles.of2x2, .of4x4] {
      for output in 0..<tiles.outputs {
        for k in 0..<3 {
          for place in 0..<tiles.points {
            // 24·G is whole, so this is exact.
            let sum = (0..<tiles.points).reduce(0.0) {
              $0 + tiles.result[output][$1] * (24 * tiles.weight[$1][k]).rounded()
                * tiles.source[$1][place]
            }
            #expect(sum == (place == output + k ? 24 : 0))
          }
        }
      }
    }
  }

  @Test("The matrices are those of the fast kernels' transforms")
  func transforms() {
    check(Winograd2.self, .of2x2)
    check(Winograd4.self, .of4x4)

    func check<Transform: WinogradTransform>(_: Transform.Type, _ tiles: WinogradTiles) {
      #expect(tiles.outputs == Transform.outputs && tiles.points == Transform.points)
      #expect(matrix(columns: tiles.points) { Transform.source($0, $1) } == tiles.source.floats)
      #expect(matrix(columns: 3) { Transform.weight($0, $1) } == tiles.weight.floats)
      #expect(matrix(columns: tiles.points) { Transform.result($0, $1) } == tiles.result.floats)
      #expect(
        matrix(columns: tiles.outputs) { Transform.outputGradient($0, $1) }
          == tiles.result.turned.floats)
      #expect(
        matrix(columns: tiles.points) { Transform.weightGradient($0, $1) }
          == tiles.weight.turned.floats)
    }

    /// The columns of a transform's matrix are what it makes of the unit vectors.
    func matrix(
      columns: Int, _ transform: ((Int) -> SIMD4<Float>, (Int, SIMD4<Float>) -> Void) -> Void
    ) -> [[Float]] {
      var rows: [[Float]] = []
      for column in 0..<columns {
        transform({ SIMD4(repeating: $0 == column ? 1 : 0) }) { row, numbers in
          if column == 0 { rows.append([]) }
          rows[row].append(numbers[0])
        }
      }
      return rows
    }
  }

  @Test("Each transform in Float is within its own count of roundings", arguments: 0..<200)
  func roundings(_ seed: Int) {
    check(Winograd2.self, .of2x2)
    check(Winograd4.self, .of4x4)

    func check<Transform: WinogradTransform>(_: Transform.Type, _ tiles: WinogradTiles) {
      expect(tiles.source, tiles.roundings.source) { Transform.source($0, $1) }
      expect(tiles.weight, tiles.roundings.weight) { Transform.weight($0, $1) }
      expect(tiles.result, tiles.roundings.result) { Transform.result($0, $1) }
      expect(tiles.result.turned, tiles.gradientRoundings.output) {
        Transform.outputGradient($0, $1)
      }
      expect(tiles.weight.turned, tiles.gradientRoundings.weight) {
        Transform.weightGradient($0, $1)
      }
    }

    func expect(
      _ matrix: [[Double]], _ roundings: Int,
      _ transform: ((Int) -> SIMD4<Float>, (Int, SIMD4<Float>) -> Void) -> Void
    ) {
      let x = Tensor<Float>.random([matrix[0].count, 4], seed: UInt64(seed)).scalars
      transform({ SIMD4(x[$0 * 4], x[$0 * 4 + 1], x[$0 * 4 + 2], x[$0 * 4 + 3]) }) { row, y in
        for lane in 0..<4 {
          var (exact, magnitude) = (0.0, 0.0)
          for (place, factor) in matrix[row].enumerated() {
            exact += factor * Double(x[place * 4 + lane])
            magnitude += (factor * Double(x[place * 4 + lane])).magnitude
          }
          let bound = ErrorBound.gamma(roundings, unit: ErrorBound.floatUnit) * magnitude + 1e-15
          #expect((Double(y[lane]) - exact).magnitude <= bound)
        }
      }
    }
  }

  // MARK: Honest sums and wrong ones

  /// Shapes with tiles that hang over.
  static let input = [2, 2, 9, 11]
  static let weight = [3, 2, 3, 3]
  static let x = Tensor<Float>.random(input, seed: 1)
  static let w = Tensor<Float>.random(weight, seed: 2)

  private func agreement(
    _ result: Tensor<Float>, _ algorithm: Fast.Conv2dAlgorithm
  ) throws -> Agreement {
    try Agreement(of: [.init("small", [result], by: .algorithms([algorithm]))]) {
      $0.conv2d(Self.x, weight: Self.w, padding: 1)
    }
  }

  @Test("A small Winograd that is right is within the bound", arguments: algorithms)
  func honest(_ algorithm: Fast.Conv2dAlgorithm) throws {
    let small = SmallWinograd(try #require(WinogradTiles(of: algorithm)))
    let agreement = try agreement(small.convolve(Self.x, Self.w, padding: 1), algorithm)
    #expect(agreement.agrees, "\(agreement)")
    // And not far within: the bound is of the error's kind.
    let largest = try #require(agreement.parts[0].comparison.largest)
    #expect(largest.error > 1e-4 * largest.bound)
  }

  @Test("Any constant that is off by a thousandth is out of the bound", arguments: algorithms)
  func constantsOff(_ algorithm: Fast.Conv2dAlgorithm) throws {
    let tiles = try #require(WinogradTiles(of: algorithm))
    for matrix in [\SmallWinograd.source, \.weight, \.result] {
      let numbers = SmallWinograd(tiles)[keyPath: matrix]
      for (row, column) in numbers.places where numbers[row][column] != 0 {
        var wrong = SmallWinograd(tiles)
        wrong[keyPath: matrix][row][column] *= 1.001
        let agreement = try agreement(wrong.convolve(Self.x, Self.w, padding: 1), algorithm)
        #expect(!agreement.agrees, "\(row), \(column): \(agreement)")
      }
    }
  }

  @Test("A tile that is misplaced is out of the bound", arguments: algorithms)
  func tileMisplaced(_ algorithm: Fast.Conv2dAlgorithm) throws {
    let tiles = try #require(WinogradTiles(of: algorithm))
    for (down, across) in [(1, 0), (0, 1), (0, -1)] {
      var wrong = SmallWinograd(tiles)
      wrong.lastTileMoved = (down, across)
      let agreement = try agreement(wrong.convolve(Self.x, Self.w, padding: 1), algorithm)
      #expect(!agreement.agrees, "\(agreement)")
    }
  }

  @Test("A channel that is left out is out of the bound", arguments: algorithms)
  func channelLeftOut(_ algorithm: Fast.Conv2dAlgorithm) throws {
    var wrong = SmallWinograd(try #require(WinogradTiles(of: algorithm)))
    wrong.leavesOutLastChannel = true
    let agreement = try agreement(wrong.convolve(Self.x, Self.w, padding: 1), algorithm)
    #expect(!agreement.agrees, "\(agreement)")
  }

  @Test("The bound is larger than the plain sum's, which doesn't hold", arguments: algorithms)
  func largerThanThePlainOne(_ algorithm: Fast.Conv2dAlgorithm) throws {
    let (_, notes) = Yardstick.notes { $0.conv2d(Self.x, weight: Self.w, padding: 1) }
    let result = notes[0].results[0]
    let (own, plain) = (result.bound(by: algorithm).scalars, result.bound.scalars)
    #expect(zip(own, plain).allSatisfy { $0 > $1 })
    #expect(result.bound(by: .im2col).scalars == plain)
  }

  @Test("A sum that cancels breaks the plain bound and keeps its own")
  func cancellation() throws {
    // All of the picture that the first outputs don't see is huge.
    var x = Tensor<Float>.random([1, 1, 6, 6], seed: 3)
    for row in 3..<6 { for column in 3..<6 { x[0, 0, row, column] *= 1e6 } }
    let w = Tensor<Float>.random([1, 1, 3, 3], seed: 4)
    let result = Fast.conv2d(
      x, weight: w, bias: nil, options: ConvolutionOptions(), algorithm: .winograd)
    func agrees(_ way: Agreement.Way) throws -> Bool {
      try Agreement(of: [.init("fast", [result], by: way)]) { $0.conv2d(x, weight: w) }.agrees
    }
    #expect(try agrees(.algorithms([.winograd])))
    #expect(try !agrees(.definition))
  }

  @Test(
    "What is too small for a Float's digits is within the bound",
    arguments: [(-147, 113), (-137, 100), (-66, -70), (113, -147)])
  func underflow(ofWeight: Int, ofPicture: Int) throws {
    let x = Self.x.map { $0 * Float(sign: .plus, exponent: ofPicture, significand: 1) }
    let w = Self.w.map { $0 * Float(sign: .plus, exponent: ofWeight, significand: 1) }
    for algorithm in Self.algorithms {
      let y = Fast.conv2d(
        x, weight: w, bias: nil, options: ConvolutionOptions(padding: 1), algorithm: algorithm)
      let agreement = try Agreement(of: [.init("fast", [y], by: .algorithms([algorithm]))]) {
        $0.conv2d(x, weight: w, padding: 1)
      }
      #expect(agreement.agrees, "\(algorithm): \(agreement)")
    }
  }
}
