/// The Secure Hash Algorithm with 256 bits, fed piece by piece.
///
/// A message is followed by a bit 1, as many bits 0 as make whole blocks of 512 bits, and its length. Each block
/// changes the eight words of the state in 64 rounds; what they are at the end is the digest. It is written here
/// because the library that has it would add some hundred C++ files to everybody's first build.
///
/// Source: FIPS 180-4, *Secure Hash Standard*, §5 and §6.2, https://doi.org/10.6028/NIST.FIPS.180-4.
struct SHA256 {
  /// The fractional parts of the square roots of the first eight primes.
  private var state = SIMD8<UInt32>(
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB,
    0x5BE0_CD19)
  /// What has come behind the last whole block.
  private var rest: [UInt8] = []
  private var byteCount: UInt64 = 0

  /// Takes the next bytes of the message.
  mutating func update(_ bytes: [UInt8]) {
    byteCount += UInt64(bytes.count)
    let all = rest.isEmpty ? bytes : rest + bytes
    let whole = all.count / 64 * 64
    var schedule = [UInt32](repeating: 0, count: 64)
    for start in stride(from: 0, to: whole, by: 64) { add(all, start, &schedule) }
    rest = Array(all[whole...])
  }

  /// The digest of all that has come, 32 bytes.
  consuming func digest() -> [UInt8] {
    let bits = byteCount * 8
    let zeros = (119 - rest.count) % 64
    update(
      [0x80] + Array(repeating: 0, count: zeros)
        + (0..<8).reversed().map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) })
    return (0..<8).flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: state[word] >> UInt32($0)) }
    }
  }

  /// The rounds of the block that begins at `start`.
  private mutating func add(_ bytes: [UInt8], _ start: Int, _ schedule: inout [UInt32]) {
    for t in 0..<16 {
      let place = start + 4 * t
      let (high, low) = (
        UInt32(bytes[place]) << 24 | UInt32(bytes[place + 1]) << 16,
        UInt32(bytes[place + 2]) << 8 | UInt32(bytes[place + 3])
      )
      schedule[t] = high | low
    }
    for t in 16..<64 {
      let (x, y) = (schedule[t - 15], schedule[t - 2])
      let small0 = Self.turned(x, 7) ^ Self.turned(x, 18) ^ x >> 3
      let small1 = Self.turned(y, 17) ^ Self.turned(y, 19) ^ y >> 10
      schedule[t] = small1 &+ schedule[t - 7] &+ small0 &+ schedule[t - 16]
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in 0..<64 {
      let big1 = Self.turned(e, 6) ^ Self.turned(e, 11) ^ Self.turned(e, 25)
      let choice = e & f ^ ~e & g
      let first = h &+ big1 &+ choice &+ Self.constants[t] &+ schedule[t]
      let big0 = Self.turned(a, 2) ^ Self.turned(a, 13) ^ Self.turned(a, 22)
      let majority = a & b ^ a & c ^ b & c
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ big0 &+ majority)
    }
    state &+= SIMD8(a, b, c, d, e, f, g, h)
  }

  private static func turned(_ word: UInt32, _ places: UInt32) -> UInt32 {
    word >> places | word << (32 - places)
  }

  /// The fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4,
    0xAB1C_5ED5,
    0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7,
    0xC19B_F174,
    0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC,
    0x76F9_88DA,
    0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351,
    0x1429_2967,
    0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E,
    0x9272_2C85,
    0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585,
    0x106A_A070,
    0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F,
    0x682E_6FF3,
    0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7,
    0xC671_78F2,
  ]
}
