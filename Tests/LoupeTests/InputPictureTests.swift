import Pictures
import Testing

@testable import Loupe

@Suite("The picture that a reader chose")
struct InputPictureTests {
  private func size(_ width: Int, _ height: Int) -> [Int] {
    let fitting = Picture(repeating: 7, width: width, height: height).fittingLessons
    return [fitting.width, fitting.height]
  }

  @Test("is as it is, if a lesson can work with it")
  func kept() {
    #expect(size(256, 192) == [256, 192])
    #expect(size(1024, 128) == [1024, 128])
  }

  @Test("is made smaller in both directions alike, if it is large")
  func large() {
    #expect(size(4096, 3072) == [1024, 768])
    #expect(size(1000, 2000) == [512, 1024])
    #expect(size(100_000, 10) == [1024, 1])
  }

  @Test("is enlarged by a whole factor, if it is small")
  func small() {
    #expect(size(32, 32) == [128, 128])
    #expect(size(10, 14) == [130, 182])
    // No larger than the largest.
    #expect(size(1000, 3) == [1000, 3])
    #expect(size(1, 1) == [128, 128])
  }
}
