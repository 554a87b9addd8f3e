import Foundation

extension Lesson {
  /// The Markdown file of the lesson that a person gave the path of: of a folder its README.md, or the file
  /// itself where its name ends with ".md".
  ///
  /// - Returns: its absolute path.
  /// - Throws: `LessonError` where no lesson can be, with what to name instead.
  public static func file(at path: String) throws(LessonError) -> String {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw LessonError(
        path: url.path,
        "there is no such file or folder. Check its spelling, and the folder that you are in")
    }
    guard isFolder.boolValue else {
      if url.pathExtension == "md" { return url.path }
      throw LessonError(
        path: url.path,
        "this is no lesson. A lesson is a folder with a README.md in it, or a Markdown file, whose name "
          + "ends with .md")
    }
    let file = url.appendingPathComponent("README.md").path
    if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue {
      return file
    }
    let lessons = Course(folder: url.path).names
    throw LessonError(
      path: url.path,
      lessons.isEmpty
        ? "this folder is no lesson, for there is no README.md in it"
        : "this is a folder of lessons; name one of them: \(lessons.joined(separator: ", "))")
  }
}
