extension AuthorCheck {
  /// A lesson has one heading of the first level, before all others: its title.
  func headingFaults() -> [AuthorFault] {
    let title = lesson.frontMatter.title
    var faults: [AuthorFault] = []
    let headings = lesson.proseBlocks.compactMap {
      block -> (line: Int, level: Int, text: String)? in
      guard case .heading(let level, let inlines) = block.kind else { return nil }
      return (block.lines.lowerBound, level, inlines.plainText)
    }
    guard let first = headings.first else {
      return [fault(1, "the lesson has no heading; begin it with '# \(title)'")]
    }
    if first.level != 1 || first.text != plain(title) {
      faults.append(
        fault(
          first.line,
          "the first heading, '\(first.text)', isn't the title; make it '# \(title)', or change "
            + "the title"))
    }
    for heading in headings.dropFirst() where heading.level == 1 {
      faults.append(
        fault(
          heading.line,
          "'\(heading.text)' is a second title; make it '## \(heading.text)'"))
    }
    return faults
  }

  /// The title as a heading of these words reads.
  private func plain(_ title: String) -> String {
    guard case .heading(_, let inlines)? = MarkdownDocument("# \(title)").blocks.first?.kind else {
      return title
    }
    return inlines.plainText
  }
}
