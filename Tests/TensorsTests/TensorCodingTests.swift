import Foundation
import Tensors
import Testing

@Suite("A tensor in a coder's hands")
struct TensorCodingTests {
  @Test("shape and every bit come back, also from a part of a tensor")
  func roundTrip() throws {
    let x = Tensor<Float>([
      [0.1, -0.0, .infinity], [.leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3],
    ])
    for tensor in [x, x[rows: 0..<2, columns: 1..<3], .zeros([3, 0, 2])] {
      let coded = try PropertyListEncoder().encode(tensor)
      let back = try PropertyListDecoder().decode(Tensor<Float>.self, from: coded)
      #expect(back.shape == tensor.shape)
      #expect(back.scalars.map(\.bitPattern) == tensor.scalars.map(\.bitPattern))
    }
    let whole = Tensor<Int>(shape: [2, 1], [7, -1])
    #expect(
      try JSONDecoder().decode(Tensor<Int>.self, from: JSONEncoder().encode(whole)) == whole)
  }

  @Test(
    "a shape that doesn't fit its numbers is refused, and stops nothing",
    arguments: [
      "[2,2]", "[-3]", "[-1,-3]", "[1,1,1,1,1,1,3]", "[3,4611686018427387904]",
      "[0,4611686018427387904,4]",
    ])
  func refused(shape: String) {
    let json = Data("{\"shape\":\(shape),\"scalars\":[1,2,3]}".utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Tensor<Float>.self, from: json) }
  }
}
