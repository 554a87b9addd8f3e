import Foundation
import TestSupport
import Testing

@testable import LessonEngine

@Suite("A reader's progress")
struct ProgressTests {
  private let names = ["01-sums", "02-signals", "03-convolution"]

  private func place(_ next: Int, of count: Int = 9, finished: Bool = false) -> CourseProgress.Place
  {
    CourseProgress.Place(nextCell: next, of: count, isFinished: finished)
  }

  @Test("What comes next is the lesson that was stopped in, or else the first that isn't finished")
  func next() {
    #expect(CourseProgress().next(among: names) == "01-sums")
    #expect(CourseProgress(places: ["02-signals": place(3)]).next(among: names) == "02-signals")
    let finished = CourseProgress(places: ["01-sums": place(10, finished: true)])
    #expect(finished.next(among: names) == "02-signals")
    let again = CourseProgress(places: ["01-sums": place(4, finished: true)])
    #expect(again.next(among: names) == "01-sums")
    let all = CourseProgress(
      places: Dictionary(uniqueKeysWithValues: names.map { ($0, place(10, finished: true)) }))
    #expect(all.next(among: names) == nil)
  }

  @Test("What was kept is read again")
  func keeping() throws {
    try withTemporaryFolder { folder in
      let file = ProgressFile(path: "\(folder)/state/loupe/progress.json")
      let bookmark = Bookmark(in: file, name: "01-sums")
      #expect(bookmark.nextCell(of: 9) == nil)
      bookmark.set(beforeCell: 4, of: 9)
      #expect(bookmark.nextCell(of: 9) == 4)
      #expect(file.read().places == ["01-sums": place(4)])
      bookmark.set(beforeCell: 10, of: 9)
      #expect(bookmark.nextCell(of: 9) == nil)
      #expect(file.read().places["01-sums"] == place(10, finished: true))
      bookmark.set(beforeCell: 2, of: 9)
      #expect(file.read().places["01-sums"] == place(2, finished: true))
    }
  }

  @Test("A lesson that has lost its cells since is begun at the beginning")
  func shorterLesson() throws {
    try withTemporaryFolder { folder in
      let bookmark = Bookmark(in: ProgressFile(path: "\(folder)/progress.json"), name: "01-sums")
      bookmark.set(beforeCell: 7, of: 9)
      #expect(bookmark.nextCell(of: 5) == nil)
    }
  }

  @Test(
    "A damaged file means no progress, and is replaced",
    arguments: [
      "", "{", "[]", "null", "{\"version\":1}", "{\"version\":\"x\",\"lessons\":3}",
      "{\"version\":1,\"lessons\":{\"01-sums\":{\"nextCell\":-5,\"cellCount\":9,\"isFinished\":false}}}",
      "{\"version\":1,\"lessons\":{\"01-sums\":{\"nextCell\":3}}}", "\u{0}\u{1}",
    ])
  func damaged(text: String) throws {
    try withTemporaryFolder { folder in
      let file = ProgressFile(path: "\(folder)/progress.json")
      try text.write(toFile: file.path, atomically: true, encoding: .utf8)
      #expect(file.read() == CourseProgress())
      #expect(file.update { $0.places["02-signals"] = place(2) })
      #expect(file.read().places == ["02-signals": place(2)])
      #expect(file.trouble == nil)
    }
  }

  @Test("One damaged place doesn't take the others with it")
  func oneDamaged() throws {
    try withTemporaryFolder { folder in
      let file = ProgressFile(path: "\(folder)/progress.json")
      try """
      {"version":1,"lessons":{"01-sums":7,
       "02-signals":{"nextCell":3,"cellCount":9,"isFinished":false}}}
      """.write(toFile: file.path, atomically: true, encoding: .utf8)
      #expect(file.read().places == ["02-signals": place(3)])
    }
  }

  @Test("A file of a newer version is neither read nor changed")
  func newer() throws {
    try withTemporaryFolder { folder in
      let file = ProgressFile(path: "\(folder)/progress.json")
      let text = "{\"version\":2,\"lessons\":{}}"
      try text.write(toFile: file.path, atomically: true, encoding: .utf8)
      #expect(file.read() == CourseProgress())
      #expect(!file.update { $0.places["01-sums"] = place(2) })
      #expect(try String(contentsOfFile: file.path, encoding: .utf8) == text)
    }
  }

  @Test("What can't be read is told, with what to do; no file is no trouble")
  func trouble() throws {
    try withTemporaryFolder { folder in
      let file = ProgressFile(path: "\(folder)/my state/progress.json")
      #expect(file.complaint == nil)
      #expect(file.update { $0.places["01-sums"] = place(2) })
      #expect(file.complaint == nil)
      for (text, words) in [
        ("{ \"version\": 1,", "is damaged"), ("{\"version\":7}", "a newer Loupe has written"),
      ] {
        try text.write(toFile: file.path, atomically: true, encoding: .utf8)
        #expect(file.complaint?.found.contains(words) == true)
        #expect(file.complaint?.remedy.contains("mv '\(file.path)' '\(file.path).old'") == true)
      }
      try FileManager.default.removeItem(atPath: file.path)
      try FileManager.default.createDirectory(
        atPath: file.path, withIntermediateDirectories: true)
      #expect(file.trouble == .damaged)
    }
  }

  @Test("Where there can be no file, nothing is kept and nothing goes wrong")
  func unwritable() {
    let file = ProgressFile(path: "/dev/null/loupe/progress.json")
    #expect(!file.update { $0.places["01-sums"] = place(2) })
    #expect(file.read() == CourseProgress())
  }

  @Test("Many that keep at once lose nothing")
  func atOnce() async throws {
    try await withTemporaryFolder { folder in
      let file = ProgressFile(path: "\(folder)/progress.json")
      await withTaskGroup(of: Void.self) { group in
        for number in 1...20 {
          group.addTask { file.update { $0.places["lesson-\(number)"] = place(2) } }
        }
      }
      #expect(file.read().places.count == 20)
    }
  }

  @Test("The file lies in the user's folder for state")
  func location() {
    #expect(
      ProgressFile(["XDG_STATE_HOME": "/s", "HOME": "/h"])?.path == "/s/loupe/progress.json")
    #expect(
      ProgressFile(["XDG_STATE_HOME": "relative", "HOME": "/h"])?.path
        == "/h/.local/state/loupe/progress.json")
    #expect(ProgressFile([:])?.path == nil)
  }
}
