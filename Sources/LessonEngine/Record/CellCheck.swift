import Foundation
import Pictures
import Sounds

/// What a lesson's file says of a cell that is no longer so.
public enum Discrepancy: Sendable {
  /// Another text was printed than is recorded; and where that is all, the numbers that are off.
  case output([LineChange], numbers: [NumberDifference])
  /// The file records nothing, and the cell printed or showed something.
  case notRecorded
  /// Another number or order of pictures was shown than is recorded: their sources.
  case pictures(recorded: [String], shown: [String])
  /// A picture is shown with another title or alternative text than is recorded.
  case pictureWords(recorded: CellRecord.Picture, shown: CellRecord.Picture)
  /// A picture is not as it is recorded.
  case picture(source: String, String)
  /// A sound is not as it is recorded.
  case sound(source: String, String)
  /// The cell failed, or one of its checks did.
  case failed
}

/// Holds one cell's result against its record.
struct CellCheck {
  let lesson: Lesson
  let result: CellResult

  func discrepancies() -> [Discrepancy] {
    guard result.isRight else { return [.failed] }
    if case .notRun = result.ending { return [] }
    let record = result.cell.record
    let pictures = result.pictures.map(CellRecord.Picture.init)
    let shown = pictures.flatMap(\.sources)
    if record == nil {
      let isSilent = OutputComparison.lines(result.output).isEmpty && shown.isEmpty
      return isSilent || result.cell.options.isHidden
        ? [] : [.notRecorded]
    }
    var found: [Discrepancy] = []
    let comparison = OutputComparison(result.cell.options)
    let recorded = record?.text ?? ""
    if !comparison.agree(recorded, result.output) {
      let changes = comparison.differences(recorded, result.output)
      found.append(.output(changes, numbers: comparison.numberDifferences(changes)))
    }
    let sources = record?.pictures.flatMap(\.sources) ?? []
    if sources != shown {
      found.append(.pictures(recorded: sources, shown: shown))
      return found
    }
    for (recorded, words) in zip(record?.pictures ?? [], pictures)
    where !agree(recorded, words, comparison) {
      found.append(.pictureWords(recorded: recorded, shown: words))
    }
    if !result.cell.options.isMasked {
      found += result.pictures.compactMap(discrepancy)
      found += result.pictures.compactMap(\.sound).compactMap(discrepancy)
    }
    return found
  }

  /// Words agree as outputs do: there may be numbers in them.
  private func agree(
    _ recorded: CellRecord.Picture, _ shown: CellRecord.Picture, _ comparison: OutputComparison
  ) -> Bool {
    comparison.agree(recorded.title, shown.title)
      && (recorded.alt == nil) == (shown.alt == nil)
      && comparison.agree(recorded.alt ?? "", shown.alt ?? "")
  }

  /// Pictures agree when no pixel is off by more than one grey level.
  private func discrepancy(_ shown: ShownPicture) -> Discrepancy? {
    do {
      let recorded = try Picture(contentsOf: lesson.folder + "/" + shown.source)
      let new = try shown.picture()
      return new.difference(from: recorded, within: 1).map {
        .picture(source: shown.source, "\($0)")
      }
    } catch {
      return .picture(source: shown.source, error.description)
    }
  }

  /// Sounds agree when no sample is off by more than what two neighbouring ones of 16 bits are apart.
  private func discrepancy(_ shown: ShownSound) -> Discrepancy? {
    do {
      let path = lesson.folder + "/" + shown.source
      guard let bytes = PlainFile.contents(path, atMost: ShownPicture.mostBytes) else {
        throw SoundError(path: path, problem: .missing)
      }
      let recorded = try Sound(wav: [UInt8](bytes), path: path)
      return try shown.sound().difference(from: recorded, within: 1.5 / 32767).map {
        .sound(source: shown.source, $0)
      }
    } catch {
      return .sound(source: shown.source, "\(error)")
    }
  }
}

extension ShownPicture {
  /// The picture as it was shown.
  func picture() throws(PictureError) -> Picture {
    guard let png else { throw PictureError(path: path, problem: .missing) }
    return try Picture(png: [UInt8](png), path: path)
  }

  /// The path under which a lesson's file shows the picture.
  var source: String { "figures/" + URL(fileURLWithPath: path).lastPathComponent }
}

extension ShownSound {
  /// The sound as it was shown.
  func sound() throws(SoundError) -> Sound {
    guard let wav else { throw SoundError(path: path, problem: .missing) }
    return try Sound(wav: [UInt8](wav), path: path)
  }

  /// The path under which a lesson's file links to the sound.
  var source: String { "figures/" + URL(fileURLWithPath: path).lastPathComponent }
}

extension CellResult {
  /// Where the lesson's file no longer says what the cell does; empty where it does.
  public func discrepancies(with lesson: Lesson) -> [Discrepancy] {
    CellCheck(lesson: lesson, result: self).discrepancies()
  }
}
