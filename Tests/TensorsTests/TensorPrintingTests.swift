import Tensors
import Testing

@Suite struct TensorPrintingTests {
  @Test("A matrix prints as it is written, with aligned columns")
  func matrix() {
    #expect("\(Tensor([[0, 3, -8], [19, 25, 10]]))" == "[[ 0,  3, -8],\n [19, 25, 10]]")
    #expect("\(Tensor([1, 2, 3]))" == "[1, 2, 3]")
    #expect("\(Tensor<Float>(shape: [], [2.5]))" == "2.5")
  }

  @Test("Pictures are separated by a blank line, channels by a line")
  func fourAxes() {
    let x = Tensor([[[[1, 2]], [[3, 4]]], [[[5, 6]], [[7, 8]]]])
    #expect(
      "\(x)" == "[[[[1, 2]],\n\n  [[3, 4]]],\n\n\n [[[5, 6]],\n\n  [[7, 8]]]]")
  }

  @Test("All numbers of a tensor have equally many decimals, no more than they need")
  func decimals() {
    #expect("\(Tensor([0.5, 1, -2]))" == "[ 0.5,  1.0, -2.0]")
    #expect("\(Tensor([0.1, 0.25]))" == "[0.10, 0.25]")
    #expect("\(Tensor([1.0 / 3, 2]))" == "[0.3333, 2.0000]")
  }

  @Test("The last printed digit is rounded right, ties as the number itself lies")
  func rounding() {
    // 0.00005 as a Double lies just above the tie, 0.00015 just below it.
    let x: Tensor<Double> = Tensor([0.00005, 0.00015, 1])
    #expect("\(x)" == "[0.0001, 0.0001, 1.0000]")
    #expect(Double(2.675).fixed(decimals: 2) == "2.67")
    #expect(Double(-0.00001).fixed(decimals: 4) == "0.0000")
  }

  @Test("Very large and very small numbers get a power of ten")
  func powersOfTen() {
    #expect("\(Tensor([1.5e-7, 0]))" == "[1.5000e-07,          0]")
    #expect("\(Tensor([2.5e12, -1]))" == "[ 2.5000e+12, -1.0000e+00]")
    #expect(Double(9.96).scientific(decimals: 1) == "1.0e+01")
  }

  @Test("NaN and infinity are printed as such")
  func notNumbers() {
    #expect("\(Tensor([Float.nan, .infinity, -.infinity, 1]))" == "[ nan,  inf, -inf,    1]")
  }

  @Test("Other number types print as they are")
  func otherTypes() {
    #expect("\(Tensor<Int8>(shape: [2], [-128, 7]))" == "[-128,    7]")
  }

  @Test("A long axis is shortened in the middle")
  func longAxis() {
    #expect(
      "\(Tensor<Float>(shape: [13], (0..<13).map(Float.init)))" == "[ 0,  1,  2, …, 10, 11, 12]")
  }

  @Test("An empty tensor prints as empty brackets")
  func empty() {
    #expect("\(Tensor<Float>.zeros([0]))" == "[]")
    #expect("\(Tensor<Float>.zeros([2, 0]))" == "[[],\n []]")
  }
}
