import Foundation
import Tensors
import TestSupport
import Testing

@testable import Datasets

@Suite("Folders in the way of MNIST")
struct MNISTFolderTests {
  private func write(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  @Test("what is written is read again, part by part")
  func roundTrip() throws {
    try withTemporaryFolder { (folder: String) throws in
      let (training, test) = (
        DrawnDigits.make(count: 30, seed: 1), DrawnDigits.make(count: 20, seed: 2)
      )
      try training.write(mnistFolder: folder, part: .training)
      try test.write(mnistFolder: folder, part: .test)
      #expect(try LabelledPictures(mnistFolder: folder, .digits, part: .training) == training)
      #expect(try LabelledPictures(mnistFolder: folder, .digits, part: .test) == test)
      let clothes = try LabelledPictures(mnistFolder: folder, .fashion, part: .test)
      #expect(clothes.classes[9] == "Ankle boot" && clothes.pictures == test.pictures)
    }
  }

  @Test("files may be packed, and have a dot before idx", arguments: ["-", "."], ["", ".gz"])
  func names(dash: String, end: String) throws {
    try withTemporaryFolder { (folder: String) throws in
      func packed(_ bytes: [UInt8]) -> [UInt8] { end.isEmpty ? bytes : gzipped(bytes) }
      try write(packed(IDXTests.pictures), "\(folder)/t10k-images\(dash)idx3-ubyte\(end)")
      try write(
        packed(IDXFile.bytes(ofLabels: [8, 2])), "\(folder)/t10k-labels\(dash)idx1-ubyte\(end)")
      let data = try LabelledPictures(mnistFolder: folder, .digits, part: .test)
      #expect(data.labels == [8, 2] && data.pictures.shape == [2, 1, 3, 5])
    }
  }

  @Test("of four files, the one that is missing is named", arguments: 0..<4)
  func missing(_ place: Int) throws {
    let names = [
      "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
      "t10k-labels-idx1-ubyte",
    ]
    try withTemporaryFolder { (folder: String) throws in
      let data = DrawnDigits.make(count: 10, seed: 1)
      try data.write(mnistFolder: folder, part: .training)
      try data.write(mnistFolder: folder, part: .test)
      try FileManager.default.removeItem(atPath: "\(folder)/\(names[place])")
      let part: LabelledPictures.Part = place < 2 ? .training : .test
      let error = #expect(throws: DatasetError.self) {
        try LabelledPictures(mnistFolder: folder, .digits, part: part)
      }
      #expect(error?.problem == .missingFiles([names[place]]))
      #expect(
        error?.description
          == "The folder '\(folder)' lacks \(names[place]). Put what is missing there, as it is or "
          + "with .gz at its end.")
      // The other part is whole.
      let other: LabelledPictures.Part = place < 2 ? .test : .training
      #expect(try LabelledPictures(mnistFolder: folder, .digits, part: other) == data)
    }
  }

  @Test(
    "a folder that isn't there or is empty, other counts and labels beyond the classes are refused")
  func refused() throws {
    try withTemporaryFolder { (folder: String) throws in
      func problem(_ folder: String) -> DatasetError? {
        #expect(throws: DatasetError.self) {
          try LabelledPictures(mnistFolder: folder, .digits, part: .test)
        }
      }
      #expect(problem(folder + "/none")?.problem == .noFolder)
      guard case .missingFiles(let names)? = problem(folder)?.problem else {
        Issue.record("an empty folder")
        return
      }
      #expect(names.count == 4)
      let labels = folder + "/t10k-labels-idx1-ubyte"
      try write(IDXTests.pictures, folder + "/t10k-images-idx3-ubyte")
      try write(IDXFile.bytes(ofLabels: [1, 2, 3]), labels)
      #expect(problem(folder)?.problem == .counts(pictures: 2, labels: 3))
      try write(IDXFile.bytes(ofLabels: [1, 10]), labels)
      let error = problem(folder)
      #expect(error?.problem == .label(10, picture: 1, classes: 10))
      #expect(
        error?.description.hasPrefix(
          "'\(labels)': the label of picture 1, at byte 9, is 10, and it should be from 0 to 9")
          == true)
    }
  }

  // MARK: The real ones

  /// The first labels and the pixels' mean and deviation are published with the data sets.
  @Test("MNIST is what was published", .needsSharedData("mnist"))
  func mnist() throws {
    let folder = try #require(SharedData.folder("mnist"))
    let training = try LabelledPictures(mnistFolder: folder, .digits, part: .training)
    #expect(training.pictures.shape == [60_000, 1, 28, 28])
    #expect(training.labels.prefix(10) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
    #expect(training.classCounts == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    let normalization = training.normalization
    #expect(abs(normalization.means[0] - 0.1307) < 5e-5)
    #expect(abs(normalization.deviations[0] - 0.3081) < 5e-5)
    let test = try LabelledPictures(mnistFolder: folder, .digits, part: .test)
    #expect(test.count == 10_000)
    #expect(test.labels.prefix(5) == [7, 2, 1, 0, 4])
    // The first is a 7: its bar is level, so a picture with rows and columns exchanged isn't it.
    let rows = (0..<28).map { row in (0..<28).reduce(0) { $0 + Int(test.pictures[0, 0, row, $1]) } }
    #expect(rows.firstIndex(of: rows.max() ?? 0).map { (7...10).contains($0) } == true)
  }

  @Test("Fashion-MNIST is what was published", .needsSharedData("fashion-mnist"))
  func fashion() throws {
    let folder = try #require(SharedData.folder("fashion-mnist"))
    let training = try LabelledPictures(mnistFolder: folder, .fashion, part: .training)
    #expect(training.classCounts == Array(repeating: 6000, count: 10))
    #expect(training.classes[training.labels[0]] == "Ankle boot")
    let normalization = training.normalization
    #expect(abs(normalization.means[0] - 0.2860) < 5e-5)
    #expect(abs(normalization.deviations[0] - 0.3530) < 5e-5)
  }
}
