/// Reads the JSON object that is a safetensors file's header.
///
/// A general reader of JSON keeps one of two equal names without a word, and knows no bytes to
/// point at; the format forbids the first, and a learner needs the second. So this reads the few
/// forms that a header has, and refuses all others. A key that the format doesn't have is refused
/// too: what it means for the numbers can't be known.
struct SafetensorsHeaderReader {
  /// What the header says about one tensor, unchecked.
  struct Description {
    let name: String
    let typeName: String
    let shape: [Int]
    /// Where its bytes begin and end, counted from the header's end.
    let first, end: Int
    /// Where the header says so.
    let offsetsPlace: Int
  }

  private(set) var descriptions: [Description] = []
  private(set) var metadata: [String: String] = [:]
  private var scanner: HeaderScanner

  init(_ scanner: HeaderScanner) { self.scanner = scanner }

  mutating func readAll() throws(TensorFileError) {
    var names: Set<String> = []
    try readObject("the header") { (self, name, place) throws(TensorFileError) in
      guard names.insert(name).inserted else {
        throw self.scanner.damage(
          "the name \(ShownText.quoted(name)) stands there twice", at: place)
      }
      if name == "__metadata__" {
        try self.readMetadata()
      } else {
        self.descriptions.append(try self.readDescription(of: name))
      }
    }
    try scanner.expectEnd()
  }

  private mutating func readMetadata() throws(TensorFileError) {
    try readObject("__metadata__") { (self, key, place) throws(TensorFileError) in
      self.scanner.skipBlanks()
      let value = try self.scanner.jsonText("the value of \(ShownText.quoted(key))")
      guard self.metadata.updateValue(value, forKey: key) == nil else {
        throw self.scanner.damage("the key \(ShownText.quoted(key)) stands there twice", at: place)
      }
    }
  }

  private mutating func readDescription(of name: String) throws(TensorFileError) -> Description {
    let owner = "tensor \(ShownText.quoted(name))"
    let start = scanner.place
    var type: String?
    var shape: [Int]?
    var offsets: [Int]?
    var offsetsPlace = start
    try readObject(owner) { (self, key, place) throws(TensorFileError) in
      let isKnown: Bool
      switch key {
      case "dtype":
        isKnown = type != nil
        type = try self.scanner.jsonText("the dtype of \(owner)")
      case "shape":
        isKnown = shape != nil
        shape = try self.readNumbers("a size of \(owner)")
      case "data_offsets":
        isKnown = offsets != nil
        offsetsPlace = place
        offsets = try self.readNumbers("an offset of \(owner)")
      default:
        throw self.scanner.damage(
          "the key \(ShownText.quoted(key)) of \(owner) is none of 'dtype', 'shape' and "
            + "'data_offsets'", at: place)
      }
      if isKnown {
        throw self.scanner.damage("the key '\(key)' of \(owner) stands there twice", at: place)
      }
    }
    guard let type else { throw scanner.damage("\(owner) has no key 'dtype'", at: start) }
    guard let shape else { throw scanner.damage("\(owner) has no key 'shape'", at: start) }
    guard let offsets else { throw scanner.damage("\(owner) has no key 'data_offsets'", at: start) }
    guard offsets.count == 2 else {
      throw scanner.damage(
        "the data_offsets of \(owner) should be two numbers, not \(offsets.count)",
        at: offsetsPlace)
    }
    return Description(
      name: name, typeName: type, shape: shape, first: offsets[0], end: offsets[1],
      offsetsPlace: scanner.start + offsetsPlace)
  }

  /// Reads an object; `readValue` gets each key and its place, and reads what follows the colon.
  private mutating func readObject(
    _ what: String,
    _ readValue: (inout Self, String, Int) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    try scanner.expect("{", "at the start of \(what)")
    if scanner.take("}") { return }
    repeat {
      scanner.skipBlanks()
      let place = scanner.place
      let key = try scanner.jsonText("a key of \(what)")
      try scanner.expect(":", "after the key \(ShownText.quoted(key))")
      try readValue(&self, key, place)
    } while scanner.take(",")
    try scanner.expect("}", "at the end of \(what)")
  }

  private mutating func readNumbers(_ what: String) throws(TensorFileError) -> [Int] {
    try scanner.expect("[", "before \(what)")
    var numbers: [Int] = []
    if scanner.take("]") { return numbers }
    repeat {
      numbers.append(try scanner.wholeNumber(what))
    } while scanner.take(",")
    try scanner.expect("]", "after \(what)")
    return numbers
  }
}
