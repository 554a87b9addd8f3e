import Foundation
import Loupe
import Networks

/// Writes what each layer of a network makes of a photo: a sheet of its maps for each layer.
struct NetworkMaps {
  let trained: TrainedNetwork
  let photo: PreparedPhoto
  let style: MapStyle
  let folder: String

  /// How many channels a sheet shows; a layer may have thousands.
  private static let shownChannels = 64
  /// How long the longer side of a map on a sheet is, about, and how many stand in a row.
  private static let (side, columns) = (84, 8)

  /// What was written of a layer.
  struct Written: Encodable {
    let layer: String
    let kind: String
    let shape: [Int]
    let smallest: Float?
    let largest: Float?
    /// How many channels are on the sheet.
    let shown: Int
    let files: [String]
  }

  /// The layers that give maps, each with what it gives: `[C, H, W]`.
  private func layers(
    _ kernels: any Kernels<Float>.Type
  ) -> [(name: String, kind: String, maps: Tensor<Float>)] {
    trained.network.outputs(of: photo.numbers, using: kernels).compactMap { layer in
      let shape = layer.output.shape
      guard shape.count == 4, shape[2] * shape[3] > 1 else { return nil }
      return (layer.name, layer.kind, layer.output.reshaped(Array(shape.dropFirst())))
    }
  }

  /// Computes all layers and writes a file, or two, for each.
  ///
  /// - Throws: `MapExportError`, `PictureError` or `TensorFileError` where something can't be written.
  func write(using kernels: any Kernels<Float>.Type) throws -> [Written] {
    let layers = layers(kernels)
    let digits = "\(layers.count)".count
    func path(_ number: Int, _ name: String, _ format: MapStyle.Format) -> String {
      let place = "\(number + 1)".padded(from: digits).replacing(" ", with: "0")
      return (folder.hasSuffix("/") ? folder : folder + "/") + "\(place)-\(name).\(format.rawValue)"
    }
    try MapFolder(folder).prepare(
      for: layers.enumerated().flatMap { number, layer in
        style.formats.map { path(number, layer.name, $0) }
      })
    return try layers.enumerated().map { number, layer in
      for format in style.formats {
        switch format {
        case .png: try sheet(of: layer.maps).write(to: path(number, layer.name, format))
        case .npy:
          try NPYFile.write(StoredTensor(layer.maps), to: path(number, layer.name, format))
        }
      }
      let finite = layer.maps.scalars.filter(\.isFinite)
      return Written(
        layer: layer.name, kind: layer.kind, shape: layer.maps.shape, smallest: finite.min(),
        largest: finite.max(), shown: min(layer.maps.shape[0], Self.shownChannels),
        files: style.formats.map { path(number, layer.name, $0) })
    }
  }

  /// What the network sees, and then the maps by their channels' numbers.
  private func sheet(of maps: Tensor<Float>) -> Picture {
    let count = min(maps.shape[0], Self.shownChannels)
    let shown = (0..<count).map { maps.slice($0) }
    let shared = FeatureMap.channels(of: maps, scale: style.scale).prefix(count).map(\.scale)
    let cells = zip(shown, shared).enumerated().map { channel, map in
      let picture = FeatureMap(map.0, scale: map.1).picture(colors: style.colors)
      return (label: "\(channel)", picture: Self.enlarged(picture))
    }
    return PictureGrid(
      [(label: "seen", picture: Self.enlarged(photo.seen))] + cells, columns: Self.columns,
      textScale: 2
    ).picture
  }

  private static func enlarged(_ picture: Picture) -> Picture {
    picture.enlarged(by: max(1, side / max(picture.width, picture.height)))
  }
}

/// Tells what was written of each layer.
struct NetworkMapsPrinter {
  let isJSON: Bool

  func show(_ layers: [NetworkMaps.Written]) throws {
    if isJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      for layer in layers { print(String(decoding: try encoder.encode(layer), as: UTF8.self)) }
      return
    }
    let rows =
      [["layer", "kind", "maps", "smallest", "largest", "file"]]
      + layers.map { layer in
        [
          layer.layer, layer.kind, layer.shape.map(String.init).joined(separator: "×"),
          MapsPrinter.number(layer.smallest), MapsPrinter.number(layer.largest),
          layer.files.joined(separator: ", ")
            + (layer.shown < layer.shape[0] ? " (the first \(layer.shown))" : ""),
        ]
      }
    let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      print(
        row[0].padded(to: widths[0]), row[1].padded(to: widths[1]),
        row[2].padded(from: widths[2]), row[3].padded(from: widths[3]),
        row[4].padded(from: widths[4]), row[5], separator: "  ")
    }
  }
}
