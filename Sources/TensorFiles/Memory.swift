#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The machine's memory, asked before it is needed.
enum Memory {
  /// Whether the system would give a block of this size. A tensor that gets none stops the program.
  static func hasRoom(byteCount: Int) -> Bool {
    guard byteCount > 1 << 24 else { return true }
    let block = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
    guard block != MAP_FAILED else { return false }
    munmap(block, byteCount)
    return true
  }
}
