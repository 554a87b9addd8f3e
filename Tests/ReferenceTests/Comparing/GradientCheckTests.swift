import Kernels
import ReferenceKernels
import Tensors
import Testing

/// The check that judges the gradients is itself judged here: by gradients that are right, and by
/// ones that are wrong in the ways that gradients go wrong.
@Suite struct GradientCheckTests {
  static let x = Tensor<Double>.random([3, 5], in: -2...2, seed: 1)
  static let dy = Tensor<Double>.random([3, 5], seed: 2)

  /// A function with a curve, whose gradient is dy·(1 − tanh²).
  static func curved(_ x: Tensor<Double>) -> Tensor<Double> { Reference.tanh(x) }
  static let right = Reference.tanhBackward(dy, output: curved(x))

  static func check(
    _ gradient: Tensor<Double>, _ method: GradientCheck.Method = .everyPlace
  ) -> GradientCheck {
    GradientCheck(of: gradient, at: x, along: dy, method: method, curved)
  }

  @Test("The right gradient passes, at every place and along directions")
  func right() {
    #expect(Self.check(Self.right).passes)
    #expect(Self.check(Self.right, .directions).passes)
    #expect(Self.check(Self.right).count == 15)
    #expect(Self.check(Self.right, .directions).count == 8)
  }

  struct Mistake: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let gradient: Tensor<Double>

    init(_ name: String, _ change: (Tensor<Double>) -> Tensor<Double>) {
      testDescription = name
      gradient = change(GradientCheckTests.right)
    }
  }

  static let mistakes = [
    Mistake("one place off a little") { right in
      right.mapPlaces { place, dx in place == [1, 3] ? dx + 1e-5 : dx }
    },
    Mistake("places in reverse") { $0.reversed(axes: 0..<2) },
    Mistake("columns in reverse") { $0.reversed(axes: 1..<2) },
    Mistake("scaled by 2") { $0 * 2 },
    Mistake("the sign lost") { $0 * -1 },
    Mistake("one NaN") { $0.mapPlaces { place, dx in place == [2, 1] ? .nan : dx } },
    Mistake("nothing but NaN") { $0.map { _ in .nan } },
    Mistake("one infinity") { $0.mapPlaces { place, dx in place == [0, 4] ? .infinity : dx } },
    Mistake("zeros") { $0.map { _ in 0 } },
    Mistake("ones") { $0.map { _ in 1 } },
    Mistake("dy itself: the curve forgotten") { _ in GradientCheckTests.dy },
  ]

  @Test("A wrong gradient fails, at every place and along directions", arguments: mistakes)
  func wrong(_ mistake: Mistake) {
    #expect(!Self.check(mistake.gradient).passes)
    #expect(!Self.check(mistake.gradient, .directions).passes)
  }

  @Test("The report names the worst place and both numbers")
  func worst() throws {
    let wrong = Self.right.mapPlaces { place, dx in
      place == [1, 3] ? dx + 0.5 : place == [2, 0] ? dx + 0.25 : dx
    }
    let check = Self.check(wrong)
    let worst = try #require(check.worst)
    #expect(worst.place == [1, 3])
    #expect(worst.gradient == wrong[1, 3])
    #expect((worst.difference - Self.right[1, 3]).magnitude < 1e-7)
    #expect(
      check.description.contains(
        "don't agree: of 15 places the worst is [1, 3], \(wrong[1, 3]) and "))
  }

  @Test("A NaN is worse than any error, and is named where it is")
  func nanIsWorst() {
    let check = Self.check(
      Self.right.mapPlaces { place, dx in place == [2, 1] ? .nan : place == [0, 0] ? 1e9 : dx })
    #expect(check.worst?.place == [2, 1])
    #expect(check.description.contains("the worst is [2, 1], nan and "))
  }

  @Test("A function that gives a NaN passes with no gradient")
  func nanFunction() {
    let check = GradientCheck(of: Self.right, at: Self.x, along: Self.dy) { x in
      x.map { _ in .nan }
    }
    #expect(!check.passes)
  }

  @Test("A gradient of nothing doesn't pass, for nothing was compared")
  func nothing() {
    let none = Tensor<Double>.zeros([0, 3])
    let check = GradientCheck(of: none, at: none, along: none) { $0 }
    #expect(!check.passes)
    #expect(check.count == 0)
    #expect(check.worst == nil)
    #expect(check.description == "there was nothing to compare the gradient at")
    #expect(!Self.check(Self.right, .directions(0, step: 1e-5, seed: 1)).passes)
  }

  // MARK: Linear functions

  static let whole = Tensor<Double>.randomWhole([3, 4], seed: 3)
  static let wholeAlong = Tensor<Double>.randomWhole([2, 4], seed: 4)

  /// Of three rows the first twice and the third, and the second with the sign lost.
  static func linear(_ x: Tensor<Double>) -> Tensor<Double> {
    Tensor<Double>(stacking: [2 * x.slice(0) + x.slice(2), -1 * x.slice(1)])
  }

  @Test("By steps of 1 the gradient of a linear function is exact")
  func steps() {
    let dx = Tensor<Double>(stacking: [
      2 * Self.wholeAlong.slice(0), -1 * Self.wholeAlong.slice(1), Self.wholeAlong.slice(0),
    ])
    let check = GradientCheck(
      of: dx, at: Self.whole, along: Self.wholeAlong, method: .linear, Self.linear)
    #expect(check.passes)
    #expect(check.tolerance == 0)
    let off = dx.mapPlaces { place, dx in place == [2, 3] ? dx + 1e-12 : dx }
    let wrong = GradientCheck(
      of: off, at: Self.whole, along: Self.wholeAlong, method: .linear, Self.linear)
    #expect(!wrong.passes)
    #expect(wrong.worst?.place == [2, 3])
  }

  @Test("Ones for dy let a gradient pass that mixes up its places: random numbers don't")
  func onesAreBlind() {
    let x = Tensor<Double>.randomWhole([2, 2], seed: 5)
    func transposed(_ x: Tensor<Double>) -> Tensor<Double> {
      Tensor<Double>([[x[0, 0], x[1, 0]], [x[0, 1], x[1, 1]]])
    }
    let ones = Tensor<Double>(repeating: 1, shape: [2, 2])
    let distinct = Tensor<Double>([[1, 2], [3, 4]])
    // The gradient would be dy transposed; dy as it is is wrong.
    let blind = GradientCheck(of: ones, at: x, along: ones, method: .linear, transposed)
    let seeing = GradientCheck(of: distinct, at: x, along: distinct, method: .linear, transposed)
    #expect(blind.passes)
    #expect(!seeing.passes)
  }

  // MARK: How errors are measured

  @Test("Large numbers are compared by their ratio, small ones by their distance")
  func error() {
    func error(_ gradient: Double, _ difference: Double) -> Double {
      GradientCheck.Entry(place: [], gradient: gradient, difference: difference).error
    }
    #expect(error(1000, 1001) == 1.0 / 1001)
    #expect(error(-1001, -1000) == 1.0 / 1001)
    #expect(error(0.5, 0.25) == 0.25)
    #expect(error(.nan, 0).isNaN)
    #expect(error(0, .nan).isNaN)
  }

  @Test("A tolerance of one's own holds instead of the usual one")
  func tolerance() {
    let off = Self.right.map { $0 + 1e-4 }
    let strict = GradientCheck(of: off, at: Self.x, along: Self.dy, Self.curved)
    let lax = GradientCheck(of: off, at: Self.x, along: Self.dy, tolerance: 1e-3, Self.curved)
    #expect(!strict.passes)
    #expect(lax.passes)
  }

  @Test("A gradient in another shape than the input stops the program, naming both")
  func shapes() async {
    await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Tensor<Double>.zeros([3, 5])
      _ = GradientCheck(of: .zeros([5, 3]), at: x, along: x) { $0 }
    }
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let x = Tensor<Double>.zeros([3, 5])
      _ = GradientCheck(of: x, at: x, along: .zeros([3])) { $0 }
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(
      message.contains("the gradient of the output has the shape [3], but the output has [3, 5]"))
  }
}
