// The format that every player knows: a header of 44 bytes, and then the samples, each a whole number of 16 bits.
//
//     0  "RIFF", the number of bytes that follow        4
//     8  "WAVE"
//    12  "fmt ", 16, and what the samples are:          1 for whole numbers, channels, samples a second,
//                                                       bytes a second, bytes of a frame, bits of a sample
//    36  "data", the number of bytes that follow
//    44  the samples, lowest byte first
//
// Source     Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0" (1991).

import Files

extension Sound {
  /// The sound as the bytes of a WAV file: one channel of 16 bits, 32,767 for 1. What is beyond ±1 is cut off.
  public var wav: [UInt8] {
    let size = 2 * samples.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(WaveHeader.size + size)
    bytes += WaveHeader(rate: rate, dataSize: size).bytes
    for sample in samples {
      let level = Int16((max(-1, min(1, sample)) * 32767).rounded())
      bytes.append(littleEndian: level)
    }
    return bytes
  }

  /// Writes a WAV file, whole or not at all: what was there before stays until the new one is complete.
  ///
  /// - Parameter path: of the file.
  /// - Throws: that the file can't be written, and why.
  public func write(to path: String) throws(SoundError) {
    let bytes = wav
    try FileReplacement.write(to: path) { (file) throws(SoundError) in
      try bytes.withUnsafeBytes(file.append).get()
    }
  }

  /// The sound of a WAV file as `wav` makes it: one channel of 16 bits.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - path: what errors call it.
  /// - Throws: what is different.
  public init(wav bytes: [UInt8], path: String = "the sound") throws(SoundError) {
    guard bytes.count >= WaveHeader.size else {
      throw SoundError(
        path: path,
        problem: .notWAV("it has \(bytes.count) bytes, and the header alone \(WaveHeader.size)"))
    }
    let (rate, size) = (bytes.number(at: 24), bytes.count - WaveHeader.size)
    guard 1...384_000 ~= rate, size % 2 == 0,
      bytes.starts(with: WaveHeader(rate: rate, dataSize: size).bytes)
    else {
      throw SoundError(path: path, problem: .notWAV("its header is another"))
    }
    let samples = stride(from: WaveHeader.size, to: bytes.count, by: 2).map { place in
      Float(Int16(bitPattern: UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8)) / 32767
    }
    self.init(samples: samples, rate: rate)
  }
}

/// What stands before the samples.
private struct WaveHeader {
  static let size = 44

  let rate: Int
  /// How many bytes the samples take.
  let dataSize: Int

  var bytes: [UInt8] {
    var bytes = Array("RIFF".utf8)
    bytes.append(littleEndian: UInt32(clamping: dataSize + 36))
    bytes += Array("WAVEfmt ".utf8)
    bytes.append(littleEndian: UInt32(16))
    bytes.append(littleEndian: UInt16(1))
    bytes.append(littleEndian: UInt16(1))
    bytes.append(littleEndian: UInt32(rate))
    bytes.append(littleEndian: UInt32(2 * rate))
    bytes.append(littleEndian: UInt16(2))
    bytes.append(littleEndian: UInt16(16))
    bytes += Array("data".utf8)
    bytes.append(littleEndian: UInt32(clamping: dataSize))
    return bytes
  }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  /// The number of four bytes at a place.
  fileprivate func number(at place: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(self[place + $1]) << (8 * $1) }
  }
}
