// Text in JSON, read and written. Source: RFC 8259, section 7,
// https://www.rfc-editor.org/rfc/rfc8259#section-7

extension HeaderScanner {
  /// Reads blanks and then text in double quotes, with its escapes resolved.
  mutating func jsonText(_ what: String) throws(TensorFileError) -> String {
    skipBlanks()
    let start = place
    guard take("\"") else {
      throw damage("\(what) should be text in double quotes, and \(nextInWords)")
    }
    var text: [UInt8] = []
    while let byte = takeByte() {
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: text, as: UTF8.self) else {
          throw damage("\(what) is not UTF-8 text", at: start)
        }
        return text
      case UInt8(ascii: "\\"):
        text += String(try jsonEscape(what)).utf8
      case ..<0x20:
        throw damage("\(what) has a control character that isn't escaped", at: place - 1)
      default:
        text.append(byte)
      }
    }
    throw damage("the quotes around \(what) are not closed", at: start)
  }

  /// Reads what follows a backslash.
  private mutating func jsonEscape(_ what: String) throws(TensorFileError) -> Unicode.Scalar {
    let start = place - 1
    guard let byte = takeByte() else { throw damage("the header ends in \(what)") }
    switch Unicode.Scalar(byte) {
    case "\"": return "\""
    case "\\": return "\\"
    case "/": return "/"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      // What lies outside the first plane is written as two halves.
      if let first = fourHexDigits() {
        if let scalar = Unicode.Scalar(first) { return scalar }
        if 0xD800..<0xDC00 ~= first, takeByte() == UInt8(ascii: "\\"),
          takeByte() == UInt8(ascii: "u"), let second = fourHexDigits(),
          0xDC00..<0xE000 ~= second,
          let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        {
          return scalar
        }
      }
    default: break
    }
    throw damage("\(what) has an escape that means nothing", at: start)
  }

  private mutating func fourHexDigits() -> UInt32? {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = takeByte(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        return nil
      }
      number = number << 4 | UInt32(digit)
    }
    return number
  }
}

extension String {
  /// This text in double quotes; only what must be escaped is.
  var inJSON: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{8}": text += "\\b"
      case "\u{C}": text += "\\f"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case ..<" ":
        text += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
