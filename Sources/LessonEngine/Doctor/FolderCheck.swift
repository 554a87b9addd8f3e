import Foundation

/// Where things lie: the course, what is kept of it, and the room that there is.
struct FolderCheck {
  let surroundings: Surroundings
  let library: LessonLibrary

  init(_ surroundings: Surroundings, library: LessonLibrary) {
    self.surroundings = surroundings
    self.library = library
  }

  func findings() -> [Finding] { [course, cache, room, progress] }

  private var course: Finding {
    guard let course = Course.find(from: surroundings.starts) else {
      return .fault(
        "course", "there is no folder Lessons here or in a folder around this one",
        remedy: "Go to the folder of the course and try again")
    }
    let count = course.names.count
    return .well(
      "course", "\(count) \(count == 1 ? "lesson" : "lessons") in \(shownPath(course.folder))")
  }

  private var cache: Finding {
    let folder = library.stateFolder
    guard Self.isWritable(folder) else {
      return .fault(
        "cache", "\(shownPath(folder)) can't be written, and lessons are compiled there",
        remedy:
          "Make it yours: sudo chown -R $(id -un) \(shownPath(folder).quotedForShell), or build in a folder of yours"
      )
    }
    let (programs, bytes) = Self.programs(in: "\(folder)/cache")
    let found =
      programs == 0
      ? "no programs yet" : "\(programs) program\(programs == 1 ? "" : "s"), \(Self.words(bytes))"
    return .well("cache", "\(found) in \(shownPath(folder))")
  }

  private static func programs(in folder: String) -> (count: Int, bytes: Int) {
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
    let sizes = names.compactMap { name in
      (try? files.attributesOfItem(atPath: "\(folder)/\(name)/program"))?[.size] as? Int
    }
    return (sizes.count, sizes.reduce(0, +))
  }

  /// A lesson's program takes some twenty megabytes, and the cache half a gigabyte.
  private static let (leastRoom, goodRoom) = (100 << 20, 2 << 30)

  private var room: Finding {
    let folder = library.buildFolder
    guard let bytes = surroundings.freeBytes(folder) else {
      return .note("room", "it can't be found out how much is free beside the build")
    }
    let found = "\(Self.words(bytes)) free beside the build"
    let remedy = "Make room, or forget compiled lessons: lessons clean"
    if bytes < Self.leastRoom { return .fault("room", found, remedy: remedy) }
    if bytes < Self.goodRoom { return .note("room", found, remedy: remedy) }
    return .well("room", found)
  }

  private var progress: Finding {
    guard let folder = Self.progressFolder(surroundings.environment) else {
      return .note(
        "progress", "isn't kept, because neither XDG_STATE_HOME nor HOME names a folder",
        remedy: "Say where: export HOME=/path/of/your/folder")
    }
    guard Self.isWritable(folder) else {
      return .note(
        "progress", "isn't kept, because \(shownPath(folder)) can't be written",
        remedy: "Say where it can: export XDG_STATE_HOME=/path/of/your/folder")
    }
    if let complaint = ProgressFile(surroundings.environment)?.complaint {
      return .note("progress", complaint.found, remedy: complaint.remedy)
    }
    return .well("progress", "in \(shownPath(folder))")
  }

  /// The folder of the file that progress is kept in; nil where there is none.
  static func progressFolder(_ environment: [String: String]) -> String? {
    ProgressFile(environment).map {
      URL(fileURLWithPath: $0.path).deletingLastPathComponent().path
    }
  }

  /// Whether a file can be made in the folder, or the folder itself where it isn't there yet.
  static func isWritable(_ folder: String) -> Bool {
    let files = FileManager.default
    var url = URL(fileURLWithPath: folder)
    while !files.fileExists(atPath: url.path), url.path != "/" { url.deleteLastPathComponent() }
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
      return false
    }
    // Trying is the only honest way: root may write where nobody may, except on a read-only disk.
    let probe = url.appendingPathComponent(".loupe-\(UUID().uuidString)").path
    guard files.createFile(atPath: probe, contents: nil) else { return false }
    try? files.removeItem(atPath: probe)
    return true
  }

  private static func words(_ bytes: Int) -> String { bytes.formatted(.byteCount(style: .file)) }
}
