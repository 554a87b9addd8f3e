import Foundation
import Tensors
import Testing

@testable import Datasets

@Suite("Signals")
struct SignalsTests {
  @Test("the polynomial is the sine")
  func sine() {
    for step in -4000...4000 {
      let turns = Float(step) / 1000
      let exact = sin(2 * Double.pi * Double(turns))
      let tolerance = abs(turns) <= 1 ? 1e-6 : 4e-6
      #expect(abs(Double(PolynomialSine.sine(ofTurns: turns)) - exact) < tolerance, "\(turns)")
      let cosine = cos(2 * Double.pi * Double(turns))
      #expect(abs(Double(PolynomialSine.cosine(ofTurns: turns)) - cosine) < 4e-6, "\(turns)")
    }
  }

  @Test("they are the same bits on every machine, equally frequent and shuffled")
  func sameBits() {
    let data = Signals.make(count: 62, length: 50, seed: 5)
    #expect(data.signals.shape == [62, 1, 50])
    #expect(data.count == 62 && data.length == 50)
    let bytes = data.signals.scalars.flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
    }
    #expect(Samples.checksum(bytes) == 11_639_957_945_145_875_751)
    let counts = (0..<6).map { label in data.labels.filter { $0 == label }.count }
    #expect(counts.allSatisfy { $0 == 10 || $0 == 11 }, "\(counts)")
    #expect(data != Signals.make(count: 62, length: 50, seed: 6))
    let part = data.subset([60, 3])
    #expect(part.signals.slice(0) == data.signals.slice(60) && part.labels[1] == data.labels[3])
  }

  @Test("each kind is what its name says")
  func kinds() {
    let data = Signals.make(count: 120, length: 256, noise: 0, seed: 9)
    var (early, late) = (0, 0)
    for n in 0..<data.count {
      let signal = data.signals.slice(n, 0).scalars
      let steps = zip(signal, signal.dropFirst()).map { $1 - $0 }
      let range = (signal.max() ?? 0) - (signal.min() ?? 0)
      let levels = Set(signal).count
      let jumps = steps.filter { abs($0) > 0.5 * range }.count
      switch data.classes[data.labels[n]] {
      case "square", "pulses":
        #expect(levels == 2)
        let high = signal.filter { $0 == signal.max() }.count
        let isNarrow = data.classes[data.labels[n]] == "pulses"
        #expect(isNarrow ? high < 80 : high > 90 && high < 166, "signal \(n): \(high)")
      case "saw-tooth":
        #expect(jumps >= 2 && jumps <= 10)
        #expect(steps.filter { $0 > 0 }.count >= 245)
      case "sine", "chirp": #expect(jumps == 0 && levels > 30)
      default: #expect(steps.filter { abs($0) > 0.3 * range }.count > 20)
      }
      if data.classes[data.labels[n]] == "chirp" {
        early += turns(steps[..<128])
        late += turns(steps[128...])
      }
    }
    // A chirp turns more and more often.
    #expect(2 * late > 3 * early, "\(early) turns, then \(late)")
  }

  /// How often a signal of these steps goes from rising to falling or back.
  private func turns(_ steps: ArraySlice<Float>) -> Int {
    zip(steps, steps.dropFirst()).filter { $0 * $1 < 0 }.count
  }
}
