import Tensors

/// A kernel as a person types it: rows after each other with `;` between, numbers with blanks or commas.
///
///     try KernelText.weight("0 1 0; 1 -4 1; 0 1 0")
///     try KernelText.weight("1/9, 1/9, 1/9; 1/9, 1/9, 1/9; 1/9, 1/9, 1/9")
///
/// A line's end ends a row too, and a `;` at the end is allowed. `1/9` is rounded once, to the nearest
/// Float.
public enum KernelText {
  /// The numbers: `[KH, KW]`.
  ///
  /// - Parameter text: as a person typed it.
  /// - Throws: which row is wrong, and what about it.
  public static func weight(_ text: String) throws(KernelTextError) -> Tensor<Float> {
    var lines = text.split(omittingEmptySubsequences: false) { $0 == ";" || $0.isNewline }
    if lines.count > 1, isBlank(lines[lines.count - 1]) { lines.removeLast() }
    guard !lines.allSatisfy(isBlank) else { throw .empty }
    var rows: [[Float]] = []
    for (number, line) in lines.enumerated() {
      let row = try row(line, number: number + 1)
      guard row.count == rows.first?.count ?? row.count else {
        throw .ragged(row: number + 1, count: row.count, firstCount: rows[0].count)
      }
      rows.append(row)
    }
    return Tensor(rows)
  }

  private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }

  private static func row(_ line: Substring, number: Int) throws(KernelTextError) -> [Float] {
    let isList = line.contains(",")
    // Between commas there is one number; without them each word is one.
    let words =
      isList
      ? line.split(separator: ",", omittingEmptySubsequences: false)
      : line.split(whereSeparator: \.isWhitespace)
    var numbers: [Float] = []
    for word in words {
      // A list may mix both: "1, 2 3".
      let parts = word.split(whereSeparator: \.isWhitespace)
      if parts.isEmpty { throw .gap(row: number) }
      for part in parts { numbers.append(try self.number(part, row: number)) }
    }
    if numbers.isEmpty { throw .gap(row: number) }
    return numbers
  }

  private static func number(_ word: Substring, row: Int) throws(KernelTextError) -> Float {
    // The minus sign of books is as good as the one of keyboards.
    let parts = word.replacing("−", with: "-").split(
      separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy(isDecimal), let over = Double(parts[0]) else {
      throw .notNumber(String(word), row: row)
    }
    let under = parts.count == 2 ? Double(parts[1]) ?? 0 : 1
    guard under != 0 else { throw .dividedByZero(String(word), row: row) }
    let value = Float(over / under)
    guard value.isFinite else { throw .tooLarge(String(word), row: row) }
    return value
  }

  /// Whether it is written in digits: Swift would also read "nan" and "0x1p3".
  private static func isDecimal(_ text: Substring) -> Bool {
    text.contains { $0.isASCII && $0.isWholeNumber }
      && text.allSatisfy { "0123456789+-.eE".contains($0) } && Double(text) != nil
  }
}

/// What is wrong with the text of a kernel, and in which row, counted from 1.
public enum KernelTextError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no number.
  case empty
  /// A row, or a place between commas, has no number.
  case gap(row: Int)
  /// A word is no number.
  case notNumber(String, row: Int)
  /// A fraction has 0 below its line.
  case dividedByZero(String, row: Int)
  /// A number is larger than a Float can be.
  case tooLarge(String, row: Int)
  /// A row is longer or shorter than the first.
  case ragged(row: Int, count: Int, firstCount: Int)

  /// One sentence, without a full stop, for the person who typed it.
  public var description: String {
    switch self {
    case .empty: "it has no numbers; write rows of numbers, such as '0 1 0; 1 -4 1; 0 1 0'"
    case .gap(let row): "in row \(row) a number is missing"
    case .notNumber(let word, let row):
      "in row \(row), '\(word)' is no number; write 2, -0.5 or 1/9, and ';' between rows"
    case .dividedByZero(let word, let row): "in row \(row), '\(word)' divides by zero"
    case .tooLarge(let word, let row): "in row \(row), '\(word)' is too large"
    case .ragged(let row, let count, let firstCount):
      "row \(row) has \(numbers(count)), and row 1 has \(numbers(firstCount)); all rows are equally "
        + "long"
    }
  }

  private func numbers(_ count: Int) -> String { count == 1 ? "1 number" : "\(count) numbers" }
}
