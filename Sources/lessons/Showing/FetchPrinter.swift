import Fetching
import Foundation
import LessonEngine

/// Shows how far fetching has come: a line for each file, and on a terminal one that passes while it comes.
final class FetchPrinter {
  private let folder: String
  private let showsPassingLine = ProgressBar.isShown
  /// Where and when the transfer began that runs.
  private var start = (bytes: 0, time: ContinuousClock.now)

  init(folder: String) { self.folder = folder }

  func show(_ event: Fetcher.Event) {
    switch event {
    case .isThere(let file): say("\(path(file)) is there")
    case .begins(let file, let address, let bytes):
      start = (bytes, .now)
      let from = bytes > 0 ? ", from byte \(bytes) on" : ""
      // What passes on a terminal would leave no trace in a log.
      if !showsPassingLine {
        Messages.note("fetching \(address), \(ByteWords.of(file.byteCount))\(from)")
      }
    case .goesOn(let file, let bytes):
      guard showsPassingLine else { return }
      PassingLine.show(
        "\(file.name) \(ProgressBar.text(bytes, of: file.byteCount)) "
          + "\(ByteWords.of(bytes)) of \(ByteWords.of(file.byteCount))\(rate(bytes))", on: 2)
    case .failed(_, let failure):
      end()
      Messages.note("\(failure)")
    case .isFetched(let file):
      say("\(path(file)) is fetched, \(ByteWords.of(file.byteCount)), and as it was published")
    }
  }

  /// Takes the line that passes away.
  func end() { if showsPassingLine { PassingLine.takeAway() } }

  private func say(_ line: String) {
    end()
    print(line)
    fflush(nil)
  }

  private func path(_ file: PublishedFile) -> String { shownPath("\(folder)/\(file.name)") }

  private func rate(_ bytes: Int) -> String {
    let seconds = start.time.duration(to: .now) / .seconds(1)
    guard seconds > 0.5 else { return "" }
    return ", \(ByteWords.of(Int(Double(bytes - start.bytes) / seconds))) a second"
  }
}
