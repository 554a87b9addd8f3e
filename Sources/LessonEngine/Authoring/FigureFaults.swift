import Foundation

extension AuthorCheck {
  /// A picture that the lesson shows and that isn't there.
  func missingPictureFaults() -> [AuthorFault] {
    lesson.references.compactMap { reference in
      guard reference.kind == .picture, let path = reference.path(in: lesson),
        !FileManager.default.fileExists(atPath: path)
      else { return nil }
      return fault(
        reference.line,
        "the picture '\(reference.destination)' isn't there; if a cell makes it, record the lesson, "
          + "else correct the path")
    }
  }

  /// A file in `figures` that the lesson doesn't point at.
  func unusedFigureFaults() -> [AuthorFault] {
    let folder = "\(lesson.folder)/figures"
    let used = Set(lesson.references.compactMap { $0.path(in: lesson) })
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().filter { !$0.hasPrefix(".") && !used.contains("\(folder)/\($0)") }.map {
      fault(1, "the lesson doesn't show 'figures/\($0)'; show it, or remove the file")
    }
  }
}
