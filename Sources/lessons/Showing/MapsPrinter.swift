import Foundation
import Loupe

/// Prints what came of an export of feature maps: a table, or a line of JSON for each map.
struct MapsPrinter {
  private let export: MapExport
  private let agreements: [(kernel: NamedKernel, agreement: MapAgreement)]

  init(_ export: MapExport, _ agreements: [(kernel: NamedKernel, agreement: MapAgreement)]) {
    self.export = export
    self.agreements = agreements
  }

  /// The bank, a name a line, with what its kernels see.
  static var bank: String {
    KernelBank.allCases.map { "  " + $0.rawValue.padded(to: 11) + $0.summary }
      .joined(separator: "\n")
  }

  // MARK: The table

  func printTable() {
    let names = export.kernels.map(\.name) + ["sheet"]
    let width = names.map(\.count).max() ?? 0
    func line(_ name: String, _ low: String, _ high: String, _ file: String) {
      print("\(name.padded(to: width))  \(low.padded(from: 9))  \(high.padded(from: 9))  \(file)")
    }
    line("map", "smallest", "largest", "file")
    for kernel in export.kernels {
      let range = export.ranges[kernel.name]
      line(
        kernel.name, Self.number(range?.lowerBound), Self.number(range?.upperBound),
        export.files(of: kernel).joined(separator: ", "))
    }
    if let sheet = export.sheetFile { line("sheet", "", "", sheet) }
    print()
    print(summary)
    if !agreements.isEmpty && agreements.allSatisfy(\.agreement.agrees) {
      print("reference and fast agree\(largestError)")
    }
  }

  private var summary: String {
    let (height, width) = export.maps.size
    let scale = export.kernels.first.map { export.scale(of: $0) } ?? 0
    let scales =
      export.style.scale == .each || export.kernels.count == 1
      ? "" : ", colours from \(Self.number(-scale)) to \(Self.number(scale))"
    return "\(counted(export.kernels.count, "map")) of \(width) × \(height)\(scales); "
      + "computed and coloured in \(readable(export.seconds.computing)), "
      + "written in \(readable(export.seconds.writing))"
  }

  private var largestError: String {
    let worst = agreements.max { $0.agreement.largest.error < $1.agreement.largest.error }
    guard let worst, worst.agreement.largest.error > 0 else { return ": they are exact" }
    let (error, bound) = worst.agreement.largest
    return ": the fast one's largest error is \(error.scientific(decimals: 1)), in "
      + "\(worst.kernel.name), where the bound is \(bound.scientific(decimals: 1))"
  }

  /// Says of each map in which the two are not both right where that begins.
  func tellDisagreements() {
    for (kernel, agreement) in agreements {
      guard let fault = agreement.fault else { continue }
      Messages.error(
        "reference and fast don't agree on \(kernel.name): "
          + "\(counted(agreement.wrong, "number")) out of bounds. The first is \(fault.name)'s in "
          + "row \(fault.row), column \(fault.column): \(fault.computed) where \(fault.exact) is "
          + "exact, and the bound is \(fault.bound.scientific(decimals: 1))")
    }
  }

  static func number(_ number: Float?) -> String {
    guard let number else { return "none" }
    let value = Double(number)
    let isPlain = value == 0 || (1e-3..<1e6).contains(value.magnitude)
    return isPlain ? value.fixed(decimals: 4) : value.scientific(decimals: 3)
  }

  // MARK: JSON

  /// What is said of one map.
  private struct Line: Encodable {
    let map: String
    let kernelSize: [Int]
    let size: [Int]
    let smallest: Float?
    let largest: Float?
    let scale: Float
    let files: [String]
    let sheet: String?
    let agrees: Bool?
    let largestError: Double?
  }

  func printJSON() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for kernel in export.kernels {
      let range = export.ranges[kernel.name]
      let agreement = agreements.first { $0.kernel.name == kernel.name }?.agreement
      let line = Line(
        map: kernel.name, kernelSize: [kernel.size.height, kernel.size.width],
        size: [export.maps.size.height, export.maps.size.width], smallest: range?.lowerBound,
        largest: range?.upperBound, scale: export.scale(of: kernel),
        files: export.files(of: kernel), sheet: export.sheetFile, agrees: agreement?.agrees,
        largestError: agreement.map(\.largest.error).flatMap { $0.isFinite ? $0 : nil })
      print(String(decoding: try encoder.encode(line), as: UTF8.self))
    }
  }
}
