import Foundation
import Sounds
import Tensors
import TestSupport
import Testing

@Suite("Sounds as WAV files")
struct WaveFileTests {
  private let sound = Sound(samples: [0, 0.5, -0.5, 1, -1], rate: 8000)

  @Test("the header says one channel, 16 bits, the rate and the sizes")
  func header() {
    let bytes = sound.wav
    #expect(bytes.count == 44 + 10)
    #expect(String(decoding: bytes[0..<4], as: UTF8.self) == "RIFF")
    #expect(String(decoding: bytes[8..<16], as: UTF8.self) == "WAVEfmt ")
    #expect(String(decoding: bytes[36..<40], as: UTF8.self) == "data")
    #expect(number(bytes, 4, 4) == 36 + 10)
    #expect(number(bytes, 16, 4) == 16)
    #expect(number(bytes, 20, 2) == 1, "whole numbers")
    #expect(number(bytes, 22, 2) == 1, "channels")
    #expect(number(bytes, 24, 4) == 8000)
    #expect(number(bytes, 28, 4) == 16000, "bytes a second")
    #expect(number(bytes, 32, 2) == 2, "bytes of a frame")
    #expect(number(bytes, 34, 2) == 16, "bits")
    #expect(number(bytes, 40, 4) == 10)
  }

  @Test("samples are whole numbers of 16 bits, lowest byte first")
  func samples() {
    // 0.5 · 32767 = 16383.5 is rounded away from zero.
    #expect(
      Array(sound.wav[44...])
        == [0x00, 0x00, 0x00, 0x40, 0x00, 0xC0, 0xFF, 0x7F, 0x01, 0x80])
  }

  @Test("what is beyond ±1 is cut off, and doesn't wrap round")
  func clipped() {
    let loud = Sound(samples: [1.5, -7, 1e30], rate: 8000)
    #expect(Array(loud.wav[44...]) == [0xFF, 0x7F, 0x01, 0x80, 0xFF, 0x7F])
  }

  @Test("what is written is read back within half a step")
  func readBack() throws {
    var random = SeededRandom(seed: 3)
    let sound = Sound(samples: (0..<1000).map { _ in random.uniform(in: -1...1) }, rate: 44100)
    let read = try Sound(wav: sound.wav)
    #expect(read.rate == 44100)
    #expect(read.difference(from: sound, within: 0.5001 / 32767) == nil)
    #expect(read.difference(from: sound, within: 0.2 / 32767) != nil)
    #expect(read.wav == sound.wav)
  }

  @Test("the file holds these bytes, and an error names the file")
  func written() throws {
    try withTemporaryFolder { folder in
      try sound.write(to: folder + "/a.wav")
      #expect(FileManager.default.contents(atPath: folder + "/a.wav").map(Array.init) == sound.wav)
      let error = #expect(throws: SoundError.self) { try sound.write(to: folder) }
      #expect(error?.problem == .folder)
      #expect(error?.description.contains(folder) == true)
    }
  }

  @Test(
    "what isn't such a file is refused", arguments: [0, 12, 43, 45, 100] as [Int])
  func refused(count: Int) {
    let bytes = Array((sound.wav + sound.wav).prefix(count))
    #expect(throws: SoundError.self) { try Sound(wav: bytes) }
  }

  @Test("two channels, or 8 bits, are refused and not played too fast", arguments: [22, 34])
  func otherKinds(place: Int) {
    var bytes = sound.wav
    bytes[place] = place == 22 ? 2 : 8
    #expect(throws: SoundError.self) { try Sound(wav: bytes) }
  }

  private func number(_ bytes: [UInt8], _ place: Int, _ size: Int) -> Int {
    (0..<size).reduce(0) { $0 + Int(bytes[place + $1]) * (1 << (8 * $1)) }
  }
}
