/// The bytes that hexadecimal digits stand for, two a byte. `20*58` is 58 times the byte 20.
func hex(_ text: String) -> [UInt8] {
  text.split(whereSeparator: \.isWhitespace).flatMap { word -> [UInt8] in
    let parts = word.split(separator: "*")
    let digits = Array(parts[0].utf8)
    precondition(digits.count.isMultiple(of: 2), "half a byte in \(word)")
    let bytes = stride(from: 0, to: digits.count, by: 2).map {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)!
    }
    return parts.count == 1 ? bytes : Array(repeating: bytes[0], count: Int(parts[1])!)
  }
}
