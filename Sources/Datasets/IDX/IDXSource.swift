import Files

/// The bytes of a file one after the other, unpacked where gzip packed them.
final class IDXSource {
  /// What errors call it.
  let path: String
  /// The bytes as they are stored.
  private let stored: StoredBytes
  private let gunzip: Gunzip?

  convenience init(contentsOf path: String) throws(DatasetError) {
    try self.init(StoredBytes(contentsOf: path), path: path)
  }

  convenience init(_ bytes: [UInt8], path: String) throws(DatasetError) {
    try self.init(StoredBytes(bytes), path: path)
  }

  private init(_ stored: StoredBytes, path: String) throws(DatasetError) {
    self.path = path
    self.stored = stored
    gunzip = try stored.start(2) == Gunzip.magic ? Gunzip(stored, path: path) : nil
  }

  /// The most bytes that can come in all.
  var mostBytes: Int {
    guard gunzip != nil else { return stored.count }
    let (most, overflow) = stored.count.multipliedReportingOverflow(by: Gunzip.largestRatio)
    return overflow ? .max : most
  }

  /// In words for an error: how many bytes there can be after the first `place`.
  func mostWords(after place: Int) -> String {
    gunzip == nil
      ? "the \(stored.count - place) bytes that follow the header"
      : "\(stored.count) packed bytes can hold"
  }

  /// The next `count` bytes; fewer only at the end.
  func read(_ count: Int) throws(DatasetError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var result: Result<Int, DatasetError> = .success(0)
    bytes.withUnsafeMutableBytes { buffer in
      do throws(DatasetError) {
        result = .success(try read(into: buffer))
      } catch {
        result = .failure(error)
      }
    }
    return Array(bytes.prefix(try result.get()))
  }

  /// Fills `buffer` with the next bytes.
  ///
  /// - Returns: how many there were; fewer than its room only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    if let gunzip { return try gunzip.read(into: buffer) }
    return try stored.read(into: buffer)
  }
}

/// The bytes of a file as they are stored, one after the other.
final class StoredBytes {
  /// How many there are.
  let count: Int
  /// How many were read.
  private(set) var place = 0
  private let origin: Origin

  private enum Origin {
    case file(FileReader<DatasetError>)
    case memory([UInt8])
  }

  init(_ bytes: [UInt8]) {
    count = bytes.count
    origin = .memory(bytes)
  }

  /// Opens the file at `path`. What has no places, such as a pipe, is read to its end.
  init(contentsOf path: String) throws(DatasetError) {
    let file = try FileReader<DatasetError>(path)
    if let count = file.byteCount {
      self.count = count
      origin = .file(file)
      return
    }
    guard let bytes = try file.rest(after: [], limit: IDXFile.largestByteCount) else {
      throw DatasetError(path: path, problem: .tooManyBytes(limit: IDXFile.largestByteCount))
    }
    count = bytes.count
    origin = .memory(bytes)
  }

  /// The first bytes, which are read again by whoever reads.
  func start(_ count: Int) throws(DatasetError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var result: Result<Int, DatasetError> = .success(0)
    bytes.withUnsafeMutableBytes { buffer in
      do throws(DatasetError) {
        result = .success(try read(into: buffer))
      } catch {
        result = .failure(error)
      }
    }
    place = 0
    return Array(bytes.prefix(try result.get()))
  }

  /// Fills `buffer` with the next bytes.
  ///
  /// - Returns: how many there were; fewer than its room only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    let length = min(buffer.count, count - place)
    guard length > 0 else { return 0 }
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<length])
    switch origin {
    case .memory(let bytes):
      bytes.withUnsafeBytes {
        part.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[place..<place + length]))
      }
    case .file(let file): try file.fill(part, at: place)
    }
    place += length
    return length
  }
}
