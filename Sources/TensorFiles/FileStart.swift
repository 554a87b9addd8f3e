/// What a file seems to be by its first bytes, when it isn't what it should be.
enum FileStart {
  /// In words for an error: what it looks like, and what to do.
  static func words(_ start: [UInt8]) -> String {
    if start.isEmpty { return "it is empty" }
    if start.count > 8, start[8] == UInt8(ascii: "{"), start[4..<8].allSatisfy({ $0 == 0 }) {
      return "it looks like a safetensors file. Read it with Safetensors"
    }
    for (magic, words) in known where start.starts(with: magic) { return words }
    return "it begins with other bytes. Only .npy and .safetensors files can be read"
  }

  private static let known: [(magic: [UInt8], words: String)] = [
    (NPYHeader.magic, "it looks like an NPY file. Read it with NPYFile"),
    (
      [0x50, 0x4B],
      "it looks like a ZIP archive, as .npz and .pt files are. Unpack it, or save its tensors as "
        + ".npy or .safetensors"
    ),
    ([0x80], "it looks like a Python pickle. Save its tensors as .npy or .safetensors"),
    ([0x89, 0x48, 0x44, 0x46], "it looks like HDF5. Save its tensors as .npy or .safetensors"),
    ([0x1F, 0x8B], "it is compressed by gzip. Unpack it first"),
  ]
}
