import Pictures

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Shows pictures on the terminal, by the best way that it has.
///
///     let images = TerminalImages(.auto, style: style, environment: environment)
///     print(images.text(ofPNG: path) ?? "", terminator: "")
///
/// What is found out when it is made holds for as long as it lives.
public struct TerminalImages: Sendable {
  /// Shows no pictures.
  public static let none = TerminalImages(shown: nil, environment: [:], output: -1)

  private let shown: ImageProtocol?
  private let environment: [String: String]
  private let output: Int32

  /// Pictures of more pixels aren't shown: reading them takes seconds and gigabytes.
  static let largestPixelCount = 25_000_000

  private init(shown: ImageProtocol?, environment: [String: String], output: Int32) {
    (self.shown, self.environment, self.output) = (shown, environment, output)
  }

  /// Finds out how pictures are shown on a terminal. It may be asked; then keys that are pressed
  /// meanwhile are kept for a `KeyReader`.
  ///
  /// - Parameters:
  ///   - choice: What the reader asks for.
  ///   - style: Without colour there are no half-blocks, unless they are asked for by name.
  ///   - environment: The variables of the process.
  ///   - input: Where the terminal's answer comes from.
  ///   - output: What the pictures are for. Where it is no terminal there are none.
  public init(
    _ choice: ImageChoice, style: TerminalStyle, environment: [String: String],
    input: Int32 = 0, output: Int32 = 1
  ) {
    let shown = Self.shown(
      choice, isTerminal: isTerminal(output), isColored: style.isColored, environment: environment
    ) {
      guard TerminalQuestion.isPossible(input: input, output: output) else { return nil }
      return TerminalQuestion.ask(input: input, output: output)
    }
    self.init(shown: shown, environment: environment, output: output)
  }

  /// How pictures are shown, if they are. Who names a way gets it on every terminal, and on nothing
  /// else: a file or another program would only see letters.
  static func shown(
    _ choice: ImageChoice, isTerminal: Bool, isColored: Bool, environment: [String: String],
    asking ask: () -> TerminalAnswer?
  ) -> ImageProtocol? {
    guard isTerminal else { return nil }
    switch choice {
    case .none: return nil
    case .kitty: return .kitty
    case .iterm: return .iterm
    case .sixel: return .sixel
    case .blocks: return .blocks
    case .auto:
      guard environment["TERM"] != "dumb" else { return nil }
      let best = ImageProtocol.best(environment: environment, asking: ask)
      return best == .blocks && !isColored ? nil : best
    }
  }

  /// Whether letters and thin lines in a picture can be seen: with half-blocks they can't.
  public var showsDetails: Bool { shown != nil && shown != .blocks }

  /// The text that shows the picture in the file, with a line feed at its end.
  ///
  /// - Returns: nil if no pictures are shown, or this one can't be read or is far too large.
  public func text(ofPNG path: String) -> String? {
    guard let shown, let (width, height) = PNGSize.ofFile(path), width > 0,
      height <= Self.largestPixelCount / width, let picture = try? Picture(contentsOf: path)
    else { return nil }
    return Self.text(
      picture, shown: shown, colors: BlockImage.Colors(environment: environment),
      window: TerminalSize(ofDescriptor: output, environment: environment),
      cell: CellSize(ofDescriptor: output))
  }

  /// The text that shows a picture in a window of this size.
  ///
  /// - Parameter cell: The size of the terminal's cells; nil if it doesn't tell.
  static func text(
    _ picture: Picture, shown: ImageProtocol, colors: BlockImage.Colors, window: TerminalSize,
    cell: CellSize?
  ) -> String {
    let fit = ImageFit(shown, in: window, cell: cell ?? .usual)
    let size = fit.size(width: picture.width, height: picture.height)
    switch shown {
    case .blocks:
      return BlockImage.text(
        picture.scaled(width: size.width, height: size.height), colors: colors)
    case .sixel:
      return SixelImage.text(picture.scaled(width: size.width, height: size.height)) + "\n"
    case .kitty:
      let sent = sent(picture, size)
      // Where the pixels are as many as the terminal's, scaling would only blur them.
      let isExact = cell != nil && (sent.width, sent.height) == size
      let columns = isExact ? nil : fit.columns(size.width)
      return KittyImage.text(png: sent.png, columns: columns) + "\n"
    case .iterm:
      let sent = sent(picture, size)
      return ITermImage.text(png: sent.png, columns: fit.columns(size.width)) + "\n"
    }
  }

  /// What is sent to a terminal that scales pictures itself: up to twice the pixels that are seen, for
  /// screens that have more of them than they tell.
  private static func sent(_ picture: Picture, _ size: (width: Int, height: Int)) -> Picture {
    let isLarger = picture.width > 2 * size.width || picture.height > 2 * size.height
    if isLarger { return picture.scaled(width: 2 * size.width, height: 2 * size.height) }
    return picture.width > size.width || picture.height > size.height
      ? picture : picture.scaled(width: size.width, height: size.height)
  }
}
