import Foundation
import TestSupport
import Testing

@testable import Fetching

@Suite("Digests of files")
struct DigestTests {
  /// The standard's own examples, and one that is longer than what is read at once.
  @Test(
    "SHA-256 is what the standard says",
    arguments: [
      ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
  func standard(text: String, times: Int, digest: String) throws {
    try withTemporaryFolder { (folder: String) throws in
      let path = "\(folder)/file"
      try Data(String(repeating: text, count: times).utf8).write(to: URL(fileURLWithPath: path))
      #expect(try Digest.sha256(ofFile: path) == digest)
    }
  }

  /// The lengths around a block, where the padding begins a new one.
  @Test(
    "pieces of any size give the digest of the whole", arguments: [0, 1, 55, 56, 63, 64, 65, 200])
  func pieces(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
    var whole = SHA256()
    whole.update(bytes)
    let expected = whole.digest()
    for size in [1, 13, 64, 100] {
      var hash = SHA256()
      for start in stride(from: 0, to: count, by: size) {
        hash.update(Array(bytes[start..<min(start + size, count)]))
      }
      #expect(hash.digest() == expected, "pieces of \(size)")
    }
  }
}
