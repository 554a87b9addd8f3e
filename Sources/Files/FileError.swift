#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What can be the matter with a file of any format.
///
/// An enumeration with cases of these names has all that it takes.
package protocol FileProblem {
  /// There is no such file.
  static var missing: Self { get }
  /// It is a folder.
  static var folder: Self { get }
  /// The system did not let us read it; the text is the system's.
  static func unreadable(_ reason: String) -> Self
  /// It could not be written; the text says why, the system's words or ours.
  static func unwritable(_ reason: String) -> Self
}

/// An error about a file of one format: which file, and what is the matter with it.
///
/// What reads and writes files here throws the error of whoever calls it, so nothing has to be
/// turned from one error into another on the way.
package protocol FileError: Error {
  associatedtype Problem: FileProblem

  /// An error about the file at `path`.
  init(path: String, problem: Problem)
}

extension FileError {
  /// The file could not be opened or read, for the reason that the system gave this number.
  static func unreadable(_ path: String, _ number: Int32) -> Self {
    Self(path: path, problem: .unreadable(FileSystem.reason(number)))
  }

  /// The file could not be made or written, for the reason that the system gave this number.
  package static func unwritable(_ path: String, _ number: Int32) -> Self {
    let reason = number == ENOENT ? "its folder does not exist" : FileSystem.reason(number)
    return Self(path: path, problem: .unwritable(reason))
  }
}

/// What is said of a file of any format, for the person who named it.
package enum FileWords {
  package static func missing(_ path: String) -> String {
    "There is no file '\(path)'. Check its spelling, and the folder that you are in."
  }

  package static func folder(_ path: String) -> String {
    "'\(path)' is a folder. Name the file in it."
  }

  package static func unreadable(_ path: String, _ reason: String) -> String {
    "'\(path)' can't be read: \(reason). Check who may read it, or use a copy."
  }

  /// How every sentence about a file that can't be written begins.
  package static func unwritable(_ path: String, _ reason: String) -> String {
    "'\(path)' can't be written: \(reason). What was there before is as it was"
  }
}
