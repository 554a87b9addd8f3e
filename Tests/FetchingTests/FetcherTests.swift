import Datasets
import Foundation
import TestSupport
import Testing

@testable import Fetching

@Suite("Fetching files", .takingTurns)
struct FetcherTests {
  /// Two files of a data set as the program draws it, and what is known of them.
  private static let (contents, files): ([String: [UInt8]], [PublishedFile]) = {
    let digits = DrawnDigits.make(count: 300, seed: 1)
    let contents = [
      "images": IDXFile.bytes(ofPictures: digits.pictures),
      "labels": IDXFile.bytes(ofLabels: digits.labels),
    ]
    let files = contents.keys.sorted().map { name in
      PublishedFile(name: name, byteCount: contents[name]!.count, sha256: digest(contents[name]!))
    }
    return (contents, files)
  }()

  private static var images: PublishedFile { files[0] }
  private static var bytes: [UInt8] { contents["images"]! }

  private static func digest(_ bytes: [UInt8]) -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try? Data(bytes).write(to: URL(fileURLWithPath: path))
    return (try? Digest.sha256(ofFile: path)) ?? ""
  }

  /// A server, a folder, and a fetcher that asks the one for the other.
  private func with(
    _ behaviors: LoopbackServer.Behavior..., body: (LoopbackServer, String, Fetcher) throws -> Void
  ) throws {
    try withTemporaryFolder { (folder: String) throws in
      let server = try LoopbackServer(Self.contents)
      defer { server.stop() }
      for behavior in behaviors { server.behaves(behavior) }
      var fetcher = Fetcher(mirrors: [try #require(MirrorFolder(server.address + "set"))])
      fetcher.patience = 2
      try body(server, "\(folder)/data/set", fetcher)
    }
  }

  private func files(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  private func read(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map(Array.init)
  }

  private func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path,
      withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// What a mirror did, of a fetch that must fail.
  private func failed(
    _ fetcher: Fetcher, _ folder: String
  ) throws -> (reasons: [MirrorFailure.Reason], kept: Int) {
    let error = #expect(throws: FetchError.self) {
      try fetcher.fetch([Self.images], into: folder)
    }
    guard case .noMirrorHasIt(let failures, let kept)? = error?.problem else {
      Issue.record("\(error?.description ?? "it was fetched")")
      return ([], 0)
    }
    return (failures.map(\.reason), kept)
  }

  @Test("files come whole into a new folder, and the second time nothing is asked")
  func fetches() throws {
    try with { server, folder, fetcher in
      var events: [Fetcher.Event] = []
      try fetcher.fetch(Self.files, into: folder) { event in
        events.append(event)
        return .goOn
      }
      #expect(files(in: folder) == ["images", "labels"])
      #expect(read("\(folder)/images") == Self.bytes)
      #expect(server.requests.map(\.path) == ["/set/images", "/set/labels"])
      #expect(server.requests.allSatisfy { $0.start == nil })
      #expect(
        events.first
          == .begins(Self.images, address: "\(server.address)set/images", at: 0))
      #expect(events.last == .isFetched(Self.files[1]))
      events = []
      try fetcher.fetch(Self.files, into: folder) { event in
        events.append(event)
        return .goOn
      }
      #expect(events == Self.files.map { .isThere($0) })
      #expect(server.requests.count == 2)
    }
  }

  @Test("a transfer that is cut off goes on where it was, at once and the next time")
  func cutOff() throws {
    try with(.cutsOff(after: 1000), .cutsOff(after: 2000)) { server, folder, fetcher in
      try fetcher.fetch([Self.images], into: folder)
      #expect(server.requests.map(\.start) == [nil, 1000, 3000])
      #expect(read("\(folder)/images") == Self.bytes)
      #expect(files(in: folder) == ["images"])
    }
    try with(
      .cutsOff(after: 100), .cutsOff(after: 100), .cutsOff(after: 100)
    ) { server, folder, fetcher in
      let (reasons, kept) = try failed(fetcher, folder)
      #expect(kept == 300)
      guard case .cutOff(bytes: 300, _)? = reasons.first else {
        Issue.record("\(reasons)")
        return
      }
      #expect(files(in: folder) == ["images.part"])
      #expect(read("\(folder)/images.part") == Array(Self.bytes.prefix(300)))
      try fetcher.fetch([Self.images], into: folder)
      #expect(server.requests.last?.start == 300)
      #expect(read("\(folder)/images") == Self.bytes)
    }
  }

  @Test(
    "a server that knows no ranges, or sends another one, is asked for all",
    arguments: [LoopbackServer.Behavior.ignoresRanges, .sendsAnotherRange, .status(416)])
  func noRanges(behavior: LoopbackServer.Behavior) throws {
    try with(behavior) { server, folder, fetcher in
      try write(Self.bytes.prefix(777), to: "\(folder)/images.part")
      try fetcher.fetch([Self.images], into: folder)
      #expect(read("\(folder)/images") == Self.bytes)
      let asked = server.requests.map(\.start)
      #expect(asked == (behavior == .ignoresRanges ? [777] : [777, nil]))
    }
  }

  @Test("a part that is longer than the file, or another's, is thrown away")
  func wrongPart() throws {
    try with { server, folder, fetcher in
      try write(Self.bytes + [1], to: "\(folder)/images.part")
      try fetcher.fetch([Self.images], into: folder)
      #expect(server.requests.map(\.start) == [nil])
      #expect(read("\(folder)/images") == Self.bytes)
    }
    try with { server, folder, fetcher in
      // The rest fits behind it, and yet the whole is wrong.
      try write(Array(repeating: 9, count: 500), to: "\(folder)/images.part")
      try fetcher.fetch([Self.images], into: folder)
      #expect(server.requests.map(\.start) == [500, nil])
      #expect(read("\(folder)/images") == Self.bytes)
    }
    try with { server, folder, fetcher in
      // All bytes had come when the process was ended.
      try write(Self.bytes, to: "\(folder)/images.part")
      try fetcher.fetch([Self.images], into: folder)
      #expect(server.requests.isEmpty && files(in: folder) == ["images"])
    }
  }

  @Test("a file that is there and is another one is fetched again, and stays until then")
  func anotherFile() throws {
    try with(.status(500)) { server, folder, fetcher in
      try write([1, 2, 3], to: "\(folder)/images")
      #expect(try failed(fetcher, folder).reasons == [.status(500)])
      #expect(read("\(folder)/images") == [1, 2, 3])
      try fetcher.fetch([Self.images], into: folder)
      #expect(read("\(folder)/images") == Self.bytes)
      // As long as the published one: only the digest tells.
      try write(Self.bytes.dropLast() + [Self.bytes.last! ^ 1], to: "\(folder)/images")
      try fetcher.fetch([Self.images], into: folder)
      #expect(read("\(folder)/images") == Self.bytes)
    }
  }

  @Test("wrong bytes, too many of them and no such file leave nothing behind")
  func wrong() throws {
    try with(.damages) { _, folder, fetcher in
      let (reasons, kept) = try failed(fetcher, folder)
      #expect(
        reasons == [
          .otherBytes(sha256: Self.digest(Self.bytes.map { ~$0 }), expected: Self.images.sha256)
        ])
      #expect(kept == 0 && files(in: folder) == [])
    }
    try with(.sendsMore) { _, folder, fetcher in
      let (reasons, _) = try failed(fetcher, folder)
      #expect(reasons == [.tooLong(expected: Self.images.byteCount)])
      #expect(files(in: folder) == [])
    }
    try with { server, folder, fetcher in
      let error = #expect(throws: FetchError.self) {
        try fetcher.fetch(
          [PublishedFile(name: "none", byteCount: 5, sha256: "")], into: folder)
      }
      #expect(
        error?.description == """
          '\(folder)/none' could not be fetched:
            \(server.address)set/none: there is no such file (404)
          Name another mirror, or try again later.
          """)
      #expect(files(in: folder) == [])
    }
  }

  @Test("when one mirror fails the next goes on where it was")
  func mirrors() throws {
    try with(.cutsOff(after: 400), .status(503)) { first, folder, fetcher in
      let second = try LoopbackServer(Self.contents)
      defer { second.stop() }
      var fetcher = fetcher
      fetcher.mirrors.append(try #require(MirrorFolder(second.address)))
      var failures: [MirrorFailure.Reason] = []
      try fetcher.fetch([Self.images], into: folder) { event in
        if case .failed(_, let failure) = event { failures.append(failure.reason) }
        return .goOn
      }
      #expect(failures == [.status(503)])
      #expect(first.requests.map(\.start) == [nil, 400])
      #expect(second.requests.map(\.start) == [400])
      #expect(read("\(folder)/images") == Self.bytes)
    }
  }

  @Test("where nothing answers that is said, and where nothing comes any more")
  func noAnswer() throws {
    try withTemporaryFolder { (folder: String) throws in
      let server = try LoopbackServer([:])
      server.stop()
      let fetcher = Fetcher(mirrors: [try #require(MirrorFolder(server.address))])
      let error = #expect(throws: FetchError.self) {
        try fetcher.fetch([Self.images], into: folder)
      }
      #expect(
        error?.description == """
          '\(folder)/images' could not be fetched:
            \(server.address)images: nothing answers there
          See that this machine reaches the network, and try again.
          """)
    }
    try with(.stalls(after: 600), .status(500)) { _, folder, fetcher in
      let (reasons, kept) = try failed(fetcher, folder)
      #expect(reasons == [.status(500)] && kept == 600)
    }
    // However often it is asked: some systems' URLSession asks again by itself where nothing at all has come.
    try with(.stalls(after: 0), .stalls(after: 0), .stalls(after: 0)) { _, folder, fetcher in
      let (reasons, kept) = try failed(fetcher, folder)
      #expect(reasons == [.cutOff(bytes: 0, "nothing came for too long")])
      #expect(kept == 0 && files(in: folder) == [])
    }
  }

  @Test("who watches can stop it at any time, and what has come is kept")
  func stopped() throws {
    try with(.stalls(after: 600)) { server, folder, fetcher in
      var fetcher = fetcher
      fetcher.patience = 60
      let start = ContinuousClock.now
      let error = #expect(throws: FetchError.self) {
        try fetcher.fetch([Self.images], into: folder) { event in
          if case .goesOn(_, bytes: 600) = event { .stop } else { .goOn }
        }
      }
      #expect(start.duration(to: .now) < .seconds(30))
      #expect(error?.problem == .stopped(keptBytes: 600))
      #expect(error?.path == "\(folder)/images")
      #expect(read("\(folder)/images.part") == Array(Self.bytes.prefix(600)))
      try fetcher.fetch([Self.images], into: folder)
      #expect(server.requests.map(\.start) == [nil, 600])
    }
  }

  @Test("a folder that can't be made, a folder of the file's name and a full disk are told")
  func unwritable() throws {
    try with { server, folder, fetcher in
      try write([], to: "\(folder)/../file")
      let beside = "\(folder)/../file/set"
      let error = #expect(throws: FetchError.self) {
        try fetcher.fetch([Self.images], into: beside)
      }
      #expect(error?.problem == .unwritable("Not a directory"))
      try FileManager.default.createDirectory(
        atPath: "\(folder)/images", withIntermediateDirectories: true)
      #expect(throws: FetchError(path: "\(folder)/images", problem: .folder)) {
        try fetcher.fetch([Self.images], into: folder)
      }
      #expect(server.requests.isEmpty)
    }
    #if os(Linux)
      try with { _, folder, fetcher in
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder)/images.part", withDestinationPath: "/dev/full")
        let error = #expect(throws: FetchError.self) {
          try fetcher.fetch([Self.images], into: folder)
        }
        #expect(error?.problem == .unwritable("No space left on device"))
        #expect(error?.description.contains("Make room") == true)
      }
    #endif
  }

  @Test(
    "what isn't the address of a folder on a web server is no mirror",
    arguments: [
      "", "mnist", "ftp://example.org/", "https://", "https://a/b?c", "http:/a", "/tmp/x",
    ])
  func noMirror(address: String) { #expect(MirrorFolder(address) == nil) }

  @Test("a slash at the end of a mirror's address makes no difference")
  func slash() {
    #expect(MirrorFolder("https://a.org/b") == MirrorFolder("https://a.org/b/"))
    #expect(MirrorFolder("https://a.org/b")?.address(of: "c").absoluteString == "https://a.org/b/c")
  }

  @Test("what there is of a file is told")
  func states() throws {
    try with { _, folder, fetcher in
      #expect(Self.images.state(in: folder) == .missing)
      try write(Self.bytes.prefix(70), to: "\(folder)/images.part")
      #expect(Self.images.state(in: folder) == .begun(bytes: 70))
      try fetcher.fetch([Self.images], into: folder)
      #expect(Self.images.state(in: folder) == .there)
      try write(Self.bytes.map { ~$0 }, to: "\(folder)/images")
      #expect(Self.images.state(in: folder) == .another)
    }
  }
}
