import Files

/// What is to be written: the header's bytes and then the tensors, each from where it lies in
/// memory.
struct FileContents {
  let header: [UInt8]
  let tensors: [StoredTensor]

  /// All of it as one array.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tensors.reduce(header.count) { $0 + $1.byteCount })
    bytes += header
    for tensor in tensors { tensor.withUnsafeBytes { bytes += $0 } }
    return bytes
  }

  /// Writes the file whole or not at all.
  func write(to path: String) throws(TensorFileError) {
    try FileReplacement.write(to: path) { (file) throws(TensorFileError) in
      try header.withUnsafeBytes(file.append).get()
      for tensor in tensors { try tensor.withUnsafeBytes(file.append).get() }
    }
  }
}
