import Foundation
import Kernels
import Testing

@testable import FastKernels

/// The functions of sixteen numbers against the mathematical library in Double, over Floats of every
/// exponent and both signs.
@Suite struct VectorMathTests {
  /// A function, the same in Double, how many units in the last place it may be off, and where.
  struct Function: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let vector: @Sendable (Floats) -> Floats
    let exact: @Sendable (Double) -> Double
    let units: Double
    let domain: ClosedRange<Float>
  }

  static let everything = -Float.infinity...Float.infinity

  static let functions = [
    Function(
      testDescription: "exp", vector: { .exp($0) }, exact: { Foundation.exp($0) }, units: 1.1,
      domain: everything),
    Function(
      testDescription: "exp − 1", vector: { .expMinusOne($0) }, exact: { Foundation.expm1($0) },
      units: 2, domain: -.infinity...88),
    Function(
      testDescription: "tanh", vector: { .tanh($0) }, exact: { Foundation.tanh($0) }, units: 3,
      domain: everything),
    // Below, exp(−x) is more than any Float, and 1 / (1 + exp(−x)) less than any normal one.
    Function(
      testDescription: "1 / (1 + exp(−x))", vector: { .logistic($0) },
      exact: { 1 / (1 + Foundation.exp(-$0)) }, units: 3, domain: -87 ... .infinity),
    Function(
      testDescription: "log", vector: { .log($0) }, exact: { Foundation.log($0) }, units: 1,
      domain: everything),
    Function(
      testDescription: "log(1 + x)", vector: { .log(onePlus: $0) }, exact: { Foundation.log1p($0) },
      units: 2, domain: everything),
    Function(
      testDescription: "√x", vector: { .squareRoot($0) }, exact: { $0.squareRoot() }, units: 1.1,
      domain: everything),
  ]

  /// How many units in the last place `y` is off; 0 where both are no number, or one infinity.
  private func units(_ y: Float, _ exact: Double) -> Double {
    if y.isNaN || exact.isNaN { return y.isNaN && exact.isNaN ? 0 : .infinity }
    if y.isInfinite || Float(exact).isInfinite {
      // Rounding may go either way at the edge.
      let edge = Double(Float.greatestFiniteMagnitude)
      return (y > 0) == (exact > 0) && abs(exact) > edge * (1 - 0x1p-22) && abs(y) > Float(edge) / 2
        ? 0 : .infinity
    }
    let step = max(Float(exact).ulp, .leastNonzeroMagnitude)
    return abs(Double(y) - exact) / Double(step)
  }

  @Test("Every exponent, both signs, thousands of numbers each", arguments: functions)
  func sweep(_ function: Function) {
    var (worst, place) = (0.0, Float.zero)
    // 4099 is prime, so the digits differ from exponent to exponent.
    for first in stride(from: UInt32(0), through: .max - 16 * 4099, by: 16 * 4099) {
      var x = Floats.zero
      for lane in 0..<16 { x[lane] = Float(bitPattern: first + UInt32(lane) * 4099) }
      let y = function.vector(x)
      for lane in 0..<16 where x[lane].isNaN || function.domain.contains(x[lane]) {
        let off = units(y[lane], function.exact(Double(x[lane])))
        if !(off <= worst) { (worst, place) = (off, x[lane]) }
      }
    }
    #expect(worst <= function.units, "\(worst) units at \(place)")
    #expect(function.units <= Double(ErrorBound.function) / 2)
  }

  @Test("Zeros, ones, infinities and NaN", arguments: functions)
  func special(_ function: Function) {
    let numbers: [Float] = [0, -0.0, 1, -1, .infinity, -.infinity, .nan, 0x1p-149, -0x1p-149]
    for x in numbers where x.isNaN || function.domain.contains(x) {
      // In one lane among others: none of them may matter to it.
      var vector = Floats(repeating: .nan)
      vector[5] = x
      let y = function.vector(vector)[5]
      #expect(units(y, function.exact(Double(x))) <= function.units, "\(x) gives \(y)")
    }
  }

  @Test("A zero keeps its sign where the function goes through it straight")
  func negativeZero() {
    let zero = Floats(repeating: -0.0)
    for y in [Floats.tanh(zero)[0], Floats.expMinusOne(zero)[0]] {
      #expect(y == 0 && y.sign == .minus)
    }
  }

  @Test("exp of small numbers is rounded below the normal ones too")
  func subnormal() {
    var x: Float = -87
    while x > -105 {
      let y = Floats.exp(Floats(repeating: x))[0]
      let exact = Foundation.exp(Double(x))
      #expect(abs(Double(y) - exact) <= 0x1p-150 + exact * 0x1p-23, "exp(\(x)) = \(y)")
      x -= 0.0625
    }
  }

  @Test("A load and a store of a few touch no others", arguments: 1...16)
  func lanes(_ count: Int) {
    var memory: [Float] = []
    for place in 0..<40 { memory.append(Float(place)) }
    var written = [Float](repeating: -1, count: 40)
    memory.withUnsafeBufferPointer { memory in
      written.withUnsafeMutableBufferPointer { written in
        let places = Lanes(first: 7, count: count)
        let numbers = places.load(memory.baseAddress!)
        for lane in 0..<16 {
          #expect(numbers[lane] == (lane < count ? Float(7 + lane) : 0))
          #expect(places.kept(numbers + 1, rest: -5)[lane] == (lane < count ? Float(8 + lane) : -5))
        }
        places.store(numbers, to: written.baseAddress!)
      }
    }
    for place in written.indices {
      #expect(written[place] == ((7..<7 + count).contains(place) ? Float(place) : -1))
    }
  }
}
