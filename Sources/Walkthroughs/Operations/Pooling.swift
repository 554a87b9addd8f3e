import Kernels
import Tensors

/// A pooling in one or two dimensions.
struct Pooling<Geometry: PoolGeometry> {
  let geometry: Geometry
  let x: Operand
  let name: String

  init(_ x: Tensor<Float>, _ options: PoolingOptions, name: String) {
    geometry = Geometry(stoppingUnlessFits: x.shape, options: options, name: name)
    self.x = Operand("X", x, windows: geometry.windows)
    self.name = name
  }

  private func named(_ name: String, _ values: Tensor<Float>) -> Operand {
    Operand(name, values, ownAxes: geometry.windows.count)
  }

  private var axes: [String] { Geometry.axes.map { $0.letter.lowercased() } }
  private var output: [String] { ["n", "c"] + axes.map { "o\($0)" } }
  private var kernel: String { axes.map { "k\($0)" }.joined(separator: ",") }
  private var input: [String] { ["n", "c"] + geometry.windows.letters(of: axes) }

  private static var countWords: String { ",  m = how many of the window's places count" }

  /// By how many places a window's sum is divided; where all of it is padding that doesn't count, by 1.
  private func count(_ output: [Int], _ countingPadding: Bool) -> Int {
    let count = zip(geometry.windows, output.dropFirst(2)).reduce(1) {
      $0 * $1.0.places(output: $1.1, countingPadding: countingPadding)
    }
    return max(count, 1)
  }

  func maximum(_ y: Tensor<Float>) -> Walkthrough {
    let (result, x, windows) = (named("Y", y), x, geometry.windows)
    return Walkthrough(
      title: name,
      formula: "\(result.letters(output)) = max \(kernel)  \(x.letters(input))",
      operands: [x],
      Gathering(
        result: result, rule: { _ in .maximum },
        meetings: { place in
          windows.places(underOutput: place).map { [(x, $0.place, $0.input)] }
        }))
  }

  func mean(_ y: Tensor<Float>, countingPadding: Bool) -> Walkthrough {
    let (result, x, windows) = (named("Y", y), x, geometry.windows)
    return Walkthrough(
      title: name,
      formula: "\(result.letters(output)) = 1/m · Σ \(kernel)  \(x.letters(input))"
        + Self.countWords,
      operands: [x],
      Gathering(
        result: result, rule: { [self] in .mean(of: count($0, countingPadding)) },
        meetings: { place in
          windows.places(underOutput: place).map { [(x, $0.place, $0.input)] }
        }))
  }

  func maximumBackward(_ dy: Tensor<Float>, _ dx: Tensor<Float>) -> Walkthrough {
    let (source, result, x, windows) = (named("dY", dy), named("dX", dx), x, geometry.windows)
    /// The first place under the window that holds its maximum; NaN counts as the largest.
    @Sendable func winner(_ output: [Int]) -> [Int]? {
      let inputs = windows.places(underOutput: output).compactMap(\.input)
      let numbers = inputs.map { x.values[at: $0] }
      if let first = numbers.firstIndex(where: \.isNaN) { return inputs[first] }
      return numbers.max().flatMap { largest in numbers.firstIndex(of: largest) }
        .map { inputs[$0] }
    }
    return Walkthrough(
      title: "\(name)Backward",
      formula:
        "\(result.name)[where \(x.letters(input)) is the largest] += \(source.letters(output))",
      operands: [source, x],
      Scattering(
        source: source, result: result,
        guide: (
          x,
          { output in
            var marks: [[Int]: Cell.Mark] = [:]
            for (place, _) in windows.places(underOutput: output) { marks[place] = .used }
            if let winner = winner(output) { marks[winner] = .winner }
            return marks
          }
        ),
        products: { output in
          winner(output).map { [.init(place: $0, destination: $0)] } ?? []
        }))
  }

  func meanBackward(
    _ dy: Tensor<Float>, _ dx: Tensor<Float>, countingPadding: Bool
  ) -> Walkthrough {
    let (source, result, windows) = (named("dY", dy), named("dX", dx), geometry.windows)
    return Walkthrough(
      title: "\(name)Backward",
      formula: "\(result.letters(input)) += 1/m · \(source.letters(output))" + Self.countWords,
      operands: [source],
      Scattering(
        source: source, result: result, divisor: { [self] in count($0, countingPadding) },
        products: { output in
          windows.places(underOutput: output).map { .init(place: $0.place, destination: $0.input) }
        }))
  }
}
