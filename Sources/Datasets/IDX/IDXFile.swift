import Files
import Tensors

/// The format of MNIST's files: one array of bytes, plain or packed by gzip.
///
///     two bytes 0, the type of an element (8: a byte), the number of axes, the size of each axis as a
///     32-bit number, the highest byte first, and then the elements, row by row
///
/// Source: *The MNIST database of handwritten digits*, http://yann.lecun.com/exdb/mnist/.
///
/// Whatever a file says is held against what it has before memory is taken for it.
public enum IDXFile {
  /// The most bytes that a file may have once it is unpacked.
  public static let largestByteCount = 1 << 30

  /// The pictures of a file with three axes: picture, row and column.
  ///
  /// - Parameter path: the file, plain or packed by gzip, whatever its name.
  /// - Returns: `[N, 1, H, W]`.
  /// - Throws: that it can't be read, is of another kind, or is damaged: where, what stands there and what
  ///   should.
  public static func pictures(contentsOf path: String) throws(DatasetError) -> Tensor<UInt8> {
    try pictures(IDXSource(contentsOf: path))
  }

  /// The same for a file that is in memory; `path` is what errors call it.
  public static func pictures(
    bytes: [UInt8], path: String = "bytes in memory"
  ) throws(DatasetError) -> Tensor<UInt8> {
    try pictures(IDXSource(bytes, path: path))
  }

  /// The labels of a file with one axis.
  ///
  /// - Parameter path: the file, plain or packed by gzip, whatever its name.
  /// - Throws: that it can't be read, is of another kind, or is damaged: where, what stands there and what
  ///   should.
  public static func labels(contentsOf path: String) throws(DatasetError) -> [Int] {
    try labels(IDXSource(contentsOf: path))
  }

  /// The same for a file that is in memory; `path` is what errors call it.
  public static func labels(
    bytes: [UInt8], path: String = "bytes in memory"
  ) throws(DatasetError) -> [Int] {
    try labels(IDXSource(bytes, path: path))
  }

  private static func pictures(_ source: IDXSource) throws(DatasetError) -> Tensor<UInt8> {
    var reader = IDXReader(source)
    let sizes = try reader.sizes(of: .pictures)
    return try reader.elements(shape: [sizes[0], 1, sizes[1], sizes[2]])
  }

  private static func labels(_ source: IDXSource) throws(DatasetError) -> [Int] {
    var reader = IDXReader(source)
    let sizes = try reader.sizes(of: .labels)
    return try reader.elements(shape: sizes).scalars.map(Int.init)
  }

  // MARK: Writing

  /// The file of these pictures, not packed.
  ///
  /// - Parameter pictures: `[N, 1, H, W]`; the format has no channels.
  /// - Precondition: it has this shape.
  public static func bytes(ofPictures pictures: Tensor<UInt8>) -> [UInt8] {
    let shape = pictures.shape
    require(
      shape.count == 4 && shape[1] == 1, "pictures in IDX are [N, 1, H, W], not \(shape)")
    return header(.pictures, [shape[0], shape[2], shape[3]]) + pictures.scalars
  }

  /// The file of these labels, not packed.
  ///
  /// - Precondition: each is from 0 to 255.
  public static func bytes(ofLabels labels: [Int]) -> [UInt8] {
    require(
      labels.allSatisfy { (0...255).contains($0) }, "a label in IDX is from 0 to 255")
    return header(.labels, [labels.count]) + labels.map(UInt8.init)
  }

  private static func header(_ content: IDXContent, _ sizes: [Int]) -> [UInt8] {
    require(sizes.allSatisfy { $0 <= Int(UInt32.max) }, "a size in IDX has 32 bits: \(sizes)")
    return [0, 0, IDXContent.byteType, UInt8(content.axes)]
      + sizes.flatMap { size in
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) }
      }
  }
}

/// The kinds of IDX files that a data set is made of.
enum IDXContent {
  case pictures, labels

  /// The number that stands for a byte as an element's type.
  static let byteType: UInt8 = 8

  /// How many axes such a file has.
  var axes: Int {
    switch self {
    case .pictures: 3
    case .labels: 1
    }
  }

  var words: String {
    switch self {
    case .pictures: "00 00 08 03, as files of pictures begin"
    case .labels: "00 00 08 01, as files of labels begin"
    }
  }
}
