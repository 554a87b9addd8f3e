import Foundation
import Testing

/// Files that tests need and that are not part of the package: the folder that the environment
/// variable LOUPE_DATA names, or else `shared/data` beside the checkout.
enum SharedData {
  static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["LOUPE_DATA"].map {
      URL(fileURLWithPath: $0)
    }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let beside = package.deletingLastPathComponent().appending(path: "shared/data")
    return [named, beside].compactMap { $0 }.first {
      FileManager.default.fileExists(atPath: $0.path)
    }
  }()

  /// A folder of the shared data. Where it is missing, says so loudly and gives nil; on a build
  /// server (CI is set) that is a failure, so that no check goes missing unnoticed.
  static func require(_ name: String) -> URL? {
    let url = folder?.appending(path: name)
    if let url, FileManager.default.fileExists(atPath: url.path) { return url }
    let message = "\(name) is not there: set LOUPE_DATA to the folder that has it"
    if ProcessInfo.processInfo.environment["CI"] != nil {
      Issue.record("\(message)")
    } else {
      print("*** SKIPPED: \(message) ***")
    }
    return nil
  }
}

/// Calls `body` with the path of a new empty folder, which is gone afterwards.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "PicturesTests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}
