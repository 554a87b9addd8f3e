extension AuthorCheck {
  /// A cell that readers see, and of which they see nothing: it prints nothing, shows no picture and
  /// checks nothing. One that only declares things, as `CellStatements` says, is there for others.
  func silentCellFaults() -> [AuthorFault] {
    results.compactMap { result in
      let cell = result.cell
      guard !cell.options.isHidden, case .completed = result.ending, result.isSilent else {
        return nil
      }
      let statements = CellStatements(cell.code)
      if statements.isEmpty {
        return fault(cell.lines.lowerBound, "cell \(cell.number) is empty; take it out")
      }
      guard !statements.areDeclarations else { return nil }
      return fault(
        cell.lines.lowerBound,
        "cell \(cell.number) prints and shows nothing; print or show what it makes, or mark it "
          + "'hidden'")
    }
  }
}

extension CellResult {
  fileprivate var isSilent: Bool {
    events.allSatisfy { event in
      switch event {
      case .output(let text), .errorOutput(let text): text.allSatisfy(\.isWhitespace)
      case .value: true
      case .picture, .check: false
      }
    }
  }
}
