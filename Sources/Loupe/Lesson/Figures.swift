import Pictures
import Synchronization

/// The files of what a program shows.
enum Figures {
  private static let used = Mutex<Set<String>>([])

  /// Where the next figure goes, without the ending of its file's name: made of its title, and of a number where
  /// that name is taken.
  static func nextPath(for title: String) -> String {
    let folder = LessonProgram.environment(LessonEnvironment.figures) ?? "."
    let words = title.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let name = words.isEmpty ? "figure" : words.prefix(6).joined(separator: "-")
    return used.withLock { used in
      var candidate = name
      var count = 1
      while !used.insert(candidate).inserted {
        count += 1
        candidate = "\(name)-\(count)"
      }
      return "\(folder)/\(candidate)"
    }
  }

  /// Writes a picture and tells the runner what it is, or prints its path where there is no runner.
  ///
  /// - Parameter sound: the file of the sound that the picture draws, where it does.
  static func show(
    _ picture: Picture, path: String, _ title: String, alt: String?, sound: String? = nil
  ) {
    do {
      try picture.write(to: path)
    } catch {
      fatalError(error.description)
    }
    if LessonProgram.isListenedTo {
      LessonProgram.tell(.picture(path: path, title: title, alt: alt, sound: sound))
    } else {
      print("\(title): \(path)")
      if let sound { print("\(title): \(sound)") }
    }
  }
}
