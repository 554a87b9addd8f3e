import Files

extension LabelledPictures {
  /// The data sets that come as four files with MNIST's names.
  public enum MNISTKind: Sendable {
    /// MNIST, digits that people wrote.
    case digits
    /// Fashion-MNIST, photos of clothes.
    case fashion

    /// The names of the classes.
    public var classes: [String] {
      switch self {
      case .digits: (0...9).map(String.init)
      case .fashion:
        [
          "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker",
          "Bag", "Ankle boot",
        ]
      }
    }
  }

  /// The two parts of such a data set.
  public enum Part: String, CaseIterable, Sendable {
    /// What is trained with.
    case training = "train"
    /// What is tested with once the training is over.
    case test = "t10k"
  }

  /// Reads one part of MNIST or Fashion-MNIST from a folder.
  ///
  ///     let digits = try LabelledPictures(mnistFolder: "data/mnist", .digits, part: .training)
  ///
  /// The files are `train-images-idx3-ubyte`, `train-labels-idx1-ubyte` and the same with `t10k` for the
  /// test part, as they are or packed with `.gz` at their ends; some mirrors have a dot before `idx`.
  ///
  /// - Parameters:
  ///   - folder: where the files are.
  ///   - kind: which data set it is: both have the same file names.
  ///   - part: which of the two parts.
  /// - Throws: which files are missing, or where one of them is damaged and how.
  public init(
    mnistFolder folder: String, _ kind: MNISTKind, part: Part
  ) throws(DatasetError) {
    let files = MNISTFolder(folder)
    let paths = try files.paths(of: part)
    let pictures = try IDXFile.pictures(contentsOf: paths.pictures)
    let labels = try IDXFile.labels(contentsOf: paths.labels)
    do throws(DatasetError) {
      try self.init(pictures: pictures, labels: labels, classes: kind.classes)
    } catch {
      // The file of labels is the one to look at, whichever rule was broken.
      throw DatasetError(path: paths.labels, problem: error.problem)
    }
  }

  /// Writes the pictures and labels as one part of a folder in the way of MNIST, for other programs to
  /// read. Names of classes have no place there.
  ///
  /// - Throws: that a file can't be written.
  /// - Precondition: the pictures have one channel, and there are no more than 256 classes.
  public func write(mnistFolder folder: String, part: Part) throws(DatasetError) {
    let contents = [
      ("images-idx3", IDXFile.bytes(ofPictures: pictures)),
      ("labels-idx1", IDXFile.bytes(ofLabels: labels)),
    ]
    for (name, bytes) in contents {
      try FileReplacement.write(to: "\(folder)/\(part.rawValue)-\(name)-ubyte") {
        (file) throws(DatasetError) in
        try bytes.withUnsafeBytes(file.append).get()
      }
    }
  }
}

/// The four files of a folder in the way of MNIST.
private struct MNISTFolder {
  private let folder: String

  init(_ folder: String) { self.folder = folder }

  func paths(
    of part: LabelledPictures.Part
  ) throws(DatasetError) -> (pictures: String, labels: String) {
    switch FileSystem.kind(ofPath: folder) {
    case .folder: break
    default: throw DatasetError(path: folder, problem: .noFolder)
    }
    guard let pictures = path(part, "images", axes: 3), let labels = path(part, "labels", axes: 1)
    else { throw DatasetError(path: folder, problem: .missingFiles(missing)) }
    return (pictures, labels)
  }

  /// Those of the four that aren't there, under the names that they should have.
  private var missing: [String] {
    LabelledPictures.Part.allCases.flatMap { part in
      [("images", 3), ("labels", 1)].compactMap { what, axes in
        path(part, what, axes: axes) == nil
          ? "\(part.rawValue)-\(what)-idx\(axes)-ubyte" : nil
      }
    }
  }

  private func path(_ part: LabelledPictures.Part, _ what: String, axes: Int) -> String? {
    ["-", "."].flatMap { dash in
      ["", ".gz"].map { "\(folder)/\(part.rawValue)-\(what)\(dash)idx\(axes)-ubyte\($0)" }
    }.first { FileSystem.kind(ofPath: $0) == .file }
  }
}
