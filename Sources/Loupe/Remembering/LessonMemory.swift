import Files

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Where a lesson's program keeps what it remembers, as the runner tells it.
struct LessonMemory: Sendable {
  /// The folder of what is kept, of all lessons.
  let folder: String
  /// The file in which the runner puts what was printed.
  private let collection: String
  /// What stands for the code up to each cell, and for the library, by the cell's number.
  private let keys: [String]
  /// Whether what is there is made anew all the same.
  let isFresh: Bool

  /// That of this program; nil where no runner offers one.
  static let current: LessonMemory? = {
    guard LessonProgram.isListenedTo,
      let folder = LessonProgram.environment(LessonEnvironment.memory),
      let collection = LessonProgram.environment(LessonEnvironment.collection),
      let keys = LessonProgram.environment(LessonEnvironment.memoryKeys)
    else { return nil }
    return LessonMemory(
      folder: folder, collection: collection, keys: keys.split(separator: " ").map(String.init),
      isFresh: LessonProgram.environment(LessonEnvironment.memoryIsFresh) != nil)
  }()

  /// The file in which something of this name, made now, is kept: another one for other code up to the cell that
  /// runs, another library, other pictures and data.
  func place(of name: String) -> String {
    let number = LessonProgram.currentCell
    var key = Fingerprint()
    key.add(part: name)
    key.add(part: keys.first { $0.hasPrefix("\(number):") } ?? "")
    for variable in [LessonEnvironment.picture, LessonEnvironment.data] {
      key.add(part: LessonProgram.environment(variable) ?? "")
    }
    for (path, version) in ReadFiles.all.sorted(by: { $0.key < $1.key })
    where !path.hasPrefix(folder + "/") {
      key.add(part: path)
      key.add(part: version)
    }
    return "\(folder)/\(key.text).safetensors"
  }

  /// From now on the runner collects what is printed.
  func startCollecting() { LessonProgram.tell(.startsCollecting) }

  /// What was printed since `startCollecting`.
  func collected() -> String {
    LessonProgram.tell(.collects(path: collection))
    defer { unlink(collection) }
    let text = try? Data(contentsOf: URL(fileURLWithPath: collection))
    return String(decoding: text ?? Data(), as: UTF8.self)
  }

  /// Tells the reader something beside what the lesson prints.
  func say(_ words: String) {
    let line = Array("remember: \(words)\n".utf8)
    _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }
}
