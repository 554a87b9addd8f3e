#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// The reading end of a pipe that never blocks. Only one at a time may read.
package final class PipeEnd: @unchecked Sendable {
  let descriptor: Int32
  /// Whether all has been read, and nobody can write any more.
  package private(set) var isAtEnd = false

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The descriptor, or −1, which `poll` ignores, once all has been read.
  var openDescriptor: Int32 { isAtEnd ? -1 : descriptor }

  /// Hands over what is in the pipe now, up to about `limit` bytes.
  package func read(atMost limit: Int, _ body: (ArraySlice<UInt8>) -> Void) {
    var left = limit
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !isAtEnd, left > 0 {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
      #else
        let count = Darwin.read(descriptor, &buffer, buffer.count)
      #endif
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN { return }
      guard count > 0 else {
        isAtEnd = true
        return
      }
      left -= count
      body(buffer[..<count])
    }
  }
}
