import Files
import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One request for a file, whose bytes go to the end of what is there of it already.
///
/// Asked for the rest of a file, a server answers with status 206 and the rest, or with 200 and all of it, where it
/// doesn't know how, or with 416, where it has no such rest.
///
/// Source: RFC 9110, *HTTP Semantics*, §14, https://doi.org/10.17487/RFC9110.
final class Transfer: NSObject, URLSessionDataDelegate, Sendable {
  /// How it ended.
  enum Ending {
    /// As many bytes are there as there should be.
    case complete
    /// The server has nothing that goes on where we are: it must be asked for all.
    case mustStartAgain
    case failed(MirrorFailure.Reason)
    case unwritable(FetchError)
    /// Whoever watched wanted no more.
    case stopped
  }

  private struct State {
    /// How many bytes of the file are there.
    var count: Int
    /// Bytes come that belong there.
    var isTaking = false
    var hasAnswer = false
    var ending: Ending?
  }

  private let part: GrowingFile<FetchError>
  /// Where it goes on.
  private let start: Int
  /// How many bytes the file has in all.
  private let whole: Int
  private let state: Mutex<State>
  private let isOver = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - part: what is there of the file; its length says where to go on.
  ///   - whole: how many bytes the file has in all.
  init(into part: GrowingFile<FetchError>, whole: Int) {
    (self.part, self.whole) = (part, whole)
    start = part.byteCount
    state = Mutex(State(count: start))
  }

  /// Asks, and waits for the end.
  ///
  /// - Parameters:
  ///   - address: where the file is.
  ///   - patience: for so many seconds nothing may come.
  ///   - goesOn: called ten times a second with how many bytes are there; false stops it.
  func run(_ address: URL, patience: Double, while goesOn: (Int) -> Bool) -> Ending {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = patience
    configuration.urlCache = nil
    let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
    defer { session.invalidateAndCancel() }
    var request = URLRequest(url: address)
    // The file is packed already, and must come as it is.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    if start > 0 { request.setValue("bytes=\(start)-", forHTTPHeaderField: "Range") }
    let task = session.dataTask(with: request)
    task.resume()
    while isOver.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
      if !goesOn(state.withLock(\.count)) {
        end(.stopped)
        task.cancel()
      }
    }
    return state.withLock { $0.ending ?? .stopped }
  }

  /// The first ending counts. From then on nothing is taken.
  private func end(_ ending: Ending) {
    state.withLock { state in
      state.isTaking = false
      if state.ending == nil { state.ending = ending }
    }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    let ending = take(response)
    if let ending { end(ending) }
    completionHandler(ending == nil ? .allow : .cancel)
    // Not every system heeds what the handler is told.
    if ending != nil { dataTask.cancel() }
  }

  /// What the answer's head says: nil where its body is what we want.
  private func take(_ response: URLResponse) -> Ending? {
    guard let response = response as? HTTPURLResponse else { return .failed(.status(0)) }
    switch response.statusCode {
    case 206 where start > 0 && Self.firstByte(of: response) != start: return .mustStartAgain
    case 206 where start > 0: break
    case 200:
      do throws(FetchError) {
        if start > 0 { try part.empty() }
      } catch {
        return .unwritable(error)
      }
      state.withLock { $0.count = 0 }
    case 416 where start > 0: return .mustStartAgain
    case let status: return .failed(.status(status))
    }
    state.withLock { ($0.isTaking, $0.hasAnswer) = (true, true) }
    return nil
  }

  /// Where the part begins that an answer brings: "bytes 1000-4999/5000".
  private static func firstByte(of response: HTTPURLResponse) -> Int? {
    let range = response.value(forHTTPHeaderField: "Content-Range")
    return (range?.wholeMatch(of: /bytes (\d+)-.*/)?.1).flatMap { Int($0) }
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard state.withLock(\.isTaking) else { return }
    let count = state.withLock(\.count) + data.count
    if count > whole {
      end(.failed(.tooLong(expected: whole)))
      dataTask.cancel()
      return
    }
    do throws(FetchError) {
      try part.append(data)
      state.withLock { $0.count = count }
    } catch {
      end(.unwritable(error))
      dataTask.cancel()
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    let (count, hasAnswer) = state.withLock { ($0.count, $0.hasAnswer) }
    if count == whole, hasAnswer {
      end(.complete)
    } else if !hasAnswer {
      end(.failed(.unreachable(error.map(NetworkWords.of) ?? "there was no answer")))
    } else {
      end(
        .failed(
          .cutOff(bytes: count, error.map(NetworkWords.of) ?? "the server sent no more")))
    }
    isOver.signal()
  }
}
