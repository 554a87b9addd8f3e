import ArgumentParser
import Foundation
import Terminals

extension ImageChoice: ExpressibleByArgument {}

struct ImagesOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show pictures on the terminal by: auto, kitty, iterm, sixel, blocks or none.",
      discussion: "Where it isn't given, the variable \(ImageChoice.variable) says it."))
  var images: ImageChoice?

  func validate() throws {
    guard images == nil, ImageChoice(environment: Self.environment) == nil else { return }
    let word = Self.environment[ImageChoice.variable] ?? ""
    let choices = ImageChoice.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError(
      "the variable \(ImageChoice.variable) is '\(word)', and can be one of these: \(choices)")
  }

  /// How pictures are shown on standard output. The terminal may be asked.
  func found(color: ColorChoice) -> TerminalImages {
    let choice = images ?? ImageChoice(environment: Self.environment) ?? .auto
    let style = color.style(isTerminal: isTerminal(1), environment: Self.environment)
    return TerminalImages(choice, style: style, environment: Self.environment)
  }

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
