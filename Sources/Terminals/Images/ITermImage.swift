import Foundation

/// A picture as iTerm2 shows it between lines of text, and WezTerm, Warp and others too.
///
/// Source: *Images*, the documentation of iTerm2.
enum ITermImage {
  /// The escape sequence that shows a PNG and leaves the cursor in its last row. Without `inline=1`
  /// the terminal would save it as a file instead.
  ///
  /// - Parameter columns: How many columns it is scaled to; its height follows.
  static func text(png: [UInt8], columns: Int) -> String {
    let keys = [
      "inline=1", "size=\(png.count)", "width=\(columns)", "height=auto", "preserveAspectRatio=1",
    ]
    let letters = Data(png).base64EncodedString()
    return "\u{1B}]1337;File=\(keys.joined(separator: ";")):\(letters)\u{07}"
  }
}
