/// The place in one lesson at which a reader goes on the next time.
public struct Bookmark: Sendable {
  private let file: ProgressFile
  private let name: String

  /// The bookmark of the lesson that goes by this name in the file.
  public init(in file: ProgressFile, name: String) {
    self.file = file
    self.name = name
  }

  /// Where the reader stopped on the way, if they did; `cellCount` is how many cells the lesson has now.
  public func nextCell(of cellCount: Int) -> Int? {
    guard let place = file.read().places[name], place.isOnTheWay, place.nextCell <= cellCount else {
      return nil
    }
    return place.nextCell
  }

  /// Whether the reader has come to the lesson's end, now or before.
  public var isFinished: Bool { file.read().places[name]?.isFinished ?? false }

  /// Notes that the reader has come to before this cell; to the end, if there is no such cell.
  public func set(beforeCell number: Int, of cellCount: Int) {
    file.update { progress in
      let wasFinished = progress.places[name]?.isFinished ?? false
      progress.places[name] = CourseProgress.Place(
        nextCell: min(max(1, number), cellCount + 1), of: cellCount,
        isFinished: wasFinished || number > cellCount)
    }
  }
}
