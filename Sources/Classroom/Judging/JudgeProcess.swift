import Exchange
import LessonEngine

/// A judge while it runs: a process of the teacher's, which never meets a student's code.
final class JudgeProcess {
  private let program: String
  private let library: LessonLibrary
  private var talk: TalkingProgram?

  init(_ program: String, library: LessonLibrary) {
    (self.program, self.library) = (program, library)
  }

  deinit { talk?.end() }

  /// How long a judge may think, by the clock.
  private static let patience = 60.0

  /// What the judge says when it is asked; nil if it says nothing that a judge says. Then it is over: the
  /// next question is for a new one.
  func ask(_ request: JudgeRequest) async throws -> JudgeMessage? {
    let talk = try await running()
    return await answer(talk.exchange(request.record, within: Self.patience))
  }

  /// What the judge says when it is told what became of a call.
  func tell(_ outcome: CallOutcome) async throws -> JudgeMessage? {
    let talk = try await running()
    return await answer(talk.exchange(outcome.record, within: Self.patience))
  }

  private func running() async throws -> TalkingProgram {
    if let talk { return talk }
    let launched = try await LaunchedProgram.start(
      library.launcher, arguments: ["--memory", "\(8 << 30)", "--", program],
      environment: .inherited(adding: ["SWIFT_DETERMINISTIC_HASHING": "1", "TZ": "UTC"]),
      workingFolder: "/")
    let started = TalkingProgram(launched)
    talk = started
    return started
  }

  private func answer(_ received: TalkingProgram.Received) async -> JudgeMessage? {
    if case .record(let record) = received, let message = try? JudgeMessage(record: record) {
      return message
    }
    talk?.keepAllPrinted()
    lastErrors = talk?.errors.text ?? ""
    talk?.end()
    talk = nil
    return nil
  }

  private var lastErrors = ""

  /// What a judge that has ended said of it.
  func lastWords() -> String {
    let words = lastErrors.split(separator: "\n").first { $0.contains("Fatal error") }
    return words.map { ": \($0)" } ?? ""
  }
}
