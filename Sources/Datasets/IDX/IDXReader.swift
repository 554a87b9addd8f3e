import Tensors

/// Reads one IDX file from its start to its end.
struct IDXReader {
  private let source: IDXSource
  /// How many bytes were read.
  private var place = 0

  init(_ source: IDXSource) { self.source = source }

  /// The sizes of the axes, when the file is of this kind and may have as many elements.
  mutating func sizes(of content: IDXContent) throws(DatasetError) -> [Int] {
    try checkStart(of: content)
    var sizes: [Int] = []
    for axis in 0..<content.axes {
      let bytes = try take(4, "the size of axis \(axis)")
      sizes.append(bytes.reduce(0) { $0 << 8 | Int($1) })
    }
    if content == .pictures, let axis = sizes.firstIndex(of: 0), axis > 0 {
      throw damaged(
        found: "0", expected: axis == 1 ? "at least 1 row" : "at least 1 column",
        at: 4 + 4 * axis)
    }
    try checkRoom(for: sizes)
    return sizes
  }

  private mutating func checkStart(of content: IDXContent) throws(DatasetError) {
    let start = try source.read(4)
    place = start.count
    let right = [0, 0, IDXContent.byteType, UInt8(content.axes)]
    if start == right { return }
    // In the order in which a file goes wrong: nothing there, another format, another kind of IDX.
    let found: String
    switch start.count {
    case 0: found = "nothing, since it is empty"
    case 1..<4: found = Self.hexadecimal(start) + " and then its end"
    default:
      found = Self.hexadecimal(start) + Self.note(start)
    }
    throw DatasetError(
      path: source.path, problem: .notIDX(found: found, expected: content.words))
  }

  private static func note(_ start: [UInt8]) -> String {
    guard start[0] == 0, start[1] == 0 else { return "" }
    if start[2] != IDXContent.byteType { return ", elements of another type than a byte" }
    switch start[3] {
    case 1: return ", a file of labels"
    case 3: return ", a file of pictures"
    default: return ", \(start[3]) axes"
    }
  }

  /// Holds the sizes against the bytes that are there, before there is memory for them.
  private func checkRoom(for sizes: [Int]) throws(DatasetError) {
    // Without a picture there are no elements, and yet a picture must have a size that can be.
    var places = 1
    for size in sizes where size > 0 {
      let (product, overflow) = places.multipliedReportingOverflow(by: size)
      places = overflow ? .max : product
    }
    let isEmpty = sizes.contains(0)
    let most = isEmpty ? IDXFile.largestByteCount : source.mostBytes - place
    guard places <= most else {
      throw damaged(
        found: "\(sizes.map(String.init).joined(separator: " × ")) as the sizes of the axes",
        expected: isEmpty
          ? "rows and columns that a picture can have"
          : "no more elements than \(source.mostWords(after: place))", at: 4)
    }
    guard places <= IDXFile.largestByteCount else {
      throw DatasetError(
        path: source.path, problem: .tooManyBytes(limit: IDXFile.largestByteCount))
    }
  }

  /// All elements, after which the file must end.
  mutating func elements(shape: [Int]) throws(DatasetError) -> Tensor<UInt8> {
    let (start, source) = (place, source)
    // The errors go out by variables: the tensor's closure doesn't throw.
    var failure: DatasetError?
    var done = 0
    let elements = Tensor<UInt8>(shape: shape) { buffer in
      do throws(DatasetError) {
        done = try source.read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    guard done == elements.count else {
      throw damaged(
        found: "its end", expected: "elements up to byte \(start + elements.count)",
        at: start + done)
    }
    place += done
    let more = try source.read(1)
    guard more.isEmpty else {
      throw damaged(
        found: "another byte, \(Self.hexadecimal(more))",
        expected: "its end, after \(elements.count) elements", at: place)
    }
    return elements
  }

  private mutating func take(_ count: Int, _ what: String) throws(DatasetError) -> [UInt8] {
    let bytes = try source.read(count)
    place += bytes.count
    guard bytes.count == count else { throw damaged(found: "its end", expected: what, at: place) }
    return bytes
  }

  private func damaged(found: String, expected: String, at byte: Int) -> DatasetError {
    DatasetError(
      path: source.path, problem: .damaged(found: found, expected: expected, byte: byte))
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
      .joined(separator: " ")
  }
}
