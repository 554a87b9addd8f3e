import Foundation
import Synchronization

/// A small web server on this machine that hands out bytes, well or badly.
///
///     let server = try LoopbackServer(["a.gz": bytes])
///     server.behaves(.cutsOff(after: 1000))
///     … server.address …
///
/// It takes one request a connection, and closes it. What it was asked is kept.
public final class LoopbackServer: Sendable {
  /// How it answers a request.
  public enum Behavior: Equatable, Sendable {
    /// As it should: 200 and all, or 206 and the rest.
    case well
    /// It sends so many bytes of the body, and closes the connection.
    case cutsOff(after: Int)
    /// It always sends all: it knows no ranges.
    case ignoresRanges
    /// It answers with this status and a page.
    case status(Int)
    /// It answers a request for the rest with another part.
    case sendsAnotherRange
    /// It sends the head and so many bytes, and then nothing, and holds the connection.
    case stalls(after: Int)
    /// Each of the body's bytes is another one.
    case damages
    /// It sends more than there is, and doesn't say how much.
    case sendsMore
  }

  /// What it was asked.
  public struct Request: Equatable, Sendable {
    /// The path.
    public let path: String
    /// The first byte that was asked for; nil if all of them were.
    public let start: Int?
  }

  private struct State {
    var behaviors: [Behavior] = []
    var requests: [Request] = []
    var held: [Int32] = []
    var isOver = false
  }

  private let files: [String: [UInt8]]
  private let listener: Int32
  private let state = Mutex(State())
  /// Its port.
  public let port: Int

  /// Its address, with a slash at its end.
  public var address: String { "http://127.0.0.1:\(port)/" }

  /// What it was asked until now.
  public var requests: [Request] { state.withLock(\.requests) }

  /// A server of files by their names.
  public init(_ files: [String: [UInt8]]) throws {
    self.files = files
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    listener = socket(AF_INET, type, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard descriptor >= 0, isBound else { throw CocoaError(.fileNoSuchFile) }
    port = Int(UInt16(bigEndian: address.sin_port))
    // What has gone away while it is written to must not end the tests.
    signal(SIGPIPE, SIG_IGN)
    let thread = Thread { [self] in serve() }
    thread.start()
  }

  /// How it answers the next requests, one after the other; after these, well.
  public func behaves(_ behaviors: Behavior...) { state.withLock { $0.behaviors += behaviors } }

  /// It answers no more.
  public func stop() {
    let held = state.withLock { state in
      state.isOver = true
      return state.held
    }
    for descriptor in held { close(descriptor) }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private func serve() {
    while true {
      let connection = accept(listener, nil, nil)
      if connection < 0 {
        if state.withLock(\.isOver) { return }
        continue
      }
      let isHeld = answer(connection)
      if !isHeld { close(connection) }
    }
  }

  /// - Returns: whether the connection stays open.
  private func answer(_ connection: Int32) -> Bool {
    guard let request = readRequest(connection) else { return false }
    let behavior = state.withLock { state in
      state.requests.append(request)
      return state.behaviors.isEmpty ? .well : state.behaviors.removeFirst()
    }
    guard let file = files[String(request.path.split(separator: "/").last ?? "")] else {
      send(connection, head(404, length: 9) + Array("not found".utf8))
      return false
    }
    switch behavior {
    case .status(let status): send(connection, head(status, length: 4) + Array("page".utf8))
    case .sendsMore: send(connection, head(200, length: nil) + file + file)
    case .damages: send(connection, head(200, length: file.count) + file.map { ~$0 })
    case .ignoresRanges: send(connection, head(200, length: file.count) + file)
    case .sendsAnotherRange where request.start != nil:
      send(
        connection,
        head(206, length: file.count - 1, "bytes 1-\(file.count - 1)/\(file.count)")
          + file.dropFirst())
    case .cutsOff(let count): send(connection, whole(file, request, limit: count))
    case .stalls(let count):
      send(connection, whole(file, request, limit: count))
      state.withLock { $0.held.append(connection) }
      return true
    case .well, .sendsAnotherRange: send(connection, whole(file, request, limit: .max))
    }
    return false
  }

  /// A good answer, of whose body only the beginning is sent.
  private func whole(_ file: [UInt8], _ request: Request, limit: Int) -> [UInt8] {
    guard let start = request.start else {
      return head(200, length: file.count) + file.prefix(limit)
    }
    guard start < file.count else { return head(416, length: 0, "bytes */\(file.count)") }
    return head(
      206, length: file.count - start, "bytes \(start)-\(file.count - 1)/\(file.count)")
      + file.dropFirst(start).prefix(limit)
  }

  private func head(_ status: Int, length: Int?, _ range: String? = nil) -> [UInt8] {
    var lines = ["HTTP/1.1 \(status) -", "Connection: close"]
    if let length { lines.append("Content-Length: \(length)") }
    if let range { lines.append("Content-Range: \(range)") }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  private func readRequest(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    let end = Array("\r\n\r\n".utf8)
    while !bytes.suffix(4).elementsEqual(end) {
      let count = read(connection, &piece, piece.count)
      if count <= 0 { return nil }
      bytes += piece.prefix(count)
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2 else { return nil }
    let range = lines.first { $0.lowercased().hasPrefix("range:") }
    let start = (range?.firstMatch(of: /bytes=(\d+)-/)?.1).flatMap { Int($0) }
    return Request(path: String(words[1]), start: start)
  }

  private func send(_ connection: Int32, _ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(connection, $0.baseAddress!, $0.count) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }
}
