import Dispatch
import FastKernels
import Kernels
import Pictures
import Synchronization
import TensorFiles
import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes the feature maps of one picture into a folder, and a sheet of them all.
///
///     var export = try MapExport(of: PictureMaps(of: photo), by: KernelBank.all, into: "maps")
///     for kernel in export.kernels { export.compute(kernel) }
///     try export.prepareFolder()
///     for group in export.groups { try export.write(group) }
///     try export.writeSheet()
///
/// First all maps are computed, because a scale that they share is known only then; nothing is written
/// before. Not all of them have room in memory at once, so those of large pictures are computed again
/// when it is their turn: that takes less time than anything else here.
public struct MapExport: Sendable {
  /// The picture.
  public let maps: PictureMaps
  /// What makes its maps; no two have the same name.
  public let kernels: [NamedKernel]
  /// Where the maps go.
  public let folder: String
  /// How they are drawn and what is written.
  public let style: MapStyle
  /// What the maps are computed with.
  public let implementation: any Kernels<Float>.Type

  /// What is known of each map that has been computed, by its kernel's name.
  public private(set) var ranges: [String: ClosedRange<Float>] = [:]
  /// How long computing and colouring took, and how long encoding and writing, in seconds.
  public private(set) var seconds = (computing: 0.0, writing: 0.0)

  private var kept: [String: Tensor<Float>] = [:]
  private var sheet: FeatureMapSheet

  /// An export that has yet to be computed.
  ///
  /// - Parameters:
  ///   - maps: of the picture.
  ///   - kernels: what makes the maps; where names are the same, numbers are put behind them.
  ///   - folder: where the maps go.
  ///   - style: how they are drawn and what is written.
  ///   - implementation: what they are computed with.
  /// - Throws: that a kernel doesn't fit the picture, or that the maps would be larger than pictures
  ///   may be.
  /// - Precondition: the style's enlargement is at least 1.
  public init(
    of maps: PictureMaps, by kernels: [NamedKernel], into folder: String,
    style: MapStyle = MapStyle(), on implementation: any Kernels<Float>.Type = Fast.self
  ) throws(MapExportError) {
    let (height, width) = maps.size
    for kernel in kernels where !maps.fits(kernel) {
      throw .tooSmall(maps.size, kernel: kernel.name, kernelSize: kernel.size)
    }
    require(
      style.enlargement >= 1, "maps are enlarged by 1 or more, not by \(style.enlargement)")
    guard height * width <= RawPNG.largestPixelCount / style.enlargement / style.enlargement else {
      throw .tooLarge(maps.size, enlargement: style.enlargement)
    }
    self.maps = maps
    self.kernels = NamedKernel.toldApart(kernels, from: [Self.sheetName])
    self.folder = folder
    self.style = style
    self.implementation = implementation
    sheet = FeatureMapSheet(of: maps, colors: style.colors)
  }

  static let sheetName = "sheet"

  // MARK: Computing

  /// So many bytes of maps are kept until they are written.
  private static let keptBytes = 1 << 28

  /// Computes a map, to know its range.
  ///
  /// - Parameter kernel: one of the export's.
  /// - Returns: its numbers, for whoever wants to look at them.
  @discardableResult
  public mutating func compute(_ kernel: NamedKernel) -> Tensor<Float> {
    timed(\.seconds.computing) { export in
      let values = export.maps.map(by: kernel, on: export.implementation)
      export.ranges[kernel.name] = FeatureMap(values).range
      if (export.kept.count + 1) * values.count * 4 <= Self.keptBytes {
        export.kept[kernel.name] = values
      }
      return values
    }
  }

  /// The magnitude that gets the strongest colour in a kernel's map, of those that were computed.
  ///
  /// - Parameter kernel: one of the export's.
  public func scale(of kernel: NamedKernel) -> Float {
    let shared = style.scale == .shared
    return ranges.filter { shared || $0.key == kernel.name }.values
      .reduce(0) { max($0, $1.lowerBound.magnitude, $1.upperBound.magnitude) }
  }

  // MARK: Writing

  /// The files of a kernel's map.
  ///
  /// - Parameter kernel: one of the export's.
  public func files(of kernel: NamedKernel) -> [String] {
    style.formats.map { "\(path(kernel.name)).\($0.rawValue)" }
  }

  /// The file of the sheet; nil where no pictures are written.
  public var sheetFile: String? {
    style.formats.contains(.png) ? "\(path(Self.sheetName)).png" : nil
  }

  private func path(_ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// Makes the folder if it isn't there, and looks at the places in it.
  ///
  /// - Throws: that there can be no folder, or that a folder is where a file shall be.
  public func prepareFolder() throws {
    try MapFolder(folder).prepare(for: kernels.flatMap(files(of:)) + [sheetFile].compactMap { $0 })
  }

  /// The kernels in groups whose maps are written at the same time, one by each core, as far as
  /// there is memory.
  public var groups: [[NamedKernel]] {
    let picture = 3 * maps.input.count * style.enlargement * style.enlargement
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let size = max(1, min(cores, Self.keptBytes / 2 / picture))
    return stride(from: 0, to: kernels.count, by: size).map {
      Array(kernels[$0..<min(kernels.count, $0 + size)])
    }
  }

  /// Writes the maps of some kernels that have been computed.
  ///
  /// - Parameter group: one of `groups`.
  /// - Throws: `PictureError` or `TensorFileError`, for the first that can't be written.
  public mutating func write(_ group: [NamedKernel]) throws {
    let drawn = timed(\.seconds.computing) { export in
      group.map { kernel in
        let values =
          export.kept.removeValue(forKey: kernel.name)
          ?? export.maps.map(by: kernel, on: export.implementation)
        return export.draw(FeatureMap(values, scale: export.scale(of: kernel)), of: kernel)
      }
    }
    try timed(\.seconds.writing) { _ in
      let failures = Mutex<[Int: any Error]>([:])
      DispatchQueue.concurrentPerform(iterations: drawn.count) { index in
        do {
          try drawn[index].write()
        } catch {
          failures.withLock { $0[index] = error }
        }
      }
      let first = failures.withLock { failures in
        failures.min { $0.key < $1.key }?.value
      }
      if let first { throw first }
    }
  }

  /// A map that is ready to be written.
  private struct Drawn: Sendable {
    var picture: (Picture, path: String)?
    var values: (Tensor<Float>, path: String)?

    func write() throws {
      if let (picture, path) = picture { try picture.write(to: path) }
      if let (values, path) = values { try NPYFile.write(StoredTensor(values), to: path) }
    }
  }

  private mutating func draw(_ map: FeatureMap, of kernel: NamedKernel) -> Drawn {
    var drawn = Drawn()
    for (format, path) in zip(style.formats, files(of: kernel)) {
      switch format {
      case .png:
        sheet.add(map, of: kernel)
        drawn.picture = (
          map.picture(
            colors: style.colors, enlargedBy: style.enlargement, legend: style.hasLegend,
            range: map.range),
          path
        )
      case .npy: drawn.values = (map.values, path)
      }
    }
    return drawn
  }

  /// Writes the sheet of all maps that have been written, if pictures are.
  ///
  /// - Throws: `PictureError` if it can't be written.
  public mutating func writeSheet() throws {
    guard let sheetFile else { return }
    try timed(\.seconds.writing) { try $0.sheet.picture.write(to: sheetFile) }
  }

  private mutating func timed<Result>(
    _ seconds: WritableKeyPath<MapExport, Double>, _ body: (inout MapExport) throws -> Result
  ) rethrows -> Result {
    let start = ContinuousClock.now
    defer { self[keyPath: seconds] += start.duration(to: .now) / .seconds(1) }
    return try body(&self)
  }
}
