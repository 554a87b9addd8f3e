/// The SHA-256 digest of `bytes` in hexadecimal digits.
///
/// Source: FIPS 180-4, *Secure Hash Standard*, §6.2, https://doi.org/10.6028/NIST.FIPS.180-4.
func sha256(_ bytes: [UInt8]) -> String {
  var message = bytes + [0x80]
  while message.count % 64 != 56 { message.append(0) }
  message += (0..<8).reversed().map { UInt8(truncatingIfNeeded: (8 * bytes.count) >> (8 * $0)) }

  var state = fractions(ofRoots: 2, count: 8)
  let constants = fractions(ofRoots: 3, count: 64)
  for block in stride(from: 0, to: message.count, by: 64) {
    var words = (0..<16).map { word in
      message[block + 4 * word..<block + 4 * word + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for t in 16..<64 {
      let (x, y) = (words[t - 15], words[t - 2])
      let small0 = rotated(x, 7) ^ rotated(x, 18) ^ x >> 3
      let small1 = rotated(y, 17) ^ rotated(y, 19) ^ y >> 10
      words.append(small1 &+ words[t - 7] &+ small0 &+ words[t - 16])
    }
    var s = state
    for t in 0..<64 {
      let big1 = rotated(s[4], 6) ^ rotated(s[4], 11) ^ rotated(s[4], 25)
      let choice = s[4] & s[5] ^ ~s[4] & s[6]
      let first = s[7] &+ big1 &+ choice &+ constants[t] &+ words[t]
      let big0 = rotated(s[0], 2) ^ rotated(s[0], 13) ^ rotated(s[0], 22)
      let majority = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
      s = [first &+ big0 &+ majority, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
    }
    for place in 0..<8 { state[place] &+= s[place] }
  }
  return state.map { word in
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }.joined()
}

private func rotated(_ word: UInt32, _ places: UInt32) -> UInt32 {
  word >> places | word << (32 - places)
}

/// The first 32 bits of the fractional parts of the roots of the first primes: the largest r with
/// r^degree ≤ prime · 2^(32·degree), less its whole part.
private func fractions(ofRoots degree: Int, count: Int) -> [UInt32] {
  var primes: [Int] = []
  var number = 2
  while primes.count < count {
    if primes.allSatisfy({ number % $0 != 0 }) { primes.append(number) }
    number += 1
  }
  return primes.map { prime in
    var root: UInt64 = 0
    for bit in (0..<36).reversed() {
      let trial = root | 1 << UInt64(bit)
      if isPower(trial, degree, atMost: UInt64(prime)) { root = trial }
    }
    return UInt32(truncatingIfNeeded: root)
  }
}

/// Whether base^degree ≤ limit · 2^(32·degree).
private func isPower(_ base: UInt64, _ degree: Int, atMost limit: UInt64) -> Bool {
  if degree == 2 { return UInt128(base) * UInt128(base) <= UInt128(limit) << 64 }
  return UInt128(base) * UInt128(base) * UInt128(base) <= UInt128(limit) << 96
}
