import Pictures
import TestSupport
import Testing

@Suite("edges", .takingTurns)
struct EdgesTests {
  @Test("the edges of a photo are written as a picture of its size, dark where it changes")
  func photo() async throws {
    try await TemporaryCourse.with([]) { course in
      let pixels = (0..<9 * 6).map { UInt8($0 % 9 < 4 ? 20 : 220) }
      let photo = Picture(width: 9, height: 6, channels: 1, pixels: pixels)
      try photo.write(to: course.folder + "/photo.png")
      let outcome = try await Command.edges("photo.png", "-o", "out.png", in: course)
      #expect(outcome.code == 0)
      #expect(outcome.output.hasPrefix("out.png: 9 × 6"))
      let edges = try Picture(contentsOf: course.folder + "/out.png")
      #expect((edges.width, edges.height) == (9, 6))
      #expect(edges[3, 2] == Color.white)
      #expect(edges[3, 3] != Color.white)
      #expect(edges[3, 4] != Color.white)
      #expect(course.files == ["out.png", "photo.png"])
    }
  }

  @Test("without a photo it draws the harbour's edges, and names the file that it wrote")
  func harbour() async throws {
    try await TemporaryCourse.with([]) { course in
      let outcome = try await Command.edges(in: course)
      #expect(outcome.code == 0)
      let edges = try Picture(contentsOf: course.folder + "/edges.png")
      #expect(outcome.output.hasPrefix("edges.png: \(edges.width) × \(edges.height)"))
      #expect(course.files == ["edges.png"])
    }
  }

  @Test("a photo that isn't there is told, and nothing is written")
  func missing() async throws {
    try await TemporaryCourse.with([]) { course in
      let outcome = try await Command.edges("missing.png", in: course)
      #expect(outcome.code != 0)
      #expect(outcome.errors.contains("There is no file 'missing.png'"))
      #expect(course.files.isEmpty)
    }
  }
}
