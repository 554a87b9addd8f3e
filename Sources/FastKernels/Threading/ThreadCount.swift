#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How many threads can run at once here.
enum ThreadCount {
  static let ofThisMachine = ProcessInfo.processInfo.activeProcessorCount
}
