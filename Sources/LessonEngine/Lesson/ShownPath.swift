import Foundation

/// A path as a person would type it: relative to the current folder where the file lies below it.
public func shownPath(_ path: String) -> String {
  let folder = FileManager.default.currentDirectoryPath
  let prefix = folder.hasSuffix("/") ? folder : folder + "/"
  return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
}
