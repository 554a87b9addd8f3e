import ArgumentParser
import LessonEngine
import Loupe
import Networks

struct MapsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "maps",
    abstract: "Export feature maps of any PNG: what kernels find in it.",
    usage: """
      lessons maps photo.png -o maps/             a map by every kernel of the bank, and a sheet
      lessons maps photo.png --bank edges,sobel   by some of them
      lessons maps photo.png --kernel "0 1 0; 1 -4 1; 0 1 0"
      lessons maps photo.png --kernel mine.npy --colormap diverging
      lessons maps photo.png --network net.safetensors   what a network's layers find
      """,
    discussion: """
      The bank:
      \(MapsPrinter.bank)

      The kernels slide over the grey values, 0 black to 1 white. A map has the picture's size: beyond \
      the picture its outermost pixels go on, so that no false edges appear at the rim. Kernels that \
      find changes are scaled so that a step from black to white gives 1; your own are taken as they are. A colour's grey value is \
      0.299 red + 0.587 green + 0.114 blue.

      Colours are numbers from -m to +m, with m the largest magnitude in any map, unless --normalize \
      each. The legend under a map says m, and the map's own smallest and largest number. On the sheet, \
      maps of kernels that find changes show the strongest number of each place, others the mean.

      With --network there is a sheet for each layer that gives maps: what the network sees, and its \
      channels by their numbers. 'lessons predict' says how a photo is made what a network sees.

      Files of the same names are replaced. With --using both the maps are the fast kernels', and \
      each number of theirs and of the reference's is held against the exact one; the exit code is \
      1 if any is out of its bound.
      """)

  @Argument(help: "A PNG of any kind. Colours are made grey.")
  var photo: String

  @Option(name: .shortAndLong, help: "The folder for the maps; made if it isn't there.")
  var output = "maps"

  @Option(
    parsing: .unconditionalSingleValue,
    help: "Kernels of the bank, with commas between; all, unless told or --kernel is there.")
  var bank: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A kernel of your own: its rows with ';' between, or an .npy file. Can be given again.",
      valueName: "rows|file"))
  var kernel: [String] = []

  @OptionGroup var checkpoint: CheckpointOption

  @Option(help: "The kernels that compute; both checks one against the other.")
  var using = MapImplementation.fast

  @Option(help: "The colours.")
  var colormap = ColorMap.grey

  @Option(help: "Whether all maps have one scale or each its own.")
  var normalize = MapScale.all

  @Option(help: "Pictures, tensors of the maps' numbers, or both; the sheet is a picture.")
  var format = MapFiles.png

  @Flag(inversion: .prefixedNo, help: "Whether a map's picture has a legend under it.")
  var legend = true

  @Option(help: "How many pixels of a map's picture one of the photo becomes, each way.")
  var enlarge = 1

  @Flag(help: "For machines: one JSON object a line, one line a map.")
  var json = false

  func validate() throws {
    guard (1...64).contains(enlarge) else {
      throw ValidationError("--enlarge must be from 1 to 64, not \(enlarge).")
    }
    if checkpoint.path != nil {
      guard bank.isEmpty && kernel.isEmpty else {
        throw ValidationError(
          "'--network' has kernels of its own; leave '--bank' and '--kernel' out")
      }
      guard using != .both else {
        throw ValidationError("'--network' takes '--using fast' or '--using reference'")
      }
      guard enlarge == 1 && legend else {
        throw ValidationError("'--enlarge' and '--no-legend' are for maps by single kernels")
      }
    } else if checkpoint.architecture != nil {
      throw ValidationError("'--architecture' says what the file of '--network' is of")
    }
    guard !output.isEmpty else { throw ValidationError("--output needs the name of a folder.") }
    _ = try banks()
    for word in kernel where !KernelFile.isNamed(by: word) { _ = try Self.typedKernel(word) }
  }

  func run() async throws {
    do {
      if let path = checkpoint.path { return try await writeLayers(of: path) }
      let maps = try await Messages.working("reading \(photo)") {
        PictureMaps(of: try Picture(contentsOf: photo))
      }
      var export = try MapExport(
        of: maps, by: try kernels(), into: output, style: style,
        on: using == .reference ? Reference<Float>.self : Fast.self)
      try await write(&export)
    } catch let error as any CustomStringConvertible & Error {
      // What is wrong with a file, its numbers, or the place for the maps.
      Messages.error(error.description)
      throw ExitStatus.malformed.code
    }
  }

  /// The maps of a network's layers.
  private func writeLayers(of path: String) async throws {
    let trained = try TrainedNetwork.read(path, architecture: checkpoint.architecture)
    let photo = try PreparedPhoto(Picture(contentsOf: photo), for: trained)
    let kernels: any Kernels<Float>.Type =
      using == .reference ? Reference<Float>.self : Fast.self
    let layers = try await Messages.working("computing and writing the layers' maps") {
      try NetworkMaps(trained: trained, photo: photo, style: style, folder: output)
        .write(using: kernels)
    }
    try NetworkMapsPrinter(isJSON: json).show(layers)
  }

  private func write(_ export: inout MapExport) async throws {
    let kernels = export.kernels
    var agreements: [(kernel: NamedKernel, agreement: MapAgreement)] = []
    for (number, kernel) in kernels.enumerated() {
      let place = "\(kernel.name), \(number + 1) of \(kernels.count)"
      let values = await Messages.working("computing \(place)") { export.compute(kernel) }
      guard using == .both else { continue }
      let maps = export.maps
      agreements.append(
        (
          kernel,
          try await Messages.working("checking \(place)") {
            try MapAgreement(of: values, by: kernel, in: maps)
          }
        ))
    }
    try export.prepareFolder()
    var written = 0
    for group in export.groups {
      try await Messages.working("writing, \(written) of \(kernels.count) done") {
        try export.write(group)
      }
      written += group.count
    }
    try export.writeSheet()

    let printer = MapsPrinter(export, agreements)
    if json { try printer.printJSON() } else { printer.printTable() }
    printer.tellDisagreements()
    if !agreements.allSatisfy(\.agreement.agrees) { throw ExitStatus.wrong.code }
  }

  private var style: MapStyle {
    MapStyle(
      colors: colormap, scale: normalize.source, formats: format.formats, hasLegend: legend,
      enlargement: enlarge)
  }

  // MARK: Kernels

  private func kernels() throws -> [NamedKernel] {
    let banks = try banks()
    let own = try kernel.flatMap { word in
      KernelFile.isNamed(by: word)
        ? try KernelFile.kernels(in: word) : [try Self.typedKernel(word)]
    }
    return banks.flatMap(\.kernels) + own
  }

  /// The named ones, each once; all if there are no kernels of one's own either.
  private func banks() throws -> [KernelBank] {
    let names = bank.flatMap { $0.split { $0 == "," || $0.isWhitespace } }.map(String.init)
    guard !names.isEmpty else {
      if !bank.isEmpty { throw ValidationError("--bank needs a name. \(Self.choices)") }
      return kernel.isEmpty ? KernelBank.allCases : []
    }
    var banks: [KernelBank] = []
    for name in names {
      guard let bank = KernelBank(rawValue: name.lowercased()) else {
        let all = KernelBank.allCases.map(\.rawValue)
        let hint = Spelling.nearest(to: name, among: all).map { "; did you mean '\($0)'?" } ?? "."
        throw ValidationError("there is no kernel '\(name)' in the bank\(hint) \(Self.choices)")
      }
      if !banks.contains(bank) { banks.append(bank) }
    }
    return banks
  }

  private static var choices: String {
    "It has: \(KernelBank.allCases.map(\.rawValue).joined(separator: ", "))."
  }

  private static func typedKernel(_ text: String) throws -> NamedKernel {
    do {
      return NamedKernel("kernel", try KernelText.weight(text))
    } catch {
      throw ValidationError("the kernel '\(text)': \(error.description).")
    }
  }
}

/// What computes the maps.
enum MapImplementation: String, CaseIterable, ExpressibleByArgument {
  case reference, fast, both
}

/// Which maps have one scale.
enum MapScale: String, CaseIterable, ExpressibleByArgument {
  case all, each

  var source: FeatureMap.ScaleSource { self == .all ? .shared : .each }
}

/// What is written of each map.
enum MapFiles: String, CaseIterable, ExpressibleByArgument {
  case png, npy, both

  var formats: [MapStyle.Format] {
    MapStyle.Format(rawValue: rawValue).map { [$0] } ?? [.png, .npy]
  }
}

extension ColorMap: ExpressibleByArgument {
  public init?(argument: String) { self.init(named: argument) }

  public static var allValueStrings: [String] { ["gray", "grey", "diverging", "viridis"] }

  public var defaultValueDescription: String { rawValue }
}
