import Exchange
import Tensors
import Testing

@Suite("Records")
struct RecordTests {
  @Test("what is written is read again")
  func roundTrip() throws {
    #expect(try Int(record: (-7).record) == -7)
    #expect(try Float(record: Float.pi.record) == .pi)
    #expect(try Double(record: (-0.0).record).sign == .minus)
    #expect(try Bool(record: true.record))
    #expect(try String(record: "Σ kh,kw".record) == "Σ kh,kw")
    let rows: [[Float]] = [[1, 2], [], [3]]
    #expect(try [[Float]](record: rows.record) == rows)
    let tensor = Tensor<Float>.random([2, 3, 5], seed: 1)
    let read = try Tensor<Float>(record: tensor.record)
    #expect(read.shape == tensor.shape)
    #expect(read.scalars == tensor.scalars)
  }

  @Test("a number that is none comes as it was sent")
  func notANumber() throws {
    #expect(try Float(record: Float.nan.record).isNaN)
    #expect(try Tensor<Float>(record: Tensor([.infinity, .nan]).record).scalars[0] == .infinity)
  }

  @Test("a record that ends too early is refused, wherever it ends")
  func cutOff() {
    let record = Tensor([[1, 2], [3, 4]]).record
    for count in record.indices {
      #expect(throws: RecordError.self) { try Tensor<Float>(record: record.prefix(count)) }
    }
  }

  @Test("a record with something behind its value is refused")
  func tooLong() {
    #expect(throws: RecordError("it has 1 bytes too many")) { try Int(record: 1.record + [0]) }
  }

  @Test("a count that promises more than was sent asks for no memory")
  func largeCounts() {
    let many = [UInt8](repeating: 0xFF, count: 4)
    #expect(throws: RecordError.self) { try String(record: many + [65]) }
    #expect(throws: RecordError.self) { try [Int](record: many + [0]) }
    #expect(throws: RecordError.self) { try [[Float]](record: many + many + many) }
  }

  @Test("a tensor is refused whose shape has too many axes, or too many numbers for any memory")
  func impossibleTensors() {
    func shape(_ sizes: [UInt8]) -> [UInt8] {
      [UInt8(sizes.count), 0, 0, 0] + sizes.flatMap { [$0, $0, $0, $0] }
    }
    #expect(throws: RecordError.self) { try Tensor<Float>(record: shape([0, 0, 0, 0, 0, 0, 0])) }
    #expect(throws: RecordError.self) { try Tensor<Float>(record: shape([255, 255, 255])) }
    // No numbers at all, and yet strides that no integer holds.
    #expect(throws: RecordError.self) { try Tensor<Float>(record: shape([0, 255, 255, 255])) }
    #expect(throws: RecordError.self) { try Tensor<Float>(record: shape([1, 1])) }
  }

  @Test("a truth value is yes or no, and a text is UTF-8")
  func malformedValues() {
    #expect(throws: RecordError.self) { try Bool(record: [2]) }
    #expect(throws: RecordError.self) { try String(record: [1, 0, 0, 0, 0xFF]) }
  }

  @Test("no random bytes crash a reader")
  func randomBytes() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<20_000 {
      let bytes = (0..<random.whole(in: 0...40)).map { _ in UInt8(random.whole(in: 0...255) % 9) }
      _ = try? Tensor<Float>(record: bytes)
      _ = try? [[String]](record: bytes)
      _ = try? StudentReply(record: bytes)
      _ = try? JudgeMessage(record: bytes)
    }
  }
}
