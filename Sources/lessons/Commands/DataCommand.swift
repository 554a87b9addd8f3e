import ArgumentParser
import Fetching
import LessonEngine

struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "List the data sets that are there, or fetch one.",
    usage: """
      lessons data                        what there is
      lessons data fetch mnist            MNIST into data/mnist
      lessons data fetch fashion-mnist    Fashion-MNIST into data/fashion-mnist
      """,
    subcommands: [DataListCommand.self, DataFetchCommand.self],
    defaultSubcommand: DataListCommand.self)
}

/// The data sets, as a person names them.
enum DataSetName: String, CaseIterable, ExpressibleByArgument {
  case mnist
  case fashion = "fashion-mnist"

  var dataSet: PublishedDataSet {
    switch self {
    case .mnist: .mnist
    case .fashion: .fashionMNIST
    }
  }

  /// Where it is looked for, and fetched to, below the current folder.
  var usualFolder: String { "data/\(rawValue)" }
}

struct DataFetchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Fetch a data set, or what is missing of it.",
    discussion: """
      What has been cut off, or stopped with Ctrl-C, goes on where it was. A file is there only when it is whole, \
      and is byte for byte the one that was published.
      """)

  @Argument(help: "The data set: mnist or fashion-mnist.")
  var dataSet: DataSetName

  @Option(
    help: ArgumentHelp(
      "A folder on a web server that has the files; without it, those that are known.",
      valueName: "address"))
  var mirror: String?

  @Option(
    help: ArgumentHelp(
      "The folder that gets the files; without it, data/mnist or data/fashion-mnist.",
      valueName: "folder"),
    completion: .directory)
  var to: String?

  func validate() throws {
    if to?.isEmpty == true { throw ValidationError("'--to' needs the name of a folder") }
    if let mirror, MirrorFolder(mirror) == nil {
      throw ValidationError(
        "'--mirror \(mirror)' is no address of a folder on a web server, such as "
          + "https://example.org/mnist")
    }
  }

  func run() async throws {
    let set = dataSet.dataSet
    let folder = to ?? dataSet.usualFolder
    let mirrors = mirror.flatMap(MirrorFolder.init).map { [$0] } ?? set.mirrors
    let printer = FetchPrinter(folder: folder)
    GracefulStop.offer()
    defer { GracefulStop.withdraw() }
    do throws(FetchError) {
      try Fetcher(mirrors: mirrors).fetch(set.files, into: folder) { event in
        printer.show(event)
        return GracefulStop.isWanted ? .stop : .goOn
      }
    } catch {
      printer.end()
      if case .stopped = error.problem {
        Messages.note("stopped. \(error)")
        throw ExitStatus.interrupted.code
      }
      throw ExitStatus.malformed.saying("\(error)")
    }
    print(
      "\(set.title) is in \(shownPath(folder)). Train with it: swift run lessons train lenet5 --data "
        + shownPath(folder).quotedForShell)
  }
}
