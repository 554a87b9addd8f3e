import ArgumentParser
import Datasets
import Foundation
import LessonEngine
import Networks
import Pictures
import Tensors
import Terminals

struct PredictCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Ask a network what pictures show.",
    usage: """
      lessons predict digit.png                               a network learns digits first, some seconds
      lessons predict digit.png --network net.safetensors     one that 'lessons train --save' made
      lessons predict *.png --network net.safetensors --json
      """,
    discussion: """
      A network for digits sees a drawing as MNIST's were made: what differs from the paper is ink, it \
      is cut out, made to fit and put in the middle, white on black. A network for photos sees the \
      largest square in the middle. A picture that has the network's size already is seen as it is. \
      With --seen you see what it sees.
      """)

  @Argument(help: "PNGs of any size.", completion: .file(extensions: ["png"]))
  var photos: [String]

  @OptionGroup var checkpoint: CheckpointOption

  @Option(help: "How many of the likeliest classes are told.")
  var top = 3

  @Option(help: "The picture that gets what the network sees: a PNG.", completion: .file())
  var seen: String?

  @Option(help: "The kernels that compute: fast or reference.")
  var using = NetworkImplementation.fast

  @Flag(help: "For machines: one JSON object a line, one line a picture.")
  var json = false

  @OptionGroup var color: ColorOption

  func validate() throws {
    if top < 1 { throw ValidationError("'--top' needs a number of 1 or more") }
    if checkpoint.path == nil, checkpoint.architecture != nil {
      throw ValidationError("'--architecture' says what the file of '--network' is of")
    }
  }

  func run() async throws {
    // What can't be read is told now, and not after some seconds of learning.
    let pictures = try photos.map { photo in
      do {
        return try Picture(contentsOf: photo)
      } catch {
        throw ExitStatus.malformed.saying("\(error)")
      }
    }
    let trained = try await checkpoint.network { try await DigitsNetwork.learned() }
    let prepared = try pictures.map { try PreparedPhoto($0, for: trained) }
    if let seen { try write(prepared.map(\.seen), to: seen) }
    let printer = PredictionPrinter(top: top, isJSON: json, style: color.color)
    for (photo, picture) in zip(photos, prepared) {
      let answer = trained.answer(to: picture.numbers, using: using.kernels)
      try printer.show(answer, photo: shownPath(photo))
    }
  }

  private func write(_ pictures: [Picture], to path: String) throws {
    let factor = max(1, 112 / max(1, pictures.map(\.height).max() ?? 1))
    let sheet = PictureGrid(
      pictures.map { $0.enlarged(by: factor) }, columns: min(pictures.count, 8)
    ).picture
    do {
      try sheet.write(to: path)
    } catch {
      throw ExitStatus.malformed.saying("\(error)")
    }
  }
}

/// A photo as a network sees it.
struct PreparedPhoto {
  /// What it sees, as a picture.
  let seen: Picture
  /// The same as its numbers: `[1, C, H, W]`.
  let numbers: Tensor<Float>

  init(_ photo: Picture, for trained: TrainedNetwork) throws {
    let shape = trained.architecture.inputShape
    guard shape.count == 3, [1, 3].contains(shape[0]) else {
      throw ExitStatus.malformed.saying(
        "\(trained.architecture.name) takes inputs of \(shape), and no pictures")
    }
    let pixels = photo.prepared(for: shape, PicturePreparation(for: shape))
    seen = Picture(pixels.reshaped(shape).map { Float($0) / 255 })
    let normalization = trained.normalization ?? .zeroToOne(channels: shape[0])
    guard normalization.means.count == shape[0] else {
      throw ExitStatus.malformed.saying(
        "the network's file has means for \(normalization.means.count) channels, and its pictures have "
          + "\(shape[0])")
    }
    numbers = normalization.numbers(of: pixels)
  }
}
