import ArgumentParser
import Datasets
import Fetching

struct DataListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the data sets in the usual folders.")

  func run() async throws {
    let widest = DataSetName.allCases.map(\.rawValue.count).max() ?? 0
    for name in DataSetName.allCases {
      let words = await Messages.working("looking at \(name.usualFolder)") { Self.words(name) }
      let padding = String(repeating: " ", count: widest - name.rawValue.count)
      print("\(name.rawValue)\(padding)  \(words)")
    }
    print(
      "\nTrain with one: swift run lessons train lenet5 --data data/mnist. Without --data, digits are drawn."
    )
  }

  /// What there is of a data set in its usual folder.
  private static func words(_ name: DataSetName) -> String {
    let (set, folder) = (name.dataSet, name.usualFolder)
    let states = set.files.map { (file: $0, state: $0.state(in: folder)) }
    let there = states.count { $0.state == .there }
    if there == set.files.count {
      return "in \(folder), as it was published (\(ByteWords.of(set.byteCount)))"
    }
    let fetch = "swift run lessons data fetch \(name.rawValue)"
    if let words = ownPictures(name) { return "in \(folder), \(words)" }
    if let another = states.first(where: { $0.state == .another }) {
      return "\(folder)/\(another.file.name) isn't the published file; get it: \(fetch)"
    }
    let kept = states.reduce(0) { sum, file in
      switch file.state {
      case .there: sum + file.file.byteCount
      case .begun(let bytes): sum + bytes
      case .another, .missing: sum
      }
    }
    if kept == 0 { return "not there; get it, \(ByteWords.of(set.byteCount)): \(fetch)" }
    return
      "\(ByteWords.of(kept)) of \(ByteWords.of(set.byteCount)) are in \(folder); get the rest: \(fetch)"
  }

  /// Files that can be used all the same: unpacked, or somebody's own.
  private static func ownPictures(_ name: DataSetName) -> String? {
    let kind: LabelledPictures.MNISTKind = name == .mnist ? .digits : .fashion
    guard
      let training = try? LabelledPictures(
        mnistFolder: name.usualFolder, kind, part: .training),
      let test = try? LabelledPictures(mnistFolder: name.usualFolder, kind, part: .test)
    else { return nil }
    return "not the published files: \(training.count) to learn, \(test.count) to try"
  }
}
