import Foundation
import Testing

/// Files that tests need and that are not part of the package: the folder that the environment
/// variable LOUPE_DATA names, or else `shared/data` beside the checkout.
public enum SharedData {
  /// A folder of the shared data, or nil where it isn't.
  public static func folder(_ name: String) -> String? {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let beside = package.deletingLastPathComponent().appending(path: "shared/data")
    let named = ProcessInfo.processInfo.environment["LOUPE_DATA"].map { URL(fileURLWithPath: $0) }
    return [named, beside].compactMap { $0?.appending(path: name).path }.first {
      FileManager.default.fileExists(atPath: $0)
    }
  }
}

extension Trait where Self == ConditionTrait {
  /// The test is skipped, and said to be, where a folder of the shared data is missing.
  public static func needsSharedData(_ name: String) -> Self {
    .enabled(
      if: SharedData.folder(name) != nil,
      "\(name) is not there: set LOUPE_DATA to the folder that has it")
  }
}
