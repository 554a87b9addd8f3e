import Foundation
import TestSupport
import Testing

@Suite("Running a lesson to which something has happened", .takingTurns, .serialized)
struct DamagedLessonTests {
  private static let text =
    TemporaryCourse.frontMatter + """
      # Sums

      ```swift timeout=5s
      let values = [1.5, 2.5]
      for value in values {
        print("value", value)
      }
      ```

      ```output
      value 1.5
      value 2.5
      ```

      > A quote
      > - and a list

      ```swift hidden timeout=5s
      var total = 0.0
      func add(_ value: Double) { total += value }
      ```

      ```swift timeout=5s
      values.forEach(add)
      print("total", total)
      ```

      ```output
      total 4.0
      ```

      The end.

      """

  @Test("ends by itself, with an exit code that says how", .timeLimit(.minutes(15)))
  func run() async throws {
    let damaged = (UInt64(1)...30).map { DamagedLesson(Self.text, seed: $0) }
    try await TemporaryCourse.with([]) { course in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, lesson) in damaged.enumerated() {
          if number >= 2 { try await group.next() }
          group.addTask { try await Self.run(lesson, in: course) }
        }
        try await group.waitForAll()
      }
      #expect(await RunningProcesses.left(mentioning: course.temporaryFolder).isEmpty)
    }
  }

  private static func run(_ lesson: DamagedLesson, in course: TemporaryCourse) async throws {
    let name = "damaged-\(lesson.seed)"
    try course.write("", to: name)
    try Data(lesson.bytes).write(to: URL(fileURLWithPath: course.path(of: name)))
    let clock = ContinuousClock()
    let start = clock.now
    let outcome = try await Command.lessons("Lessons/\(name)", "--no-step", in: course)
    #expect([0, 1, 2, 4].contains(outcome.code), "\(lesson): \(outcome.code) \(outcome.errors)")
    #expect(outcome.code == 0 || !outcome.errors.isEmpty, "\(lesson)")
    #expect(start.duration(to: clock.now) < .seconds(60), "\(lesson)")
  }
}
