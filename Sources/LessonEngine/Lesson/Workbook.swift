import Foundation

/// The learner's own copies of lessons, in a folder `Workbook` beside `Lessons`.
///
/// A learner changes a copy, so that the course can be updated under them and a lesson can always be
/// had as it was. A lesson that has a copy is run as the copy.
public struct Workbook: Sendable {
  /// The absolute path of the folder. It is made with the first copy.
  public let folder: String

  /// The workbook of the course whose lessons lie in the folder `lessons`.
  public init(besideLessons lessons: String) {
    folder =
      URL(fileURLWithPath: lessons).deletingLastPathComponent()
      .appendingPathComponent("Workbook").path
  }

  /// The folder that a lesson's copy has, or would have.
  public func folder(of name: String) -> String { "\(folder)/\(name)" }

  /// The path of the README.md of a lesson's copy, if there is one.
  public func copy(of name: String) -> String? {
    let path = "\(folder(of: name))/README.md"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// Where the lesson's text is kept as it was when the copy was made.
  private func original(of name: String) -> String { "\(folder)/.\(name).md" }

  /// Whether the course has changed a lesson since its copy was made. Where that isn't known, it hasn't.
  ///
  /// - Parameters:
  ///   - name: the lesson's name.
  ///   - lesson: the folder of the lesson that it is a copy of.
  public func isBehind(_ name: String, copyOf lesson: String) -> Bool {
    let files = FileManager.default
    let original = original(of: name)
    return files.fileExists(atPath: original)
      && !files.contentsEqual(atPath: original, andPath: "\(lesson)/README.md")
  }

  /// Copies a lesson with all that lies in its folder, unless there is a copy: that is never touched. The
  /// exercises are left out, with their solutions: a student gets them one by one.
  ///
  /// - Returns: the path of the copy's README.md.
  /// - Throws: what the file system says. Then there is no half of a copy.
  public func makeCopy(of name: String, from lesson: String) throws -> String {
    if let path = copy(of: name) { return path }
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // The copy appears at once and whole, or not at all.
    let draft = "\(folder)/.\(name)-\(UUID().uuidString)"
    do {
      try files.createDirectory(atPath: draft, withIntermediateDirectories: false)
      for item in try Self.copiedItems(of: lesson) {
        try files.copyItem(atPath: "\(lesson)/\(item)", toPath: "\(draft)/\(item)")
      }
      // Of an older copy, which somebody has taken away by hand.
      try? files.removeItem(atPath: original(of: name))
      try files.copyItem(atPath: "\(draft)/README.md", toPath: original(of: name))
      try files.moveItem(atPath: draft, toPath: folder(of: name))
    } catch {
      try? files.removeItem(atPath: draft)
      try? files.removeItem(atPath: original(of: name))
      throw error
    }
    return "\(folder(of: name))/README.md"
  }

  /// What of a lesson's folder belongs into a copy.
  private static func copiedItems(of lesson: String) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: lesson)).subtracting(["exercises"])
  }

  /// What has become of a copy that isn't wanted any more.
  public enum Removal: Equatable, Sendable {
    /// There was none.
    case nothing
    /// It was as the lesson is, so it is gone.
    case removed
    /// It lies in this folder now.
    case kept(String)
  }

  /// Takes a lesson's copy away, so that the lesson is run as it is in the course again. What somebody has
  /// changed isn't lost: it is put aside, under a name that nothing has yet.
  ///
  /// - Parameters:
  ///   - name: the lesson's name.
  ///   - lesson: the folder of the lesson that it is a copy of.
  /// - Throws: what the file system says.
  public func remove(_ name: String, copyOf lesson: String) throws -> Removal {
    let files = FileManager.default
    guard files.fileExists(atPath: folder(of: name)) else { return .nothing }
    if try removeUnchanged(name, copyOf: lesson) { return .removed }
    var number = 1
    while files.fileExists(atPath: "\(folder(of: name))-old-\(number)") { number += 1 }
    let aside = "\(folder(of: name))-old-\(number)"
    try files.moveItem(atPath: folder(of: name), toPath: aside)
    try? files.removeItem(atPath: original(of: name))
    return .kept(aside)
  }

  /// Takes a lesson's copy away if it is in every byte as the lesson is, so that nothing is lost by it.
  ///
  /// - Parameters:
  ///   - name: the lesson's name.
  ///   - lesson: the folder of the lesson that it is a copy of.
  /// - Returns: whether it was.
  /// - Throws: what the file system says.
  @discardableResult
  public func removeUnchanged(_ name: String, copyOf lesson: String) throws -> Bool {
    let files = FileManager.default
    let copy = folder(of: name)
    guard files.fileExists(atPath: copy) else { return false }
    // An older copy may have the exercises as well.
    let items = Set(try files.contentsOfDirectory(atPath: copy))
    guard try Self.copiedItems(of: lesson).isSubset(of: items),
      items.allSatisfy({
        files.contentsEqual(atPath: "\(copy)/\($0)", andPath: "\(lesson)/\($0)")
      })
    else { return false }
    try files.removeItem(atPath: folder(of: name))
    try? files.removeItem(atPath: original(of: name))
    // Only if nothing else is in it.
    rmdir(folder)
    return true
  }
}
