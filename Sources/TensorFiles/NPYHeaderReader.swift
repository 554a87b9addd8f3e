/// Reads the Python dictionary that is an NPY file's header.
///
/// Its keys may stand in any order, in single or double quotes, with blanks and commas as Python
/// allows them. Nothing else of Python is read, and nothing is ever run.
struct NPYHeaderReader {
  private var scanner: HeaderScanner
  private var type: (type: ElementType, isBigEndian: Bool)?
  private var isFortranOrder: Bool?
  private var shape: [Int]?

  init(_ scanner: HeaderScanner) { self.scanner = scanner }

  /// What the dictionary says, for numbers that start at this byte of the file.
  mutating func numbers(start: Int) throws(TensorFileError) -> StoredNumbers {
    try scanner.expect("{", "at the start of the header")
    while !scanner.take("}") {
      try readPair()
      if scanner.take(",") { continue }
      try scanner.expect("}", "at the end of the dictionary")
      break
    }
    try scanner.expectEnd()
    guard let type else { throw missing("descr") }
    guard let isFortranOrder else { throw missing("fortran_order") }
    guard let shape else { throw missing("shape") }
    return StoredNumbers(
      type: type.type, shape: shape, start: start, isBigEndian: type.isBigEndian,
      isFortranOrder: isFortranOrder)
  }

  private func missing(_ key: String) -> TensorFileError {
    scanner.damage("the header has no key '\(key)'", at: 0)
  }

  private mutating func readPair() throws(TensorFileError) {
    scanner.skipBlanks()
    let place = scanner.place
    let key = try text("a key")
    try scanner.expect(":", "after the key \(ShownText.quoted(key))")
    let isKnown: Bool
    switch key {
    case "descr":
      isKnown = type != nil
      type = try readType()
    case "fortran_order":
      isKnown = isFortranOrder != nil
      isFortranOrder = try readFlag()
    case "shape":
      isKnown = shape != nil
      shape = try readShape()
    default:
      throw scanner.damage(
        "the key \(ShownText.quoted(key)) is none of 'descr', 'fortran_order' and 'shape'",
        at: place)
    }
    if isKnown { throw scanner.damage("the key '\(key)' stands there twice", at: place) }
  }

  private mutating func readType() throws(TensorFileError) -> (ElementType, isBigEndian: Bool) {
    scanner.skipBlanks()
    guard scanner.next != UInt8(ascii: "[") else { throw unreadable("a record of several") }
    let name = try text("the type of the numbers")
    let order = name.first.flatMap { "<>|=".contains($0) ? $0 : nil }
    guard let type = ElementType(npyKind: name.dropFirst(order == nil ? 0 : 1)) else {
      throw unreadable(name)
    }
    return (type, order == ">")
  }

  private func unreadable(_ name: String) -> TensorFileError {
    TensorFileError(path: scanner.path, problem: .unreadableType(name, tensor: nil))
  }

  private mutating func readFlag() throws(TensorFileError) -> Bool {
    scanner.skipBlanks()
    let place = scanner.place
    switch scanner.word() {
    case "True": return true
    case "False": return false
    default: throw scanner.damage("'fortran_order' should be True or False", at: place)
    }
  }

  /// Reads a tuple: `()`, `(3,)`, `(3, 4)`, `(3, 4,)`.
  private mutating func readShape() throws(TensorFileError) -> [Int] {
    try scanner.expect("(", "at the start of the shape")
    let place = scanner.place - 1
    var sizes: [Int] = []
    var endsWithComma = true
    while !scanner.take(")") {
      guard endsWithComma else {
        throw scanner.damage("',' or ')' should stand in the shape, and \(scanner.nextInWords)")
      }
      sizes.append(try scanner.wholeNumber("a size of the shape", suffix: "L"))
      endsWithComma = scanner.take(",")
    }
    guard sizes.count != 1 || endsWithComma else {
      throw scanner.damage(
        "the shape should be a tuple: (\(sizes[0]),) with a comma, not (\(sizes[0]))", at: place)
    }
    guard sizes.count <= 6 else {
      throw TensorFileError(
        path: scanner.path, problem: .tooManyAxes(sizes.count, tensor: nil))
    }
    return sizes
  }

  private mutating func text(_ what: String) throws(TensorFileError) -> String {
    scanner.skipBlanks()
    let place = scanner.place
    guard let quote = scanner.next, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      throw scanner.damage("\(what) should stand in quotes, and \(scanner.nextInWords)")
    }
    _ = scanner.takeByte()
    guard let bytes = scanner.bytes(upTo: quote) else {
      throw scanner.damage("the quotes around \(what) are not closed", at: place)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw scanner.damage("\(what) is not UTF-8 text", at: place + 1)
    }
    return text
  }
}
