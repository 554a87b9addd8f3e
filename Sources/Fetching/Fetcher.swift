import Files
import Foundation

/// Fetches published files into a folder.
///
///     let fetcher = Fetcher(mirrors: PublishedDataSet.mnist.mirrors)
///     try fetcher.fetch(PublishedDataSet.mnist.files, into: "data/mnist") { event in .goOn }
///
/// A file is there under its name only when it is whole and its digest is the published one. Until then its bytes
/// are in a file with `.part` at its end, and the next time it goes on behind them. What is there and right is not
/// fetched again.
public struct Fetcher: Sendable {
  /// What happens on the way.
  public enum Event: Equatable, Sendable {
    /// The file was there, and is the published one.
    case isThere(PublishedFile)
    /// A mirror is asked for it; so many bytes are there already.
    case begins(PublishedFile, address: String, at: Int)
    /// So many bytes of it are there. It comes ten times a second, also where nothing has come.
    case goesOn(PublishedFile, bytes: Int)
    /// A mirror failed, and the next one is asked.
    case failed(PublishedFile, MirrorFailure)
    /// The file is there, whole and right.
    case isFetched(PublishedFile)
  }

  /// What whoever watches wants.
  public enum Wish: Sendable {
    /// To go on.
    case goOn
    /// To stop. What has come is kept.
    case stop
  }

  /// Where the files are, in the order in which to ask.
  public var mirrors: [MirrorFolder]
  /// For so many seconds a server may say nothing.
  public var patience = 30.0

  /// How often a mirror is asked again for the rest of a file, when it stopped on the way.
  private static let tries = 3

  /// A fetcher that asks these mirrors.
  public init(mirrors: [MirrorFolder]) { self.mirrors = mirrors }

  /// Fetches those files that aren't there yet.
  ///
  /// - Parameters:
  ///   - files: the files.
  ///   - folder: what gets them; it is made if it isn't there.
  ///   - watch: called for all that happens, on the caller's thread.
  /// - Throws: that a file can't be written, that no mirror has it, or that `watch` wanted to stop.
  public func fetch(
    _ files: [PublishedFile], into folder: String,
    watching watch: (Event) -> Wish = { _ in .goOn }
  ) throws(FetchError) {
    try FileSystem.makeFolder(folder, failure: FetchError.self)
    for file in files { try fetch(file, into: folder, watch) }
  }

  private func fetch(
    _ file: PublishedFile, into folder: String, _ watch: (Event) -> Wish
  ) throws(FetchError) {
    let path = "\(folder)/\(file.name)"
    switch FileSystem.kind(ofPath: path) {
    case .folder: throw FetchError(path: path, problem: .folder)
    case .file where try Digest.isRight(path, file):
      _ = watch(.isThere(file))
      return
    default: break
    }
    let part = try GrowingFile<FetchError>("\(path).part", .goingOn)
    if part.byteCount > file.byteCount { try part.empty() }
    var failures: [MirrorFailure] = []
    for (place, mirror) in mirrors.enumerated() {
      let address = mirror.address(of: file.name)
      guard let reason = try ask(address, for: file, part, watch) else {
        guard rename(part.path, path) == 0 else { throw FetchError.unwritable(path, errno) }
        _ = watch(.isFetched(file))
        return
      }
      let failure = MirrorFailure(address: address.absoluteString, reason: reason)
      failures.append(failure)
      if place + 1 < mirrors.count { _ = watch(.failed(file, failure)) }
    }
    let kept = part.byteCount
    if kept == 0 { unlink(part.path) }
    throw FetchError(path: path, problem: .noMirrorHasIt(failures, keptBytes: kept))
  }

  /// Asks one mirror until the file is whole and right.
  ///
  /// - Returns: why it isn't; nil if it is.
  private func ask(
    _ address: URL, for file: PublishedFile, _ part: GrowingFile<FetchError>,
    _ watch: (Event) -> Wish
  ) throws(FetchError) -> MirrorFailure.Reason? {
    var triesLeft = Self.tries
    while true {
      let start = part.byteCount
      // It may be whole already, when the process was ended before it could be looked at.
      if start < file.byteCount {
        if case .stop = watch(.begins(file, address: address.absoluteString, at: start)) {
          throw stopped(part)
        }
        let transfer = Transfer(into: part, whole: file.byteCount)
        let ending = transfer.run(address, patience: patience) { count in
          if case .goOn = watch(.goesOn(file, bytes: count)) { true } else { false }
        }
        switch ending {
        case .complete: break
        case .stopped: throw stopped(part)
        case .unwritable(let error): throw error
        case .mustStartAgain:
          try part.empty()
          continue
        case .failed(.cutOff) where part.byteCount > start && triesLeft > 1:
          triesLeft -= 1
          continue
        case .failed(let reason):
          if case .tooLong = reason { try part.empty() }
          return reason
        }
      }
      let found = try Digest.sha256(ofFile: part.path)
      if found == file.sha256 { return nil }
      try part.empty()
      // Of what was there before nobody knows where it came from; all of one answer is the mirror's own.
      if start == 0 { return .otherBytes(sha256: found, expected: file.sha256) }
    }
  }

  private func stopped(_ part: GrowingFile<FetchError>) -> FetchError {
    let kept = part.byteCount
    if kept == 0 { unlink(part.path) }
    return FetchError(
      path: String(part.path.dropLast(".part".count)), problem: .stopped(keptBytes: kept))
  }
}
