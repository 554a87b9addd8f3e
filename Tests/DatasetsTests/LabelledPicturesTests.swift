import Tensors
import Testing

@testable import Datasets

@Suite("Pictures with labels")
struct LabelledPicturesTests {
  @Test("a subset has the pictures of its places, in their order, with their labels")
  func subset() {
    let data = Samples.numbered(9)
    let part = data.subset([7, 0, 7, 3])
    #expect(Samples.numbers(part) == [7, 0, 7, 3])
    #expect(part.labels == [data.labels[7], data.labels[0], data.labels[7], data.labels[3]])
    for (place, index) in [7, 0, 7, 3].enumerated() {
      #expect(part.pictures.slice(place) == data.pictures.slice(index))
    }
    #expect(data.subset([]).count == 0)
    #expect(Samples.numbers(data.first(4)) == [0, 1, 2, 3])
    #expect(data.first(100) == data)
  }

  @Test("what doesn't fit is refused, and it is said what")
  func refusals() throws {
    func problem(_ shape: [Int], _ labels: [Int]) -> DatasetError.Problem? {
      #expect(throws: DatasetError.self) {
        try LabelledPictures(
          pictures: .zeros(shape), labels: labels, classes: ["a", "b"])
      }?.problem
    }
    #expect(problem([2, 3, 4], [0, 1]) == .shape([2, 3, 4]))
    #expect(problem([2, 2, 3, 4], [0, 1]) == .shape([2, 2, 3, 4]))
    #expect(problem([2, 1, 0, 4], [0, 1]) == .shape([2, 1, 0, 4]))
    #expect(problem([2, 1, 3, 4], [0, 1, 0]) == .counts(pictures: 2, labels: 3))
    #expect(problem([3, 1, 3, 4], [0, 2, -1]) == .label(2, picture: 1, classes: 2))
    #expect(problem([2, 1, 3, 4], [0, -1]) == .label(-1, picture: 1, classes: 2))
    #expect(
      DatasetError(.label(2, picture: 1, classes: 2)).description
        == "A data set can't be made: the label of picture 1 is 2, and it should be from 0 to 1, "
        + "since there are 2 classes. Check the names of the classes.")
  }

  @Test("a place that isn't there stops the program, and both numbers are said")
  func misuse() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Samples.numbered(3).subset([3])
    }
    #expect(words(result).contains("there is no picture 3 among 3 pictures"))
    let folds = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Samples.numbered(3).folds(4, seed: 1)
    }
    #expect(words(folds).contains("4 folds can't be made of 3 pictures"))
  }

  private func words(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  // MARK: Orders

  @Test("a shuffle has every picture once, and follows from its seed")
  func shuffle() {
    let data = Samples.numbered(101)
    let shuffled = data.shuffled(seed: 5)
    #expect(isShuffle(Samples.numbers(shuffled), of: 101))
    #expect(shuffled == data.shuffled(seed: 5))
    #expect(shuffled != data.shuffled(seed: 6))
    #expect(shuffled != data)
    for place in 0..<101 {
      #expect(shuffled.labels[place] == data.labels[Samples.numbers(shuffled)[place]])
    }
    // The first is anywhere about as often.
    var counts = [0, 0, 0, 0, 0]
    for seed in 0..<2000 {
      var random = SeededRandom(seed: UInt64(seed))
      counts[random.permutation(of: 5)[0]] += 1
    }
    #expect(counts.allSatisfy { $0 > 330 && $0 < 470 }, "\(counts)")
  }

  @Test("a shuffle that drops one, or has one twice, is found out")
  func wrongShuffles() {
    let right = Samples.numbers(Samples.numbered(20).shuffled(seed: 5))
    #expect(!isShuffle(Array(right.dropLast()), of: 20))
    #expect(!isShuffle(right.dropLast() + [right[0]], of: 20))
  }

  private func isShuffle(_ numbers: [Int], of count: Int) -> Bool {
    numbers.sorted() == Array(0..<count)
  }

  @Test(
    "generators of one seed for numbers in a row, and of seeds in a row, have nothing in common")
  func streams() {
    var seen = Set<UInt64>()
    let seeds: [UInt64] = [0, 1, 2, 0x9E37_79B9_7F4A_7C15]
    for seed in seeds {
      for stream in 0..<50 {
        var random = SeededRandom(seed: seed, stream: stream)
        for _ in 0..<20 { seen.insert(random.next()) }
      }
    }
    #expect(seen.count == 4 * 50 * 20)
  }

  // MARK: Parts

  @Test(
    "a split has each picture in one part, in its order",
    arguments: [LabelledPictures.Drawing.fromAll, .fromEachClass])
  func split(_ drawing: LabelledPictures.Drawing) {
    let data = Samples.numbered(103)
    let (training, validation) = data.split(validation: 0.2, drawing: drawing, seed: 3)
    let (left, right) = (Samples.numbers(training), Samples.numbers(validation))
    #expect((left + right).sorted() == Array(0..<103))
    #expect(left == left.sorted() && right == right.sorted())
    #expect(data.split(validation: 0.2, drawing: drawing, seed: 3).validation == validation)
    #expect(data.split(validation: 0.2, drawing: drawing, seed: 4).validation != validation)
    #expect(data.split(validation: 0, drawing: drawing, seed: 3).training == data)
    #expect(data.split(validation: 1, drawing: drawing, seed: 3).validation == data)
    switch drawing {
    case .fromAll: #expect(validation.count == 21)
    case .fromEachClass:
      for (all, kept) in zip(data.classCounts, validation.classCounts) {
        #expect(kept == Int((0.2 * Double(all)).rounded()))
      }
    }
  }

  @Test(
    "each picture is in one fold's validation and in all others' training", arguments: [2, 5, 7])
  func folds(_ k: Int) {
    let data = Samples.numbered(33)
    let folds = data.folds(k, seed: 4)
    #expect(folds.count == k)
    #expect(areFolds(folds, of: 33))
    #expect(folds.allSatisfy { (33 / k...33 / k + 1).contains($0.validation.count) })
    #expect(folds == data.folds(k, seed: 4))
    #expect(folds != data.folds(k, seed: 5))
  }

  @Test("folds that overlap, leave one out, or train with what they validate with are found out")
  func wrongFolds() {
    let folds = Samples.numbered(33).folds(3, seed: 4)
    func fold(_ training: [Int], _ validation: [Int]) -> Fold {
      Fold(training: training, validation: validation)
    }
    let overlapping = fold(
      folds[0].training.filter { $0 != folds[1].validation[0] },
      folds[0].validation + [folds[1].validation[0]])
    let leaking = fold(folds[0].training + [folds[0].validation[0]], folds[0].validation)
    let short = fold(folds[0].training, Array(folds[0].validation.dropLast()))
    for wrong in [overlapping, leaking, short] {
      #expect(!areFolds([wrong, folds[1], folds[2]], of: 33))
    }
  }

  private func areFolds(_ folds: [Fold], of count: Int) -> Bool {
    folds.flatMap(\.validation).sorted() == Array(0..<count)
      && folds.allSatisfy { ($0.training + $0.validation).sorted() == Array(0..<count) }
  }

  // MARK: Numbers

  @Test("the normalization is each channel's mean and deviation")
  func normalization() throws {
    let data = Samples.numbered(11, channels: 3)
    let normalization = data.normalization
    for channel in 0..<3 {
      var pixels: [Double] = []
      for n in 0..<11 {
        for h in 0..<3 { for w in 0..<5 { pixels.append(Double(data.pictures[n, channel, h, w])) } }
      }
      let mean = pixels.reduce(0, +) / Double(pixels.count)
      let square = pixels.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(pixels.count)
      #expect(abs(Double(normalization.means[channel]) - mean / 255) < 1e-6)
      #expect(
        abs(Double(normalization.deviations[channel]) - square.squareRoot() / 255) < 1e-6)
    }
    #expect(Set(normalization.means).count == 3)
    let flat = try LabelledPictures(
      pictures: Tensor(repeating: 51, shape: [2, 1, 2, 3]), labels: [0, 0], classes: ["flat"])
    #expect(flat.normalization == Normalization(means: [0.2], deviations: [1]))
  }

  @Test("a picture has its rows as rows and its channels pixel by pixel; a sheet has them all")
  func pictures() {
    let data = Samples.numbered(6, channels: 3)
    let picture = data.picture(4)
    #expect((picture.width, picture.height, picture.channels) == (5, 3, 3))
    #expect(picture[2, 1].red == data.pictures[4, 0, 2, 1])
    #expect(picture[2, 1].green == data.pictures[4, 1, 2, 1])
    #expect(picture[0, 4].blue == data.pictures[4, 2, 0, 4])
    #expect(data.sheet(columns: 3).width > 3 * 10)
  }
}
