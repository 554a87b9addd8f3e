import Foundation

/// The scripts that measure other frameworks, which lie in the package's examples.
public enum PeerScript {
  /// Where the script for PyTorch is, from the package's folder.
  public static let pyTorch = "Examples/peers/speed/pytorch.py"

  /// The path of a script in the nearest folder that has it: one of `starts` or one around it.
  ///
  /// - Parameters:
  ///   - path: where it is, from the package's folder.
  ///   - starts: files or folders from which to look upwards.
  /// - Returns: nil if there is none.
  public static func find(_ path: String, from starts: [String]) -> String? {
    for start in starts {
      var folder = URL(fileURLWithPath: start).standardizedFileURL.resolvingSymlinksInPath()
      while true {
        let script = folder.appendingPathComponent(path).path
        if FileManager.default.fileExists(atPath: script) { return script }
        if folder.path == "/" { break }
        folder.deleteLastPathComponent()
      }
    }
    return nil
  }
}
