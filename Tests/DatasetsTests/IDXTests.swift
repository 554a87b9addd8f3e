import CZlib
import Foundation
import Tensors
import TestSupport
import Testing

@testable import Datasets

/// Bytes packed as gzip does it.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  var packed = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 100)
  let room = UInt32(packed.count)
  var bytes = bytes
  let count = UInt32(bytes.count)
  bytes.withUnsafeMutableBufferPointer { input in
    packed.withUnsafeMutableBufferPointer { output in
      deflateInit2_(
        &stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
      (stream.next_in, stream.avail_in) = (input.baseAddress, count)
      (stream.next_out, stream.avail_out) = (output.baseAddress, room)
      deflate(&stream, Z_FINISH)
      deflateEnd(&stream)
    }
  }
  return Array(packed.prefix(Int(stream.total_out)))
}

@Suite("IDX files")
struct IDXTests {
  /// Two pictures of 3 rows and 5 columns, byte by byte as the format says.
  static let pictures: [UInt8] =
    [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 5] + (0..<30).map { 100 + $0 }
  static let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 4, 3, 0, 255, 1]

  @Test("pictures and labels are read as they stand, plain and packed")
  func reads() throws {
    #expect(isRight { bytes throws in try IDXFile.pictures(bytes: bytes) })
    #expect(isRight { bytes throws in try IDXFile.pictures(bytes: gzipped(bytes)) })
    #expect(try IDXFile.labels(bytes: Self.labels) == [3, 0, 255, 1])
    #expect(try IDXFile.labels(bytes: gzipped(Self.labels)) == [3, 0, 255, 1])
    // Packed files in a row are one.
    let (start, end) = (Array(Self.pictures[..<21]), Array(Self.pictures[21...]))
    #expect(try IDXFile.pictures(bytes: gzipped(start) + gzipped(end)).scalars == Array(100..<130))
  }

  @Test("a reader that exchanges rows and columns, or takes the lowest byte first, is found out")
  func wrongReaders() {
    #expect(!isRight { bytes in Tensor(shape: [2, 1, 5, 3], bytes.dropFirst(16)) })
    #expect(
      !isRight { bytes in
        var exchanged = Tensor<UInt8>.zeros([2, 1, 3, 5])
        for place in 0..<30 {
          let (n, h, w) = (place / 15, place / 5 % 3, place % 5)
          exchanged[n, 0, h, w] = bytes[16 + n * 15 + w * 3 + h]
        }
        return exchanged
      })
    // With the lowest byte first, 2 pictures are 2²⁵: more than there are.
    #expect(
      !isRight { bytes in
        let count = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        return Tensor(shape: [min(count, 30), 1, 1, 1], bytes.dropFirst(16))
      })
  }

  private func isRight(_ read: ([UInt8]) throws -> Tensor<UInt8>) -> Bool {
    guard let tensor = try? read(Self.pictures), tensor.shape == [2, 1, 3, 5] else { return false }
    return tensor[1, 0, 2, 1] == 100 + 15 + 2 * 5 + 1 && tensor.scalars == Array(100..<130)
  }

  @Test("sizes are read with the highest byte first")
  func bigSizes() throws {
    // 258 = 0x0102: in the other order it would be 513.
    let bytes = [0, 0, 8, 1, 0, 0, 1, 2] + [UInt8](repeating: 9, count: 258)
    #expect(try IDXFile.labels(bytes: bytes).count == 258)
  }

  @Test("written and read, they are the same")
  func roundTrip() throws {
    let data = Samples.numbered(300, height: 7, width: 3)
    #expect(
      try IDXFile.pictures(bytes: IDXFile.bytes(ofPictures: data.pictures)) == data.pictures)
    #expect(try IDXFile.labels(bytes: IDXFile.bytes(ofLabels: data.labels)) == data.labels)
    #expect(IDXFile.bytes(ofLabels: [3, 0, 255, 1]) == Self.labels)
  }

  // MARK: What is refused

  struct Malformed: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let problem: DatasetError.Problem
    var testDescription: String { name }
  }

  private static let right = "00 00 08 03, as files of pictures begin"

  static let malformed: [Malformed] = [
    Malformed(
      name: "empty", bytes: [],
      problem: .notIDX(found: "nothing, since it is empty", expected: right)),
    Malformed(
      name: "ends in the magic number", bytes: [0, 0, 8],
      problem: .notIDX(found: "00 00 08 and then its end", expected: right)),
    Malformed(
      name: "another format", bytes: [0x89] + pictures.dropFirst(),
      problem: .notIDX(found: "89 00 08 03", expected: right)),
    Malformed(
      name: "labels", bytes: labels,
      problem: .notIDX(found: "00 00 08 01, a file of labels", expected: right)),
    Malformed(
      name: "Floats", bytes: [0, 0, 13] + pictures.dropFirst(3),
      problem: .notIDX(
        found: "00 00 0D 03, elements of another type than a byte", expected: right)),
    Malformed(
      name: "four axes", bytes: [0, 0, 8, 4] + pictures.dropFirst(4),
      problem: .notIDX(found: "00 00 08 04, 4 axes", expected: right)),
    Malformed(
      name: "ends in a size", bytes: Array(pictures.prefix(10)),
      problem: .damaged(found: "its end", expected: "the size of axis 1", byte: 10)),
    Malformed(
      name: "no rows", bytes: [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 5],
      problem: .damaged(found: "0", expected: "at least 1 row", byte: 8)),
    Malformed(
      name: "one element is missing", bytes: pictures.dropLast(),
      problem: .damaged(
        found: "2 × 3 × 5 as the sizes of the axes",
        expected: "no more elements than the 29 bytes that follow the header", byte: 4)),
    Malformed(
      name: "sizes whose product is beyond all numbers",
      bytes: [0, 0, 8, 3] + [UInt8](repeating: 255, count: 12) + [1, 2, 3],
      problem: .damaged(
        found: "4294967295 × 4294967295 × 4294967295 as the sizes of the axes",
        expected: "no more elements than the 3 bytes that follow the header", byte: 4)),
    Malformed(
      name: "no picture, of a size beyond all numbers",
      bytes: [0, 0, 8, 3, 0, 0, 0, 0] + [UInt8](repeating: 255, count: 8),
      problem: .damaged(
        found: "0 × 4294967295 × 4294967295 as the sizes of the axes",
        expected: "rows and columns that a picture can have", byte: 4)),
    Malformed(
      name: "a byte too many", bytes: pictures + [7],
      problem: .damaged(
        found: "another byte, 07", expected: "its end, after 30 elements", byte: 46)),
    Malformed(
      name: "packed, and one element is missing", bytes: gzipped(pictures.dropLast()),
      problem: .damaged(found: "its end", expected: "elements up to byte 46", byte: 45)),
    Malformed(
      name: "packed, and a byte too many", bytes: gzipped(pictures + [7]),
      problem: .damaged(
        found: "another byte, 07", expected: "its end, after 30 elements", byte: 46)),
    Malformed(
      name: "packed, and more than it can hold",
      bytes: gzipped([0, 0, 8, 3, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1]),
      problem: .damaged(
        found: "65536 × 256 × 256 as the sizes of the axes",
        expected:
          "no more elements than \(gzipped([0, 0, 8, 3, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1]).count) "
          + "packed bytes can hold", byte: 4)),
  ]

  @Test(
    "what is malformed is refused: where, what is there and what should be", arguments: malformed)
  func refused(_ file: Malformed) throws {
    let error = #expect(throws: DatasetError.self) {
      try IDXFile.pictures(bytes: file.bytes, path: "a.idx")
    }
    #expect(error?.problem == file.problem)
    #expect(error?.description.contains("'a.idx'") == true)
  }

  @Test("the words say the file, the byte, what is there, what should be and what to do")
  func words() {
    let error = #expect(throws: DatasetError.self) {
      try IDXFile.pictures(bytes: Self.pictures + [7], path: "a.idx")
    }
    #expect(
      error?.description
        == "'a.idx' is a damaged IDX file, at byte 46: there is another byte, 07, and it should be "
        + "its end, after 30 elements. Get it again.")
  }

  @Test("a packed file that is cut off anywhere is refused")
  func cutOff() {
    let packed = gzipped(Self.pictures)
    for length in 0..<packed.count {
      #expect(throws: DatasetError.self, "\(length) of \(packed.count) bytes") {
        try IDXFile.pictures(bytes: Array(packed.prefix(length)))
      }
    }
  }

  @Test("a packed file with one wrong bit gives the same pictures or is refused")
  func wrongBits() {
    let packed = gzipped(Self.pictures)
    // The header of gzip has a time and a system, which mean nothing here.
    for bit in 80..<8 * packed.count {
      var wrong = packed
      wrong[bit / 8] ^= 1 << (bit % 8)
      if let tensor = try? IDXFile.pictures(bytes: wrong) {
        #expect(tensor.scalars == Array(100..<130), "bit \(bit)")
      }
    }
  }

  @Test("what a bomb would become isn't unpacked")
  func bomb() throws {
    // 64 MB of zeros behind two pictures, in 64 kB; only the first byte too many is looked at.
    let bytes = Self.pictures + [UInt8](repeating: 0, count: 1 << 26)
    let packed = gzipped(bytes)
    #expect(packed.count < 1 << 17)
    let clock = ContinuousClock()
    var error: DatasetError?
    let time = clock.measure {
      error = #expect(throws: DatasetError.self) { try IDXFile.pictures(bytes: packed) }
    }
    guard case .damaged(_, _, byte: 46) = error?.problem else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(time < .milliseconds(500))
  }

  @Test("a file that says it has more than is read is refused before there is memory for it")
  func tooLarge() throws {
    try withTemporaryFolder { (folder: String) throws in
      let path = folder + "/large"
      // 65536 pictures of 256 × 128 are 2 GiB; the file has as many bytes, but none on the disk.
      let header: [UInt8] = [0, 0, 8, 3, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 128]
      try Data(header).write(to: URL(fileURLWithPath: path))
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try handle.truncate(atOffset: 16 + 1 << 31)
      try handle.close()
      let error = #expect(throws: DatasetError.self) { try IDXFile.pictures(contentsOf: path) }
      #expect(error?.problem == .tooManyBytes(limit: IDXFile.largestByteCount))
    }
  }
}
