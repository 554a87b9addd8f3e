// What libFuzzer calls, for the format that LOUPE_FUZZ names. `Scripts/fuzz` builds and runs it.

import Foundation

private let format: FuzzedFormat = {
  let word = ProcessInfo.processInfo.environment["LOUPE_FUZZ"] ?? ""
  guard let format = FuzzedFormat(rawValue: word) else {
    fatalError("LOUPE_FUZZ is '\(word)'; it names png, npy, safetensors or idx")
  }
  return format
}()

/// Called once before all others. With LOUPE_FUZZ_SEEDS it only writes the seeds into that folder.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?
) -> Int32 {
  guard let folder = ProcessInfo.processInfo.environment["LOUPE_FUZZ_SEEDS"] else { return 0 }
  do {
    for (name, bytes) in format.seeds {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
  } catch {
    fatalError("the seeds can't be written: \(error)")
  }
  // At once: what Swift keeps until the end would be taken for leaks.
  _exit(0)
}

/// Called with every input that the fuzzer makes up.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  format.examine(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
