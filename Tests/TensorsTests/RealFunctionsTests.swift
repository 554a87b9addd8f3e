import Tensors
import Testing

@Suite("exp, sin and their kin")
struct RealFunctionsTests {
  @Test("give the function of their name, in both types")
  func values() {
    let e = 2.718281828459045
    expectNear(exp(1.0), e)
    expectNear(log(e * e), 2)
    expectNear(sin(Double.pi / 6), 0.5)
    expectNear(cos(Double.pi / 3), 0.5)
    expectNear(tanh(0.5), (e - 1) / (e + 1))
    expectNear(sqrt(2.25), 1.5)
    expectNear(pow(2.0, 10.0), 1024)
    let single: Float = exp(1)
    expectNear(Double(single), e, within: 1e-6)
  }

  @Test("are infinite or NaN where they must be")
  func limits() {
    #expect(exp(Float(100)) == .infinity)
    #expect(log(0.0) == -.infinity)
    #expect(log(-1.0).isNaN)
    #expect(sqrt(-1.0).isNaN)
  }

  private func expectNear(_ value: Double, _ wanted: Double, within tolerance: Double = 1e-12) {
    let error = (value - wanted).magnitude
    #expect(error <= tolerance, "\(value) for \(wanted)")
  }
}
