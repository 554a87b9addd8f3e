import Files
import Foundation
import TestSupport
import Tensors
import Testing

@testable import TensorFiles

/// Files on disk, and what isn't one.
@Suite struct TensorFileTests {
  private let tensor = StoredTensor(Tensor([[1, 2, 3], [4, 5, 6]]))

  private func npy(_ path: String) -> String { message { _ = try NPYFile.read(path) } }
  private func safetensors(_ path: String) -> String {
    message { _ = try Safetensors(contentsOf: path) }
  }

  @Test("What is written to a file is read from it, and nothing else is left in the folder")
  func roundTrips() throws {
    try withTemporaryFolder { folder in
      let (one, many) = (folder + "/x.npy", folder + "/x.safetensors")
      for _ in 0..<2 {
        try NPYFile.write(tensor, to: one)
        try Safetensors.write(["a": tensor, "b": tensor], metadata: ["k": "v"], to: many)
      }
      #expect(try NPYFile.read(one) == tensor)
      let file = try Safetensors(contentsOf: many)
      #expect(try file.tensors() == ["a": tensor, "b": tensor])
      #expect(file.metadata == ["k": "v"])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
          == ["x.npy", "x.safetensors"])
      #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: one))) == NPYFile.bytes(of: tensor))
    }
  }

  @Test("A tensor of many megabytes goes out and in, in several pieces")
  func severalPieces() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/large.npy"
      let count = FileSystem.largestPiece + 12_345
      let large = Tensor<UInt8>(shape: [count]) { numbers in
        for place in numbers.indices { numbers[place] = UInt8(truncatingIfNeeded: place % 251) }
      }
      try NPYFile.write(.uint8(large), to: path)
      #expect(try NPYFile.read(path) == .uint8(large))
    }
  }

  @Test("What isn't a file to read is refused in words")
  func placesThatCannotBeRead() throws {
    try withTemporaryFolder { folder in
      for said in [npy, safetensors] {
        #expect(said(folder) == "'\(folder)' is a folder. Name the file in it.")
        #expect(
          said(folder + "/none")
            == "There is no file '\(folder)/none'. Check its spelling, and the folder that you "
            + "are in.")
        let file = folder + "/file"
        try Data().write(to: URL(fileURLWithPath: file))
        #expect(said(file).hasSuffix("it is empty."))
        #expect(
          said(file + "/x")
            == "'\(file)/x' can't be read: Not a directory. Check who may read it, or use a copy.")
        #expect(said("/dev/zero").contains("it begins with other bytes"))
      }
    }
  }

  @Test("What can't be written is refused in words, and leaves what was there")
  func placesThatCannotBeWritten() throws {
    try withTemporaryFolder { folder in
      #expect(throws: TensorFileError(path: folder, problem: .folder)) {
        try NPYFile.write(tensor, to: folder)
      }
      let nowhere = folder + "/none/x"
      #expect(
        message { try Safetensors.write([:], to: nowhere) }
          == "'\(nowhere)' can't be written: its folder does not exist. What was there before is "
          + "as it was.")
      let path = folder + "/x.npy"
      try NPYFile.write(tensor, to: path)
      let full = TensorFileError(path: path, problem: .unwritable("No space left on device"))
      #expect(throws: full) {
        try FileReplacement.write(to: path) { (file) throws(TensorFileError) in
          try [1, 2, 3].withUnsafeBytes(file.append).get()
          throw full
        }
      }
      #expect(try NPYFile.read(path) == tensor)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["x.npy"])
      #if os(Linux)
        #expect(message { try NPYFile.write(tensor, to: "/dev/full") }.contains("No space left"))
      #endif
      try NPYFile.write(tensor, to: "/dev/null")
    }
  }

  @Test("A link keeps pointing where it points")
  func links() throws {
    try withTemporaryFolder { folder in
      let (target, link) = (folder + "/target.npy", folder + "/link.npy")
      try NPYFile.write(StoredTensor(Tensor([9])), to: target)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
      try NPYFile.write(tensor, to: link)
      #expect(try NPYFile.read(target) == tensor)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
    }
  }

  @Test("A pipe is read to its end", arguments: [NumPyFiles.int32Fortran, SafetensorsFiles.mixed])
  func pipes(bytes: [UInt8]) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/pipe"
      try #require(mkfifo(path, 0o600) == 0)
      // Both ends wait for each other, so the writer needs a thread of its own.
      Thread.detachNewThread {
        let pipe = FileHandle(forWritingAtPath: path)
        // In pieces, so that no read gets all of it.
        for start in stride(from: 0, to: bytes.count, by: 7) {
          try? pipe?.write(contentsOf: Data(bytes[start..<min(start + 7, bytes.count)]))
        }
        try? pipe?.close()
      }
      if bytes[0] == 0x93 {
        #expect(try NPYFile.read(path) == NPYFile.read(bytes: bytes))
      } else {
        let file = try Safetensors(contentsOf: path)
        #expect(try file.tensors() == Safetensors(bytes: bytes).tensors())
      }
    }
  }

  @Test("A file of terabytes is opened at once, and of it only what is asked for is read")
  func onlyWhatIsAskedForIsRead() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/sparse.safetensors"
      let large = 1 << 42
      let header =
        "{\"small\":{\"dtype\":\"I8\",\"shape\":[2],\"data_offsets\":[\(large),\(large + 2)]},"
        + "\"large\":{\"dtype\":\"F32\",\"shape\":[4,\(large / 16)],\"data_offsets\":[0,\(large)]}}"
      let bytes = MadeFiles.safetensors(header)
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let handle = try #require(FileHandle(forUpdatingAtPath: path))
      // Not every file system has files of this size.
      guard (try? handle.truncate(atOffset: UInt64(bytes.count + large))) != nil else { return }
      try handle.seekToEnd()
      try handle.write(contentsOf: Data([3, 0xFC]))
      try handle.close()
      let file = try Safetensors(contentsOf: path)
      #expect(file.names == ["large", "small"])
      #expect(try file.tensor(named: "small") == .int8(Tensor(shape: [2], [3, -4])))
    }
  }

  @Test("More numbers than there is memory for are refused")
  func noMemory() throws {
    let path = "/the/file"
    #expect(!Memory.hasRoom(byteCount: 1 << 60))
    #expect(
      TensorFileError(path: path, problem: .noMemory(byteCount: 1 << 60)).description
        == "There is no memory for the 1152921504606846976 bytes of '/the/file'. Read a smaller "
        + "part of it, or use a larger machine.")
    #expect(
      TensorFileError(path: path, problem: .tooManyBytes(limit: 1 << 30)).description
        == "'/the/file' is no ordinary file, and gives more than the 1024 MiB that are read from "
        + "such. Save it as a file first.")
  }

  @Test("A file that gets shorter while it is open gives an error, not a crash")
  func shortenedFiles() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/x.safetensors"
      try Safetensors.write(["a": StoredTensor(Tensor<Float>.zeros([100, 100]))], to: path)
      let file = try Safetensors(contentsOf: path)
      let handle = try #require(FileHandle(forUpdatingAtPath: path))
      try handle.truncate(atOffset: 200)
      try handle.close()
      #expect(
        message { _ = try file.tensor(named: "a") }
          == "'\(path)' can't be read: it has become shorter while it was read. Check who may read "
          + "it, or use a copy.")
    }
  }

  @Test("A file that is replaced while it is open is read as it was")
  func replacedFiles() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/x.safetensors"
      try Safetensors.write(["a": tensor], to: path)
      let file = try Safetensors(contentsOf: path)
      try Safetensors.write(["b": StoredTensor(Tensor([9]))], to: path)
      #expect(try file.tensor(named: "a") == tensor)
      #expect(try Safetensors(contentsOf: path).names == ["b"])
    }
  }
}
