import Foundation

extension AuthorCheck {
  /// A link to a file that isn't there, or to a heading that its file doesn't have.
  func linkFaults() -> [AuthorFault] {
    var anchors: [String: HeadingAnchors] = [:]
    return lesson.references.compactMap { reference in
      guard reference.kind == .link, let path = reference.path(in: lesson) else { return nil }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        return fault(
          reference.line,
          "the link '\(reference.destination)' leads nowhere; correct the path, which begins at the "
            + "lesson's folder")
      }
      let file = isFolder.boolValue ? "\(path)/README.md" : path
      // Of other files, GitHub's anchors are lines.
      guard let fragment = reference.fragment, !fragment.isEmpty, file.hasSuffix(".md") else {
        return nil
      }
      let known = anchors[file] ?? HeadingAnchors(contentsOf: file)
      anchors[file] = known
      guard !known.contains(fragment) else { return nil }
      let nearest = Spelling.nearest(to: fragment, among: known.all)
      return fault(
        reference.line,
        "the link '\(reference.destination)' leads to no heading; "
          + (nearest.map { "did you mean '#\($0)'?" } ?? "see how its heading is called"))
    }
  }
}
