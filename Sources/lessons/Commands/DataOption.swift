import ArgumentParser
import Datasets
import Fetching
import Foundation
import LessonEngine

/// The pictures that a network learns, and those that it is tried with.
struct LearningPictures {
  let training: LabelledPictures
  let test: LabelledPictures
  /// What they are, for people: "MNIST in data/mnist".
  let words: String
}

struct DataOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder with MNIST's four files, or Fashion-MNIST's; without it, digits that are drawn.",
      valueName: "folder"),
    completion: .directory)
  var data: String?

  /// How many digits are drawn where there is no folder.
  private static let drawn = (training: 20_000, test: 4_000)
  /// The seeds of those that are learned and of those that aren't.
  private static let seeds: (training: UInt64, test: UInt64) = (1, 2)

  /// Reads, or draws, those alone that a network is tried with.
  func testPictures() throws -> (test: LabelledPictures, words: String) {
    guard let data else {
      return (DrawnDigits.make(count: Self.drawn.test, seed: Self.seeds.test), Self.drawnWords)
    }
    let kind = kind(of: data)
    do {
      return (try LabelledPictures(mnistFolder: data, kind, part: .test), words(kind, data))
    } catch {
      throw ExitStatus.malformed.saying("\(error)\(Self.remedy(error, data, kind))")
    }
  }

  private static let drawnWords = "digits that are drawn (with --data: real ones)"

  private func kind(of folder: String) -> LabelledPictures.MNISTKind {
    folder.lowercased().contains("fashion") ? .fashion : .digits
  }

  private func words(_ kind: LabelledPictures.MNISTKind, _ folder: String) -> String {
    "\(kind == .fashion ? "Fashion-MNIST" : "MNIST") in \(shownPath(folder))"
  }

  /// Reads them, or draws them.
  func pictures() throws -> LearningPictures {
    guard let data else {
      return LearningPictures(
        training: DrawnDigits.make(count: Self.drawn.training, seed: Self.seeds.training),
        test: DrawnDigits.make(count: Self.drawn.test, seed: Self.seeds.test),
        words: Self.drawnWords)
    }
    let kind = kind(of: data)
    do {
      return LearningPictures(
        training: try LabelledPictures(mnistFolder: data, kind, part: .training),
        test: try LabelledPictures(mnistFolder: data, kind, part: .test),
        words: words(kind, data))
    } catch {
      throw ExitStatus.malformed.saying("\(error)\(Self.remedy(error, data, kind))")
    }
  }

  /// How to get what isn't there.
  private static func remedy(
    _ error: DatasetError, _ folder: String, _ kind: LabelledPictures.MNISTKind
  ) -> String {
    switch error.problem {
    case .noFolder, .missingFiles:
      let name: DataSetName = kind == .fashion ? .fashion : .mnist
      let to = folder == name.usualFolder ? "" : " --to \(folder.quotedForShell)"
      return " Or fetch \(name.dataSet.title): swift run lessons data fetch \(name.rawValue)\(to)"
    default: return ""
    }
  }
}
