import Foundation

/// A picture by the kitty graphics protocol, which Ghostty, WezTerm and Konsole speak too.
///
/// Source: *Terminal graphics protocol*, the documentation of kitty.
enum KittyImage {
  /// More letters than these a terminal needn't take at once.
  private static let chunkSize = 4096

  /// The escape sequences that show a PNG and leave the cursor in its last row.
  ///
  /// `a=T` transmits and shows, `f=100` is PNG, `m=1` says that more is to come, and `q=2` that the
  /// terminal shall not answer, for its answer would be taken for keys.
  ///
  /// - Parameter columns: How many columns it is scaled to; nil for as many pixels as it has.
  static func text(png: [UInt8], columns: Int?) -> String {
    let letters = Data(png).base64EncodedString()
    var text = ""
    var rest = letters.utf8[...]
    var keys = "a=T,f=100,q=2" + (columns.map { ",c=\($0)" } ?? "")
    repeat {
      let chunk = rest.prefix(chunkSize)
      rest = rest.dropFirst(chunkSize)
      text += "\u{1B}_G\(keys),m=\(rest.isEmpty ? 0 : 1);\(Substring(chunk))\u{1B}\\"
      keys = "q=2"
    } while !rest.isEmpty
    return text
  }
}
