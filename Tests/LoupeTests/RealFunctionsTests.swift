import Loupe
import Testing

@Suite("exp, sin and their kin in cells")
struct RealFunctionsTests {
  @Test("give the function of their name, in both types")
  func values() {
    #expect(exp(0.0) == 1)
    #expect(abs(exp(Float(1)) - 2.7182817) < 1e-6)
    #expect(abs(log(exp(2.5)) - 2.5) < 1e-12)
    #expect(abs(sin(Double.pi / 6) - 0.5) < 1e-12)
    #expect(abs(cos(Double.pi / 3) - 0.5) < 1e-12)
    #expect(abs(tanh(0.5) - (exp(1.0) - 1) / (exp(1.0) + 1)) < 1e-12)
    #expect(sqrt(Float(9)) == 3)
    #expect(pow(2.0, 10.0) == 1024)
  }

  @Test("are infinite or NaN where they must be")
  func limits() {
    #expect(exp(Float(100)) == .infinity)
    #expect(log(0.0) == -.infinity)
    #expect(log(-1.0).isNaN)
    #expect(sqrt(-1.0).isNaN)
  }
}
