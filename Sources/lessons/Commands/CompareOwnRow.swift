import ArgumentParser
import Comparisons
import LessonEngine
import Loupe
import Operations

/// A convolution that someone gives by its shapes.
struct OwnRowOptions: ParsableArguments {
  @Option(help: "The input's shape, N,IC,H,W.")
  var input: String?

  @Option(help: "The weight's shape, OC,IC/G,KH,KW.")
  var weight: String?

  @Option(help: "How far the kernel moves: one number, or two.")
  var stride: String?

  @Option(help: "Places round the input: one number, two or four, or same, valid, full.")
  var padding: String?

  @Option(help: "How far apart the kernel's numbers lie: one number, or two.")
  var dilation: String?

  @Option(help: "Into how many groups the channels are split.")
  var groups: String?

  /// The row; nil where nothing of it is given.
  ///
  /// - Throws: `ValidationError` where half of it is missing or it doesn't fit.
  func row() throws -> ConvolutionRow? {
    let options = [
      "stride": stride, "padding": padding, "dilation": dilation, "groups": groups,
    ].compactMapValues { $0 }
    guard let input, let weight else {
      if input == nil && weight == nil && options.isEmpty { return nil }
      throw ValidationError("a convolution of your own needs --input and --weight.")
    }
    do {
      return try ConvolutionRow(name: "own", input: input, weight: weight, words: options)
    } catch let error as OperationError {
      throw ValidationError(error.description)
    } catch let error as ShapeError {
      throw ValidationError(error.description)
    }
  }

  /// The algorithms that a word means.
  static func algorithms(_ word: String) throws -> [Fast.Conv2dAlgorithm] {
    if word.lowercased() == "each" { return Fast.Conv2dAlgorithm.allCases }
    let all = Fast.Conv2dAlgorithm.allCases
    if let one = all.first(where: { $0.rawValue.lowercased() == word.lowercased() }) {
      return [one]
    }
    let words = all.map(\.rawValue) + ["each"]
    let hint = Spelling.nearest(to: word, among: words).map { "did you mean '\($0)'?" }
    throw ValidationError(
      "conv2d has no algorithm '\(word)'; "
        + (hint ?? "there are \(words.joined(separator: ", "))."))
  }
}
