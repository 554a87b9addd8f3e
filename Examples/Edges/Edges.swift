// Finds the edges in a photo.
//
//     swift run edges photo.png -o edges.png
//
// An edge is where the grey value changes from one pixel to the next. Two kernels of Sobel's measure
// the change, one across and one down; together they say how steep it is in any direction.

import ArgumentParser
import Loupe

@main
struct Edges: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edges", abstract: "Find the edges in a photo.")

  @Argument(help: "A PNG; without one, a scene that the program draws itself.")
  var photo: String?

  @Option(name: .shortAndLong, help: "Where to write the picture of the edges.")
  var output = "edges.png"

  func run() throws {
    let picture = try photo.map { try Picture(contentsOf: $0) } ?? Scene.harbour()
    let sobel = Tensor([
      [[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]],
      [[[-1, -2, -1], [0, 0, 0], [1, 2, 1]]],
    ])
    let change = Fast.conv2d(picture.grey.tensor, weight: sobel, padding: 1)
    let steepness = change.slice(0, 0).zip(change.slice(0, 1)) { across, down in
      (across * across + down * down).squareRoot()
    }
    let steepest = max(steepness.range?.upperBound ?? 0, .leastNonzeroMagnitude)
    try Picture(steepness.map { 1 - $0 / steepest }).write(to: output)
    print("\(output): \(picture.width) × \(picture.height), the steepest edge is \(steepest)")
  }
}
