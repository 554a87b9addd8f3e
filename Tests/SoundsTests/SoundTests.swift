import Pictures
import Sounds
import Tensors
import Testing

@Suite("Sounds")
struct SoundTests {
  @Test("the duration is the number of samples by the rate")
  func duration() {
    #expect(Sound(samples: Array(repeating: 0, count: 4000), rate: 8000).duration == 0.5)
    #expect(Sound(samples: [], rate: 8000).duration == 0)
  }

  @Test("the samples of a tensor are its numbers in order")
  func ofTensor() {
    let tensor = Tensor<Float>(shape: [1, 1, 3], [0.25, -0.5, 0])
    #expect(Sound(tensor, rate: 100) == Sound(samples: [0.25, -0.5, 0], rate: 100))
  }

  @Test("scaled, the sample that is furthest from rest lies at the peak, whatever its sign")
  func scaled() {
    let sound = Sound(samples: [1, -4, 2], rate: 10).scaled(toPeak: 0.5)
    #expect(sound.samples == [0.125, -0.5, 0.25])
    #expect(sound.peak == 0.5)
    let silence = Sound(samples: [0, 0], rate: 10)
    #expect(silence.scaled() == silence)
  }

  @Test("a difference says how many samples differ, and the first")
  func difference() throws {
    let sound = Sound(samples: [0, 0.1, 0.2, 0.3], rate: 10)
    #expect(sound.difference(from: sound, within: 0) == nil)
    let other = Sound(samples: [0, 0.15, 0.2, 0.1], rate: 10)
    let words = try #require(other.difference(from: sound, within: 0.01))
    #expect(words.contains("2 of 4 samples differ, the first is number 1"))
    #expect(other.difference(from: sound, within: 0.5) == nil)
    #expect(Sound(samples: [0], rate: 10).difference(from: sound, within: 1) != nil)
    #expect(
      Sound(samples: sound.samples, rate: 11).difference(from: sound, within: 1) != nil)
  }

  @Test("a sample that isn't finite stops the program with its place")
  func notFinite() async {
    await #expect(processExitsWith: .failure) {
      _ = Sound(samples: [0, .nan], rate: 8000)
    }
    await #expect(processExitsWith: .failure) {
      _ = Sound(samples: [0], rate: 0)
    }
  }

  @Test("a click in a long sound is drawn")
  func click() {
    var samples = [Float](repeating: 0, count: 80_000)
    let silent = Sound(samples: samples, rate: 8000).waveform().picture
    samples[33_333] = 1
    let picture = Sound(samples: samples, rate: 8000).waveform().picture
    #expect(picture != silent)
    #expect(picture.width == 640)
  }
}
