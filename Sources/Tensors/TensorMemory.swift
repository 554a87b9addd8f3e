#if !hasFeature(Embedded)
  import Synchronization
#endif

/// Where tensors get their memory, and the kernels theirs for intermediate results.
///
/// Memory that is new from the system is slow: the system clears each page of it at the first touch,
/// which for a large result takes longer than to compute it. So a block that is given back is kept, and
/// the next one of its size is that block. A training loop asks the system for no memory after its
/// first step.
@usableFromInline
package enum TensorMemory {
  /// For tests: whether new blocks are filled with bytes that make NaNs, so that a number which a
  /// kernel forgot to write shows.
  #if LOUPE_FRESH_MEMORY
    package static var isPoisoned: Bool {
      get { true }
      set {}
    }
  #else
    package nonisolated(unsafe) static var isPoisoned = false
  #endif

  /// Blocks start on a cache line, which is also the widest vector's size.
  static var alignment: Int { 64 }

  /// A block whose contents are whatever was there before.
  @usableFromInline
  package static func take(byteCount: Int) -> UnsafeMutableRawPointer {
    let block = takeKept(byteCount) ?? fresh(byteCount)
    if isPoisoned { block.initializeMemory(as: UInt8.self, repeating: 0xFF, count: byteCount) }
    return block
  }

  private static func fresh(_ byteCount: Int) -> UnsafeMutableRawPointer {
    #if LOUPE_FRESH_MEMORY
      // Not a byte more than was asked for, so that a sanitizer sees who takes one.
      .allocate(byteCount: max(byteCount, 1), alignment: alignment)
    #else
      .allocate(byteCount: roomyByteCount(byteCount), alignment: alignment)
    #endif
  }

  /// - Parameter byteCount: as many as were taken.
  @usableFromInline
  package static func giveBack(_ block: UnsafeMutableRawPointer, byteCount: Int) {
    if !keep(block, byteCount) { block.deallocate() }
  }

  /// The size of the block for so many bytes: one of four steps between powers of two, so that tensors
  /// of about one size take each other's blocks.
  static func roomyByteCount(_ byteCount: Int) -> Int {
    guard byteCount >= smallestKept else { return max(byteCount, 1) }
    let step = 1 << (Int.bitWidth - 3 - (byteCount - 1).leadingZeroBitCount)
    return (byteCount + step - 1) / step * step
  }

  /// Below this, the system's own allocator is as quick.
  static var smallestKept: Int { 1 << 14 }
}

#if hasFeature(Embedded) || LOUPE_FRESH_MEMORY
  // One program at a time, or a check that wants to see every block come and go.
  extension TensorMemory {
    private static func takeKept(_ byteCount: Int) -> UnsafeMutableRawPointer? { nil }
    private static func keep(_ block: UnsafeMutableRawPointer, _ byteCount: Int) -> Bool { false }
    package static func peak(during body: () -> Void) -> Int {
      body()
      return 0
    }
  }
#else
  extension TensorMemory {
    /// How much memory there is, in bytes.
    package struct Account: Sendable {
      /// What tensors and kernels hold.
      package var used = 0
      /// The most that they held at once.
      package var mostUsed = 0
      /// What was given back and is kept.
      package var kept = 0
      /// How many blocks were new from the system.
      package var newBlocks = 0
    }

    private struct Shelf: ~Copyable {
      var account = Account()
      /// The blocks that are kept, by their size.
      var blocks: [Int: [UInt]] = [:]

      /// Gives blocks back to the system, the largest first, until what is used and what is kept are
      /// together no more than twice the most that was ever in use at once.
      ///
      /// Twice, because the blocks of one step of a loop have many sizes, and are not in use all at once.
      mutating func makeRoom() {
        while account.used + account.kept > 2 * account.mostUsed,
          let size = blocks.lazy.filter({ !$0.value.isEmpty }).map(\.key).max(),
          let block = blocks[size]?.popLast()
        {
          account.kept -= size
          UnsafeMutableRawPointer(bitPattern: block)?.deallocate()
        }
      }
    }

    private static let shelf = Mutex(Shelf())

    /// What there is now of blocks from `smallestKept` on.
    package static var account: Account { shelf.withLock { $0.account } }

    /// The most bytes that were held at once during `body`, beyond those that were held before. What
    /// other threads hold meanwhile counts too.
    package static func peak(during body: () -> Void) -> Int {
      let before = shelf.withLock { shelf in
        let before = shelf.account
        shelf.account.mostUsed = before.used
        return before
      }
      body()
      return shelf.withLock { shelf in
        let peak = shelf.account.mostUsed - before.used
        shelf.account.mostUsed = max(shelf.account.mostUsed, before.mostUsed)
        return peak
      }
    }

    private static func takeKept(_ byteCount: Int) -> UnsafeMutableRawPointer? {
      guard byteCount >= smallestKept else { return nil }
      let size = roomyByteCount(byteCount)
      return shelf.withLock { shelf in
        shelf.account.used += size
        shelf.account.mostUsed = max(shelf.account.mostUsed, shelf.account.used)
        guard let block = shelf.blocks[size]?.popLast() else {
          shelf.account.newBlocks += 1
          shelf.makeRoom()
          return nil
        }
        shelf.account.kept -= size
        return UnsafeMutableRawPointer(bitPattern: block)
      }
    }

    /// Keeps a block: what was in use and then is kept is no more memory than before.
    private static func keep(_ block: UnsafeMutableRawPointer, _ byteCount: Int) -> Bool {
      guard byteCount >= smallestKept else { return false }
      let size = roomyByteCount(byteCount)
      shelf.withLock { shelf in
        shelf.account.used -= size
        shelf.account.kept += size
        shelf.blocks[size, default: []].append(UInt(bitPattern: block))
      }
      return true
    }
  }
#endif
