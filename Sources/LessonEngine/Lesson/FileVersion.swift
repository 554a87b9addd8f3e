import Foundation

/// How a file was at some time, as well as the file system can tell: whoever saves it makes another version.
public struct FileVersion: Equatable, Sendable {
  private let date: Date?
  private let size: Int?
  /// An editor may save by putting another file in its place.
  private let number: Int?

  /// The version that lies at a path now. A file that isn't there has one, too.
  public init(of path: String) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    date = attributes?[.modificationDate] as? Date
    size = attributes?[.size] as? Int
    number = attributes?[.systemFileNumber] as? Int
  }

  /// Whether there was a file.
  public var exists: Bool { size != nil }
}
