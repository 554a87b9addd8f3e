#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// The streams that every process is given, for good or ill.
enum StandardStreams {
  /// Opens the null device for those that were closed. Otherwise the next file or socket would take its
  /// number, and what is printed would go there.
  static func complete() {
    while true {
      let descriptor = open("/dev/null", O_RDWR)
      if descriptor > 2 { close(descriptor) }
      guard (0...2).contains(descriptor) else { return }
    }
  }

  /// Writes what is still to be written to standard output, and says so where that didn't work: a full
  /// disk must not look like a result.
  ///
  /// - Throws: `ExitCode`, that of a file that can't be used.
  static func finish() throws {
    let isWritten = fflush(stdout) == 0 && ferror(stdout) == 0
    guard !isWritten else { return }
    throw ExitStatus.malformed.saying(
      "standard output could not be written: \(String(cString: strerror(errno)))")
  }
}
