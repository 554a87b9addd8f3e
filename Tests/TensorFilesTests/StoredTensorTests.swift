import Tensors
import Testing

@testable import TensorFiles

@Suite struct StoredTensorTests {
  private func said<Value>(_ convert: () throws -> Value) -> String {
    message { _ = try convert() }
  }

  @Test("Small whole numbers of any type are read as any other, each at its place")
  func smallWholeNumbers() throws {
    let numbers = [0, 1, 2, 3, 100, 127]
    let expected = Tensor(shape: [2, 3], numbers)
    for stored: StoredTensor in [
      .float32(expected.map { Float($0) }), .float64(expected.map { Double($0) }),
      .int64(expected.map { Int64($0) }), .int32(expected.map { Int32($0) }),
      .int8(expected.map { Int8($0) }), .uint8(expected.map { UInt8($0) }),
    ] {
      #expect(try stored.asInt() == expected)
      #expect(try stored.asFloat() == expected.map { Float($0) })
      #expect(try stored.asDouble() == expected.map { Double($0) })
    }
    #expect(StoredTensor(expected) == .int64(expected.map { Int64($0) }))
  }

  @Test("Fractions are rounded to Float, and NaN and the infinities stay what they are")
  func fractions() throws {
    let doubles = StoredTensor(Tensor<Double>([0.1, -.infinity, .nan, 1e-300]))
    let floats = try doubles.asFloat().scalars
    #expect(floats[0] == 0.1 && floats[1] == -.infinity && floats[2].isNaN && floats[3] == 0)
    #expect(try StoredTensor(Tensor<Float>([0.1])).asDouble() == Tensor([Double(Float(0.1))]))
  }

  @Test("A number that doesn't fit is refused with its place")
  func numbersThatDoNotFit() {
    let wide = StoredTensor(Tensor<Double>([[1, 2, 3], [4, -1e39, 1e40]]))
    #expect(
      said(wide.asFloat)
        == "The number -1e+39 at [1, 1] of this float64 tensor is too large for Float. Read the "
        + "numbers as Double.")
    let labels = StoredTensor(Tensor(shape: [3], [Int32(1 << 24), 1 << 24 + 2, 1 << 24 + 1]))
    #expect(
      said(labels.asFloat)
        == "The number 16777217 at [2] of this int32 tensor is not among the whole numbers that "
        + "Float holds exactly. Read the numbers as Int.")
    let large = StoredTensor(Tensor(shape: [], [Int64.max]))
    #expect(
      said(large.asDouble)
        == "The number 9223372036854775807 at [] of this int64 tensor is not among the whole "
        + "numbers that Double holds exactly. Read the numbers as Int.")
  }

  @Test("What isn't whole isn't read as Int, nor what is beyond it")
  func wholeNumbers() throws {
    let halves = StoredTensor(Tensor([[1, 2], [2.5, .nan]]))
    #expect(
      said(halves.asInt)
        == "The number 2.5 at [1, 0] of this float32 tensor is not whole. Round the numbers first, "
        + "or read them as Double.")
    #expect(said(StoredTensor(Tensor([.nan])).asInt).contains("nan at [0]"))
    #expect(said(StoredTensor(Tensor([-.infinity])).asInt).contains("is not whole"))
    #expect(
      said(StoredTensor(Tensor<Double>([0x1p63])).asInt).contains("is too large for Int"))
    #expect(try StoredTensor(Tensor<Double>([-0x1p63, -0.0])).asInt().scalars == [.min, 0])
  }

  @Test("Tensors without numbers are converted to such")
  func emptyTensors() throws {
    let empty = StoredTensor(Tensor<Double>.zeros([0, 3]))
    #expect(try empty.asInt().shape == [0, 3])
    #expect(try empty.asFloat().shape == [0, 3])
  }

  #if !(os(macOS) && arch(x86_64))
    @Test("Each of the 65,536 numbers of half precision is widened as the processor does it")
    func halfPrecision() {
      for bits in UInt16.min...UInt16.max {
        let expected = Float(Float16(bitPattern: bits))
        let widened = HalfPrecision.float(fromBits: bits)
        #expect(
          widened.bitPattern == expected.bitPattern || widened.isNaN && expected.isNaN, "\(bits)")
      }
    }
  #endif

  @Test("Mirrored axes: each number is where the mirrored indices say")
  func mirroredAxes() {
    let x = Tensor<Float>.randomWhole([2, 3, 5, 7], seed: 1)
    let y = x.axesMirrored()
    #expect(y.shape == [7, 5, 3, 2])
    for n in 0..<2 {
      for c in 0..<3 {
        for h in 0..<5 {
          for w in 0..<7 { #expect(y[w, h, c, n] == x[n, c, h, w]) }
        }
      }
    }
    #expect(
      Tensor([[1, 2, 3], [4, 5, 6]]).axesMirrored() == Tensor([[1, 4], [2, 5], [3, 6]]))
    #expect(Tensor([1, 2, 3]).axesMirrored() == Tensor([1, 2, 3]))
    #expect(Tensor(shape: [], [7]).axesMirrored() == Tensor(shape: [], [7]))
    #expect(Tensor<Float>.zeros([0, 3, 2]).axesMirrored().shape == [2, 3, 0])
    #expect(y.axesMirrored() == x)
  }
}
