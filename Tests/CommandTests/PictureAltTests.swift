import Foundation
import TestSupport
import Testing

@Suite("A picture's text for those who can't see it", .takingTurns, .serialized)
struct PictureAltTests {
  private static let body = """
    # Sums

    ```swift
    let dark = Picture(repeating: 9, width: 3, height: 2)
    let map = FeatureMap(Tensor([[0, 1], [2, 3]]))
    show(dark, "Dark", alt: "Nothing but \\"dark\\" pixels")
    show(dark, "Plain")
    show(map, "A map", alt: "Red at the lower right")
    show([("one", dark), ("two", dark)], columns: 2, "A sheet", alt: "Twice the same")
    ```

    """

  @Test("is recorded with every kind of picture, and goes to scripts")
  func recorded() async throws {
    try await TemporaryCourse.with([("01-sums", Self.body)]) { course in
      let record = try await Command.lessons("record", in: course)
      #expect(record.code == 0, "\(record.errors)")
      let text = try course.text(of: "01-sums")
      for line in [
        #"![Nothing but \"dark\" pixels](figures/dark.png "Dark")"#,
        "![Plain](figures/plain.png)",
        #"![Red at the lower right](figures/a-map.png "A map")"#,
        #"![Twice the same](figures/a-sheet.png "A sheet")"#,
      ] {
        #expect(text.contains("\n\(line)\n"), "\(text)")
      }
      #expect(try await Command.lessons("check", "--author", in: course).code == 0)
      let json = try await Command.lessons("1", "--json", in: course)
      #expect(json.output.contains(#"{"alt":"Twice the same","cell":1,"event":"picture""#))
    }
  }

  @Test("is a difference where the cell says another one, and recording it changes nothing else")
  func changed() async throws {
    try await TemporaryCourse.with([("01-sums", Self.body)]) { course in
      _ = try await Command.lessons("record", in: course)
      let before = try course.text(of: "01-sums")
      try course.replace("Twice the same](", with: "Once](", in: "01-sums")
      let check = try await Command.lessons("check", in: course)
      #expect(check.code == 1)
      #expect(
        check.output.contains(
          """
          cell 1 shows figures/a-sheet.png with another alt text than is recorded
            - ![Once](figures/a-sheet.png "A sheet")
            + ![Twice the same](figures/a-sheet.png "A sheet")

          """), "\(check.output)")
      try course.replace(
        "(figures/a-map.png \"A map\")", with: "(figures/a-map.png)", in: "01-sums")
      let other = try await Command.lessons("check", in: course)
      #expect(other.output.contains("shows figures/a-map.png with other words than is recorded"))
      _ = try await Command.lessons("record", in: course)
      #expect(try course.text(of: "01-sums") == before)
    }
  }
}
