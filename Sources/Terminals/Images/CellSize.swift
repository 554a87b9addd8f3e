#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How many pixels the place of one character has on a terminal.
struct CellSize: Sendable, Equatable {
  var width: Int
  var height: Int

  /// That of the VT340, the first terminal with sixels. Terminals that don't tell their own mostly
  /// behave as if they had this one.
  static let usual = CellSize(width: 10, height: 20)

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// The size on the terminal behind a file descriptor; nil if it doesn't tell.
  init?(ofDescriptor descriptor: Int32) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return nil
    }
    width = Int(size.ws_xpixel) / Int(size.ws_col)
    height = Int(size.ws_ypixel) / Int(size.ws_row)
    // A terminal that tells nonsense tells nothing.
    guard (2...200).contains(width), (2...400).contains(height) else { return nil }
  }
}
