import Foundation
import LessonEngine

/// A file that somebody works on while we wait for it to be saved.
final class SavedFile {
  private let path: String
  private var version: FileVersion
  private var quitKey: QuitKey?

  /// The file at a path, as it is now.
  init(_ path: String) {
    self.path = path
    version = FileVersion(of: path)
  }

  /// From now on the key q ends the waiting, where there are keys.
  func readKeys() { quitKey = QuitKey() }

  /// Whether the reader wants no more.
  var isOver: Bool { quitKey?.isPressed == true }

  /// What ends the waiting.
  var keyThatEnds: String { quitKey == nil ? "Ctrl-C" : "q" }

  /// Asks whether the file has been saved since, or the reader wants no more.
  var isOutdated: @Sendable () -> Bool {
    let (path, version, quitKey) = (path, version, quitKey)
    return { quitKey?.isPressed == true || FileVersion(of: path) != version }
  }

  /// How often the file is looked at, in milliseconds.
  private static let pause = 100
  /// How often the file has to be away before that is said: some editors take it away to save it.
  private static let absences = 10

  /// Waits until the file has been saved, or the reader wants no more. One that is away, or was another a
  /// moment ago, is being saved.
  ///
  /// - Parameter sayThatItIsGone: called once if the file is away for longer than that.
  func nextVersion(sayingThatItIsGone sayThatItIsGone: () -> Void) async throws {
    var last = version
    var absences = 0
    while !isOver {
      let now = FileVersion(of: path)
      // Who takes a file away and brings it back may bring it back as it was.
      if now.exists, now == last, now != version || absences >= Self.absences {
        version = now
        return
      }
      last = now
      if !now.exists {
        absences += 1
        if absences == Self.absences { sayThatItIsGone() }
      }
      try await Task.sleep(for: .milliseconds(Self.pause))
    }
  }

  /// What the clock says, for a remark.
  static var time: String { Date().formatted(.dateTime.hour().minute().second()) }

  /// Ends all that runs as soon as that is of no use any more.
  ///
  /// - Parameters:
  ///   - isOutdated: asks whether it is.
  ///   - stop: called before, so that nothing else is begun.
  static func endingPrograms(
    when isOutdated: @escaping @Sendable () -> Bool, first stop: @escaping @Sendable () -> Void = {}
  ) -> Task<Void, any Error> {
    Task.detached {
      while !isOutdated() { try await Task.sleep(for: .milliseconds(pause)) }
      stop()
      RunningPrograms.endThoseRunning()
    }
  }
}
