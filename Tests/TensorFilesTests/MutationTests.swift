import TensorFiles
import Tensors
import Testing

/// Files changed at random give a tensor or an error, whatever the bytes: a crash would end the
/// tests.
@Suite struct MutationTests {
  @Test("NPY files changed at random are read or refused")
  func npy() throws {
    var random = SeededRandom(seed: 1)
    var (read, refused) = (0, 0)
    for round in 0..<8000 {
      let whole = NumPyFiles.readable[round % NumPyFiles.readable.count]
      // Two in three keep a header of the right length, so that what is in it is reached.
      let headerEnd = 128
      let bytes =
        round % 3 == 0
        ? Self.changed(whole, &random)
        : MadeFiles.npy(
          header: Self.changed(Array(whole[(whole[6] == 1 ? 10 : 12)..<headerEnd]), &random),
          data: Array(whole[headerEnd...]), version: whole[6], isPadded: false)
      do throws(TensorFileError) {
        let tensor = try NPYFile.read(bytes: bytes)
        // What was read is a tensor like any other.
        #expect(try NPYFile.read(bytes: NPYFile.bytes(of: tensor)).shape == tensor.shape)
        read += 1
      } catch {
        #expect(!error.description.isEmpty)
        refused += 1
      }
    }
    // Both happen often, or the changes are too mild or too wild to find anything.
    #expect(read > 200 && refused > 2000, "\(read) read, \(refused) refused")
  }

  @Test("Safetensors files changed at random are read or refused")
  func safetensors() throws {
    var random = SeededRandom(seed: 2)
    var (read, refused) = (0, 0)
    for round in 0..<8000 {
      let whole = SafetensorsFiles.all[round % SafetensorsFiles.all.count]
      let headerEnd = 8 + Int(whole[0]) + Int(whole[1]) << 8
      let bytes =
        round % 3 == 0
        ? Self.changed(whole, &random)
        : MadeFiles.safetensors(
          header: Self.changed(Array(whole[8..<headerEnd]), &random),
          data: Array(whole[headerEnd...]))
      do throws(TensorFileError) {
        let file = try Safetensors(bytes: bytes)
        for name in file.names {
          do throws(TensorFileError) { _ = try file.tensor(named: name) } catch { refused += 1 }
        }
        read += 1
      } catch {
        #expect(!error.description.isEmpty)
        refused += 1
      }
    }
    #expect(read > 200 && refused > 2000, "\(read) read, \(refused) refused")
  }

  /// One to three small changes.
  private static func changed(_ whole: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = whole
    for _ in 0..<random.whole(in: 1...3) where !bytes.isEmpty {
      let place = random.whole(in: 0...(bytes.count - 1))
      switch random.whole(in: 0...7) {
      case 0: bytes[place] = UInt8(random.whole(in: 0...255))
      case 1: bytes[place] ^= 1 << UInt8(random.whole(in: 0...7))
      case 2: bytes.remove(at: place)
      case 3: bytes.insert(UInt8(random.whole(in: 0...255)), at: place)
      case 4: bytes.removeSubrange(place...)
      case 5:
        let end = min(bytes.count, place + random.whole(in: 1...40))
        bytes.insert(contentsOf: bytes[place..<end], at: random.whole(in: 0...bytes.count))
      default:
        // A digit, or a whole word, becomes something that numbers and words could be.
        let digits = bytes.indices.filter { 0x30...0x39 ~= bytes[$0] }
        guard !digits.isEmpty else { break }
        let digit = digits[random.whole(in: 0...(digits.count - 1))]
        let word = words[random.whole(in: 0...(words.count - 1))]
        bytes.replaceSubrange(digit...digit, with: word.utf8)
      }
    }
    return bytes
  }

  private static let words = [
    "0", "1", "-1", "00", "9223372036854775807", "9223372036854775808", "4294967296", "1e9", "2.0",
    "nan", "(", ")", "[", "]", "{", "}", "'", "\"", "\\", "\\ud800", ",", ":", "L", "True",
    "6, 1, 1, 1, 1, 1", "0, 9223372036854775807", "<", ">",
  ]
}
