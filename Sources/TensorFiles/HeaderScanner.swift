/// A header's bytes, read from the front: what NPY's Python and safetensors' JSON have in common.
///
/// Whatever isn't as it should be is thrown as damage at its byte of the file.
struct HeaderScanner {
  let bytes: [UInt8]
  /// The byte of the file at which the header starts.
  let start: Int
  let format: TensorFileError.Format
  let path: String
  /// How many bytes have been read.
  private(set) var place = 0

  init(_ bytes: [UInt8], start: Int, format: TensorFileError.Format, path: String) {
    self.bytes = bytes
    self.start = start
    self.format = format
    self.path = path
  }

  /// The damage that is found at a place of the header, by default at the next byte.
  func damage(_ reason: String, at place: Int? = nil) -> TensorFileError {
    TensorFileError(
      path: path, problem: .damaged(format, reason, byte: start + (place ?? self.place)))
  }

  var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  /// What comes next, in words.
  var nextInWords: String {
    switch next {
    case nil: "the header ends"
    case UInt8(ascii: "'"): "there is \"'\""
    case let byte? where 0x20..<0x7F ~= byte: "there is '\(Unicode.Scalar(byte))'"
    case let byte?: "there is the byte 0x" + String(byte, radix: 16)
    }
  }

  /// Reads spaces, tabs and the ends of lines.
  mutating func skipBlanks() {
    while next == 0x20 || next == 0x09 || next == 0x0A || next == 0x0D { place += 1 }
  }

  /// Reads blanks and then `mark`, if it is what comes next.
  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == UInt8(ascii: mark) else { return false }
    place += 1
    return true
  }

  /// Reads blanks and then `mark`; `where` says after what or before what it should stand.
  mutating func expect(_ mark: Unicode.Scalar, _ where: String) throws(TensorFileError) {
    guard take(mark) else {
      throw damage("'\(mark)' should stand \(`where`), and \(nextInWords)")
    }
  }

  /// Reads blanks and then the header's end.
  mutating func expectEnd() throws(TensorFileError) {
    skipBlanks()
    guard next == nil else {
      throw damage("the header should end after its last bracket, and \(nextInWords)")
    }
  }

  /// Reads a word or a number: letters, digits, signs and points.
  mutating func word() -> String {
    skipBlanks()
    let first = place
    while let next, isOfWord(next) { place += 1 }
    return String(decoding: bytes[first..<place], as: UTF8.self)
  }

  private func isOfWord(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "+", "-", ".", "_": true
    default: false
    }
  }

  /// Reads a whole number that isn't negative.
  ///
  /// - Parameter suffix: a letter that may follow the digits, as Python 2's `L`.
  mutating func wholeNumber(_ what: String, suffix: String = "") throws(TensorFileError) -> Int {
    skipBlanks()
    let first = place
    var word = self.word()
    guard !word.isEmpty else { throw damage("\(what) should be a number, and \(nextInWords)") }
    let whole = word
    if !suffix.isEmpty, word.hasSuffix(suffix) { word.removeLast(suffix.count) }
    let isPlain =
      !word.isEmpty && word.utf8.allSatisfy { 0x30...0x39 ~= $0 }
      && (word == "0" || word.utf8.first != 0x30)
    guard isPlain, let number = Int(word) else {
      throw damage(
        "\(what) is \(ShownText.quoted(whole)), and should be a whole number from 0 to \(Int.max)",
        at: first)
    }
    return number
  }

  /// Reads the bytes up to `mark`, which is read too; nil if it doesn't come.
  mutating func bytes(upTo mark: UInt8) -> ArraySlice<UInt8>? {
    guard let end = bytes[place...].firstIndex(of: mark) else { return nil }
    defer { place = end + 1 }
    return bytes[place..<end]
  }

  /// Reads one byte.
  mutating func takeByte() -> UInt8? {
    guard let next else { return nil }
    place += 1
    return next
  }
}
