import Foundation
import Pictures
import Testing

/// Pictures that somebody has looked at and found good: the files in `Tests/PicturesTests/Pictures`.
///
///     ReferencePictures.expect(plot.picture, "line-plot")
///
/// With `LOUPE_RECORD_PICTURES=1` in the environment the drawn pictures replace the files. Look at each
/// one before it is committed.
enum ReferencePictures {
  /// Where the files are.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Pictures")

  /// Where pictures are put that are not as their file is.
  static let drawnFolder = FileManager.default.temporaryDirectory
    .appending(path: "LoupeDrawnPictures")

  static var isRecording: Bool {
    ProcessInfo.processInfo.environment["LOUPE_RECORD_PICTURES"] == "1"
  }

  /// Fails where a picture is more than one grey level away from its file anywhere.
  static func expect(
    _ picture: Picture, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    do {
      if isRecording {
        try record(picture, name, in: folder)
      } else if let problem = try problem(of: picture, name, in: folder, drawn: drawnFolder) {
        Issue.record(Comment(rawValue: problem), sourceLocation: sourceLocation)
      }
    } catch {
      Issue.record(error, sourceLocation: sourceLocation)
    }
  }

  static func record(_ picture: Picture, _ name: String, in folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try picture.write(to: folder.appending(path: "\(name).png").path)
  }

  /// What is wrong with a picture, in words that say where to look at it, or nil if nothing is.
  static func problem(
    of picture: Picture, _ name: String, in folder: URL, drawn: URL
  ) throws -> String? {
    let file = folder.appending(path: "\(name).png").path
    var problem = "there is no \(file)"
    if FileManager.default.fileExists(atPath: file) {
      let difference = picture.difference(from: try Picture(contentsOf: file), within: 1)
      guard let difference else { return nil }
      problem = "\(name) is not as in \(file): \(difference)"
    }
    try record(picture, name, in: drawn)
    return problem + ". What was drawn is in \(drawn.appending(path: "\(name).png").path)."
  }
}
