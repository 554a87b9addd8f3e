import Tensors
import Testing

@Suite struct TensorTests {
  @Test("Nested arrays need no type and give Float; the context may ask for another")
  func literals() {
    let x = Tensor([[0, 1, 2], [3, 4, 5]])
    #expect(type(of: x) == Tensor<Float>.self)
    #expect(x.shape == [2, 3])
    let y: Tensor<Double> = Tensor([[0, 1], [2, 3]])
    #expect(y[1, 0] == 2)
    let z: Tensor<Int8> = Tensor([[[1], [2]], [[3], [4]]])
    #expect(z.shape == [2, 2, 1])
    #expect(z[1, 1, 0] == 4)
  }

  @Test("The last axis varies fastest, and the strides say so")
  func rowMajor() {
    let x = Tensor<Float>(shape: [2, 3, 4, 5], (0..<120).map(Float.init))
    #expect(x.strides == [60, 20, 5, 1])
    for offset in 0..<120 {
      let (n, c, h, w) = (offset / 60, offset / 20 % 3, offset / 5 % 4, offset % 5)
      #expect(x[n, c, h, w] == Float(offset))
    }
  }

  @Test("Changing a copy leaves the original as it was")
  func valueSemantics() {
    let x = Tensor([[1, 2], [3, 4]])
    var y = x
    y[0, 1] = 9
    var z = y.reshaped([4])
    z[0] = 7
    #expect(x == Tensor([[1, 2], [3, 4]]))
    #expect(y == Tensor([[1, 9], [3, 4]]))
    #expect(z == Tensor([7, 9, 3, 4]))
  }

  @Test("A slice holds the first axes and keeps the rest")
  func slices() {
    let x = Tensor<Float>(shape: [2, 3, 2, 2], (0..<24).map(Float.init))
    #expect(x.slice(1).shape == [3, 2, 2])
    #expect(x.slice(1, 2) == Tensor([[20, 21], [22, 23]]))
    #expect(x.slice() == x)
  }

  @Test("A window of a matrix is the rows and columns that were asked for")
  func windows() {
    let x = Tensor<Float>(shape: [3, 4], (0..<12).map(Float.init))
    #expect(x[rows: 1..<3, columns: 2..<4] == Tensor([[6, 7], [10, 11]]))
    #expect(x[rows: 0..<3, columns: 0..<4] == x)
    #expect(x[rows: 2..<2, columns: 0..<1].shape == [0, 1])
    #expect(x[rows: 1...2, columns: 2...] == x[rows: 1..<3, columns: 2..<4])
    #expect(x[rows: ..<2, columns: ...0] == x[rows: 0..<2, columns: 0..<1])
  }

  @Test("A tensor is divided by a number, and its sign is turned, number by number")
  func division() {
    let x = Tensor<Float>([[1, -2], [3, 0]])
    #expect(x / 2 == Tensor([[0.5, -1], [1.5, 0]]))
    #expect(-x == Tensor([[-1, 2], [-3, 0]]))
  }

  @Test("A window that hangs over the edge stops with the ranges and the shape")
  func windowOverTheEdge() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([[1, 2], [3, 4]])[rows: 1..<3, columns: 0..<1]
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(
      message.contains("rows 1..<3 and columns 0..<1 are not all in a matrix of shape [2, 2]"))
  }

  @Test("Equality looks at the shape and at every number")
  func equality() {
    #expect(Tensor([1, 2, 3, 4]) != Tensor([[1, 2], [3, 4]]))
    #expect(Tensor([[1, 2], [3, 4]]) != Tensor([[1, 2], [3, 5]]))
    #expect(Tensor([Float.nan]) != Tensor([Float.nan]))
  }

  @Test("Seeded random numbers are the same every time, and known")
  func seededRandom() {
    var random = SeededRandom(seed: 1_234_567)
    // The first numbers of SplitMix64 for this seed, as its authors' C program prints them.
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    #expect(Tensor<Float>.random([5], seed: 3) == .random([5], seed: 3))
    #expect(Tensor<Float>.random([5], seed: 3) != .random([5], seed: 4))
    let whole = Tensor<Float>.randomWhole([1000], seed: 1)
    #expect(Set(whole.scalars) == Set((-4...4).map(Float.init)))
  }

  @Test("An index out of range stops with the index, the axis and the shape")
  func indexOutOfRange() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([[1, 2], [3, 4]])[1, 2]
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("index 2 is out of range for axis 1 of a tensor of shape [2, 2]"))
  }

  @Test("A shape of more places than can be counted stops with the shape, also when it is empty")
  func shapesTooLarge() async {
    let said = "has more places than any memory holds"
    func message(_ result: ExitTest.Result?) -> String {
      String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }
    let full = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([1 << 31, 1 << 31])
    }
    #expect(message(full).contains("the shape [2147483648, 2147483648] \(said)"))
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([0, 1 << 62, 1 << 62])
    }
    #expect(
      message(empty).contains("the shape [0, 4611686018427387904, 4611686018427387904] \(said)"))
    let reshaped = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Float>.zeros([0]).reshaped([0, 1 << 62, 1 << 62])
    }
    #expect(message(reshaped).contains("4611686018427387904] \(said)"))
    // The largest strides that there are: the bytes are just countable.
    let largest = Tensor<UInt8>.zeros([0, 1 << 31, 1 << 31])
    #expect(largest.count == 0)
    #expect(largest.strides == [1 << 62, 1 << 31, 1])
  }

  @Test("Rows of unequal length stop with both lengths")
  func raggedRows() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([[1, 2], [3]])
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("row 1 has 1 numbers, row 0 has 2"))
  }
}
