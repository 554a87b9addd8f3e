extension AuthorCheck {
  /// A cell that readers don't see, with an output that they do.
  func hiddenRecordFaults() -> [AuthorFault] {
    lesson.cells.compactMap { cell in
      guard cell.options.isHidden, let record = cell.record else { return nil }
      return fault(
        record.lines.lowerBound,
        "cell \(cell.number) is hidden, and its output is recorded; take the output out, or let "
          + "the cell be seen")
    }
  }

  /// An output that says what a failing run printed. (A cell that is meant to fail is right when it
  /// does.)
  func failingRecordFaults() -> [AuthorFault] {
    results.compactMap { result in
      guard !result.isRight, let record = result.cell.record,
        OutputComparison(result.cell.options).agree(record.text ?? "", result.output)
      else { return nil }
      return fault(
        record.lines.lowerBound,
        "cell \(result.cell.number) fails, and what is recorded is that run; mend the cell and "
          + "record it again")
    }
  }
}
