import Synchronization
import Tensors
import Testing

@testable import Walkthroughs

@Suite("States that are kept of a scattering") struct ScatteringStatesTests {
  /// Each number goes where it lies and one further, and each time that is asked for it is counted.
  private func scattering(of count: Int, _ asked: @escaping @Sendable () -> Void) -> Scattering {
    let numbers = (0..<count).map { Float($0 % 7) - 3 }
    let sums = (0...count).map { ($0 < count ? numbers[$0] : 0) + ($0 > 0 ? numbers[$0 - 1] : 0) }
    return Scattering(
      source: Operand("dY", Tensor(numbers), ownAxes: 1),
      result: Operand("dX", Tensor(sums), ownAxes: 1),
      products: { place in
        asked()
        return [place[0], place[0] + 1].map { .init(place: [$0], destination: [$0]) }
      })
  }

  @Test("after every number of steps the result is that of all steps before")
  func results() {
    let scattering = scattering(of: 23) {}
    let places = Places([23])
    let states = ScatteringStates(scattering, places)
    var sums = scattering.beginning
    for number in 0...23 {
      #expect(states.result(after: number).scalars == sums.scalars)
      if number < 23 { scattering.scatter(places[number], into: &sums) }
    }
  }

  @Test("to look at the last of many steps is not to take them all again")
  func cost() {
    let asked = Mutex(0)
    let scattering = scattering(of: 10_000) { asked.withLock { $0 += 1 } }
    let walk = Walkthrough(title: "", formula: "", operands: [], scattering)
    #expect(asked.withLock(\.self) == 10_000)
    #expect(walk[9_999].terms.map(\.product) == [0, 0].map { $0 + Float(9_999 % 7) - 3 })
    #expect(asked.withLock(\.self) < 10_000 + 110)
  }
}
