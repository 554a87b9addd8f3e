import Foundation
import Synchronization

/// What has been graded of a class so far, in a file beside its report: a line a submission.
///
/// A grading that was stopped goes on from it. A line counts only for the same file, judge and seed; what can't
/// be read of it, such as a last line that was cut off, is graded again.
public final class ClassJournal: Sendable {
  private struct Line: Codable {
    let digest: String
    let outcome: ClassGrading.Outcome

    var key: [String] { [outcome.student, outcome.exercise, digest] }
  }

  private struct Head: Codable {
    let seed: UInt64
  }

  private let path: String
  private let known: [[String]: ClassGrading.Outcome]
  private let file: Mutex<FileHandle?>

  /// What random inputs follow from: as before, if there was a grading before.
  public let seed: UInt64

  /// How many files are known.
  public var count: Int { known.count }

  /// Goes on with the journal of a report, or begins one.
  ///
  /// - Parameters:
  ///   - report: the report's path.
  ///   - seed: what random inputs follow from, unless the journal says otherwise; a journal with another one
  ///     begins anew if this isn't nil.
  /// - Throws: what the file system says.
  public init(of report: String, seed: UInt64?) throws {
    path = "\(report).unfinished"
    let decoder = JSONDecoder()
    // Whatever was cut off, and be it within a letter, the lines before it count.
    let data = FileManager.default.contents(atPath: path) ?? Data()
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    let head = lines.first.flatMap { try? decoder.decode(Head.self, from: Data($0.utf8)) }
    if let head, seed == nil || seed == head.seed {
      self.seed = head.seed
      let read = lines.dropFirst().compactMap {
        try? decoder.decode(Line.self, from: Data($0.utf8))
      }
      known = Dictionary(read.map { ($0.key, $0.outcome) }) { $1 }
    } else {
      self.seed = seed ?? .random(in: 0...9_999_999)
      known = [:]
      try (Self.line(Head(seed: self.seed))).write(to: URL(fileURLWithPath: path))
    }
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try handle.seekToEnd()
    // A last line that was cut off must not swallow the next.
    try handle.write(contentsOf: Data("\n".utf8))
    file = Mutex(handle)
  }

  func outcome(of entry: ClassEntry, digest: String) -> ClassGrading.Outcome? {
    known[[entry.student, entry.exercise, digest]]
  }

  /// Keeps what became of a file. Where there is no room for it, it would have to be graded again.
  func keep(_ outcome: ClassGrading.Outcome, digest: String) {
    guard let line = try? Self.line(Line(digest: digest, outcome: outcome)) else { return }
    file.withLock { try? $0?.write(contentsOf: line) }
  }

  /// Takes the file away: the report is written.
  public func remove() {
    file.withLock { file in
      try? file?.close()
      file = nil
    }
    try? FileManager.default.removeItem(atPath: path)
  }

  private static func line(_ value: some Encodable) throws -> Data {
    try JSONEncoder().encode(value) + Data("\n".utf8)
  }
}
