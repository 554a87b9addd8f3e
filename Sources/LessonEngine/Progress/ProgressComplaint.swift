/// What is the matter with the file that progress is kept in, for whoever wonders where theirs is.
public struct ProgressComplaint: Sendable, Equatable {
  /// What it is: "isn't known, for … is damaged".
  public let found: String
  /// What to do.
  public let remedy: String
}

extension ProgressFile {
  /// What to say of the file; nil if nothing is the matter with it.
  public var complaint: ProgressComplaint? {
    let file = shownPath(path)
    let aside = "mv \(file.quotedForShell) \((file + ".old").quotedForShell)"
    return switch trouble {
    case nil: nil
    case .damaged:
      ProgressComplaint(
        found:
          "isn't known, for \(file) is damaged. The next lesson that you step through begins it anew",
        remedy: "Keep what is in it, if you can mend it: \(aside)")
    case .newer:
      ProgressComplaint(
        found: "isn't known and isn't kept, for a newer Loupe has written \(file)",
        remedy: "Use the newer one, or begin anew with this one: \(aside)")
    }
  }
}
