#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// What is wrong with running here at all; nil if nothing is. To be asked before anything else.
///
/// On Linux the Swift libraries look into /proc before they start a thread, and end the process without a
/// word where they can't; the compiler doesn't find its own libraries without it.
public func processFolderComplaint() -> String? {
  #if os(Linux)
    guard access("/proc/self/stat", R_OK) != 0 else { return nil }
    return "the folder /proc can't be read, and without it no Swift program runs. "
      + "Mount it, as in: mount -t proc proc /proc; or ask whoever has set up this container"
  #else
    return nil
  #endif
}
