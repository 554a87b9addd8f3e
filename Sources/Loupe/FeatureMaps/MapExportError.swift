/// Why the maps of a picture can't be made or written.
public enum MapExportError: Error, Sendable, CustomStringConvertible {
  /// The picture is smaller than a kernel.
  case tooSmall(
    _ picture: (height: Int, width: Int), kernel: String, kernelSize: (height: Int, width: Int))
  /// Enlarged, the maps would have more pixels than a picture may.
  case tooLarge(_ picture: (height: Int, width: Int), enlargement: Int)
  /// What shall be the folder, or a folder that it lies in, is a file.
  case notFolder(String)
  /// The folder can't be made or written to; the text says why.
  case unwritableFolder(String, String)

  /// One or two sentences for the person who asked.
  public var description: String {
    switch self {
    case .tooSmall(let picture, let kernel, let kernelSize):
      "The picture is \(picture.width) × \(picture.height) pixels, smaller than the kernel "
        + "'\(kernel)', which is \(kernelSize.width) × \(kernelSize.height)."
    case .tooLarge(let picture, let enlargement):
      "A picture of \(picture.width) × \(picture.height) pixels is too large to be enlarged by "
        + "\(enlargement)."
    case .notFolder(let path):
      "'\(path)' is a file, and the maps go into a folder. Name another with -o."
    case .unwritableFolder(let path, let reason):
      "The folder '\(path)' can't be written to: \(reason). Name another with -o."
    }
  }
}
