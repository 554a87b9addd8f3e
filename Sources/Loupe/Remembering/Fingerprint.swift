/// A short text that stands for many bytes: other bytes have another one, as good as certainly.
///
/// FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/. It finds changes and damage, not forgeries.
package struct Fingerprint {
  private var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// That of no bytes.
  package init() {}

  /// That of a text.
  package init(_ text: String) { add(text) }

  /// Adds bytes to those that it stands for.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    value = bytes.reduce(value) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  /// Adds a text and its end, so that ["ab", "c"] isn't ["a", "bc"].
  package mutating func add(part text: String) {
    add(text)
    add(CollectionOfOne(0))
  }

  private mutating func add(_ text: String) { add(text.utf8) }

  /// The number, in hexadecimal digits.
  package var text: String { String(value, radix: 16) }
}
