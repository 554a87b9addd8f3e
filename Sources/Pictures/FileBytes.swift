#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whole files as bytes, with the system's own words for what went wrong.
enum FileBytes {
  /// The bytes of the file at `path`.
  ///
  /// `accepts` sees the first bytes before the rest is read, and can throw: a device without end
  /// or a film of many gigabytes is then refused at once.
  static func read(
    _ path: String, startCount: Int, limit: Int,
    accepts: ([UInt8]) throws(PictureError) -> Void
  ) throws(PictureError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw PictureError(
        path: path, problem: errno == ENOENT ? .missing : .unreadable(systemReason(errno)))
    }
    defer { close(descriptor) }
    guard kind(ofDescriptor: descriptor) != .folder else {
      throw PictureError(path: path, problem: .folder)
    }
    var bytes = try read(descriptor, upTo: startCount, path: path)
    try accepts(bytes)
    while bytes.count <= limit {
      let more = try read(descriptor, upTo: 1 << 20, path: path)
      if more.isEmpty { return bytes }
      bytes += more
    }
    throw PictureError(path: path, problem: .tooManyBytes)
  }

  /// Up to `count` bytes; fewer only at the end of the file.
  private static func read(
    _ descriptor: Int32, upTo count: Int, path: String
  ) throws(PictureError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = systemRead(descriptor, buffer.baseAddress! + filled, count - filled)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        filled += got
      }
    }
    if failure != 0 {
      throw PictureError(path: path, problem: .unreadable(systemReason(failure)))
    }
    return bytes
  }

  enum Kind { case file, folder, other }

  static func kind(ofDescriptor descriptor: Int32) -> Kind? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? kind(status) : nil
  }

  /// What is at `path`, at the end of its links; nil where there is nothing.
  static func kind(ofPath path: String) -> Kind? {
    var status = stat()
    return stat(path, &status) == 0 ? kind(status) : nil
  }

  private static func kind(_ status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// The system's words for an error number.
  static func systemReason(_ number: Int32) -> String { String(cString: strerror(number)) }
}

/// The system's `read`, under a name that the functions above don't hide.
private func systemRead(
  _ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int
) -> Int {
  read(descriptor, bytes, count)
}
