import Foundation
import Pictures
import Sounds
import TestSupport
import Testing

@testable import LessonEngine

@Suite("Recording a sound")
struct SoundRecordTests {
  private let sound = Sound(samples: [0, 0.25, -0.5], rate: 8000)

  /// A cell that has shown a sound, and the lesson in which it stands.
  private func result(_ sound: Sound, in source: String, _ folder: String) throws -> (
    Lesson, CellResult
  ) {
    let lesson = try Lesson(readingFrom: writeLesson(source, in: folder))
    let shown = folder + "/shown"
    try FileManager.default.createDirectory(atPath: shown, withIntermediateDirectories: true)
    try Picture(repeating: 9, width: 4, height: 4).write(to: shown + "/echo.png")
    try sound.write(to: shown + "/echo.wav")
    let event = CellEvent.picture(
      ShownPicture(
        path: shown + "/echo.png", title: "An echo", alt: "Two bumps",
        soundPath: shown + "/echo.wav"))
    return (
      lesson, CellResult(cell: lesson.cells[0], events: [event], ending: .completed)
    )
  }

  @Test("it is a picture that is a link to the sound, and both files are written")
  func recorded() throws {
    try withTemporaryFolder { folder in
      let (lesson, shown) = try result(sound, in: lessonText([("", "a")]), folder)
      #expect(try LessonRecorder(lesson, results: [shown]).write())
      let text = try String(contentsOfFile: lesson.path, encoding: .utf8)
      #expect(text.contains("[![Two bumps](figures/echo.png \"An echo\")](figures/echo.wav)"))
      let figures = lesson.folder + "/figures"
      #expect(
        FileManager.default.contents(atPath: figures + "/echo.wav").map(Array.init) == sound.wav)
      #expect(FileManager.default.fileExists(atPath: figures + "/echo.png"))
    }
  }

  @Test("once recorded it is as recorded, and another sound isn't")
  func compared() throws {
    try withTemporaryFolder { folder in
      let (lesson, shown) = try result(sound, in: lessonText([("", "a")]), folder)
      _ = try LessonRecorder(lesson, results: [shown]).write()
      let text = try String(contentsOfFile: lesson.path, encoding: .utf8)
      let (again, same) = try result(sound, in: text, folder)
      #expect(same.discrepancies(with: again).isEmpty)
      let other = Sound(samples: [0, 0.25, -0.4], rate: 8000)
      let found = try result(other, in: text, folder).1.discrepancies(with: again)
      guard case .sound(let source, let words)? = found.first, found.count == 1 else {
        Issue.record("\(found)")
        return
      }
      #expect(source == "figures/echo.wav")
      #expect(words.contains("1 of 3 samples differ, the first is number 2"))
    }
  }

  @Test("a step of 16 bits is no difference, two are")
  func rounding() throws {
    try withTemporaryFolder { folder in
      let (lesson, shown) = try result(sound, in: lessonText([("", "a")]), folder)
      _ = try LessonRecorder(lesson, results: [shown]).write()
      let text = try String(contentsOfFile: lesson.path, encoding: .utf8)
      for (steps, isSame) in [(1, true), (2, false)] {
        let near = Sound(
          samples: [0, 0.25 + Float(steps) / 32767, -0.5], rate: 8000)
        let (again, shown) = try result(near, in: text, folder)
        #expect(shown.discrepancies(with: again).isEmpty == isSame, "\(steps)")
      }
    }
  }

  @Test("a sound that is shown no more is removed with its picture")
  func removed() throws {
    try withTemporaryFolder { folder in
      let (lesson, shown) = try result(sound, in: lessonText([("", "a")]), folder)
      _ = try LessonRecorder(lesson, results: [shown]).write()
      let recorded = try Lesson(readingFrom: lesson.path)
      #expect(recorded.cells[0].record?.pictures.first?.sound == "figures/echo.wav")
      let silent = CellResult(cell: recorded.cells[0], ending: .completed)
      _ = try LessonRecorder(recorded, results: [silent]).write()
      let figures = lesson.folder + "/figures"
      #expect(try FileManager.default.contentsOfDirectory(atPath: figures).isEmpty)
    }
  }

  @Test("a file that is no sound isn't recorded")
  func noSound() throws {
    try withTemporaryFolder { folder in
      let (lesson, _) = try result(sound, in: lessonText([("", "a")]), folder)
      let shown = folder + "/shown"
      try Data("hush".utf8).write(to: URL(fileURLWithPath: shown + "/echo.wav"))
      let event = CellEvent.picture(
        ShownPicture(
          path: shown + "/echo.png", title: "An echo", soundPath: shown + "/echo.wav"))
      let result = CellResult(cell: lesson.cells[0], events: [event], ending: .completed)
      let error = #expect(throws: LessonError.self) {
        try LessonRecorder(lesson, results: [result]).write()
      }
      #expect(error?.description.contains("which is no sound") == true)
      #expect(try String(contentsOfFile: lesson.path, encoding: .utf8) == lesson.source)
    }
  }
}
