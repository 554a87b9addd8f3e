import Foundation
import Pictures
import TensorFiles
import Tensors
import TestSupport
import Testing

/// What `lessons maps` refuses: with which words and exit code, and nothing written.
@Suite("What lessons maps refuses", .takingTurns)
struct MapsRefusalTests {
  @Test(
    "a call that can't be understood ends with 64 and the choices",
    arguments: [
      ("", "Missing expected argument '<photo>'"),
      ("photo.png --bank edge", "there is no kernel 'edge' in the bank; did you mean 'edges'?"),
      (
        "photo.png --bank zzzzzzzz",
        "It has: edges, blur, sharpen, emboss, gabor, laplacian, sobel."
      ),
      ("photo.png --bank ,", "--bank needs a name. It has: edges"),
      ("photo.png --colormap jet", "'gray', 'grey', 'diverging' or 'viridis'"),
      ("photo.png --kernel '1 2; 3'", "row 2 has 1 number, and row 1 has 2 numbers"),
      ("photo.png --kernel '1 2; 3 x'", "in row 2, 'x' is no number; write 2, -0.5 or 1/9"),
      ("photo.png --kernel ''", "it has no numbers; write rows of numbers"),
      ("photo.png --kernel 1/0", "in row 1, '1/0' divides by zero"),
      ("photo.png --using slow", "'reference', 'fast' or 'both'"),
      ("photo.png --normalize some", "'all' and 'each'"),
      ("photo.png --format jpg", "'png', 'npy' or 'both'"),
      ("photo.png --enlarge 0", "--enlarge must be from 1 to 64, not 0"),
      ("photo.png -o ''", "--output needs the name of a folder"),
      ("photo.png --layers conv1", "Unknown option '--layers'"),
    ])
  func misuse(words: String, message: String) async throws {
    try await refused(words, code: 64, message: message)
  }

  @Test(
    "a file that can't be read or doesn't fit ends with 2",
    arguments: [
      ("missing.png", "There is no file 'missing.png'"), (".", "'.' is a folder"),
      ("text.png", "'text.png' is not a PNG picture: it begins with other bytes"),
      ("cut.png", "'cut.png' is a damaged PNG picture: the file ends too early"),
      ("bomb.png", "'bomb.png' says that it is 30000 × 30000 pixels, more than the 100 million"),
      (
        "small.png",
        "The picture is 2 × 4 pixels, smaller than the kernel 'edges', which is 3 × 3."
      ),
      ("photo.png --kernel missing.npy", "There is no file 'missing.npy'"),
      ("photo.png --kernel text.npy", "'text.npy' is not of the NPY format"),
      (
        "photo.png --kernel row.npy",
        "'row.npy' has the shape [2]. A kernel is [KH, KW]; several are [OC, KH, KW]"
      ),
      ("photo.png --kernel channels.npy", "'channels.npy' has the shape [1, 2, 1, 1]"),
      ("photo.png --kernel nan.npy", "'nan.npy' has numbers that are not finite"),
      ("photo.png -o text.png", "'text.png' is a file, and the maps go into a folder"),
      ("photo.png -o text.png/a/b", "'text.png' is a file, and the maps go into a folder"),
      ("photo.png -o taken", "'taken/sobel-down.png' is a folder"),
    ])
  func misfit(words: String, message: String) async throws {
    try await refused(words, code: 2, message: message)
  }

  #if os(Linux)
    @Test(
      "what the system refuses is told in its words",
      arguments: [
        ("/proc/self/mem", "'/proc/self/mem' can't be read: Input/output error"),
        ("photo.png -o /proc/maps", "The folder '/proc/maps' can't be written to: "),
      ])
    func system(words: String, message: String) async throws {
      try await refused(words, code: 2, message: message)
    }
  #endif

  /// The one who runs the tests in a container may read and write everything.
  @Test("files and folders of others are told to be so", .enabled(if: geteuid() != 0))
  func permissions() async throws {
    try await refused("locked.png", code: 2, message: "can't be read: Permission denied")
    try await refused("photo.png -o locked", code: 2, message: "can't be written to: Permission")
  }

  @Test("a disk that is full leaves no half file, and the file that was there")
  func fullDisk() async throws {
    var random = SeededRandom(seed: 5)
    let noise = Picture(
      width: 99, height: 70, channels: 1,
      pixels: (0..<6930).map { _ in UInt8.random(in: 0...255, using: &random) })
    try await TemporaryCourse.withPicture(noise) { course in
      try FileManager.default.createDirectory(
        atPath: course.folder + "/maps", withIntermediateDirectories: true)
      try Data("old".utf8).write(to: URL(fileURLWithPath: course.folder + "/maps/kernel.png"))
      // No file may grow beyond two blocks, and the signal that says so is not wanted.
      let outcome = try await Command.shell(
        "trap '' XFSZ; ulimit -f 2; \"$lessons\" maps photo.png --kernel 1", in: course)
      #expect(outcome.code == 2 && outcome.output.isEmpty)
      #expect(
        outcome.errors
          == "error: 'maps/kernel.png' can't be written: File too large. What was there before is as "
          + "it was; choose another place.\n")
      #expect(course.files == ["maps/kernel.png", "photo.png"])
      #expect(
        try String(contentsOfFile: course.folder + "/maps/kernel.png", encoding: .utf8) == "old")
    }
  }

  private func refused(_ words: String, code: Int, message: String) async throws {
    try await TemporaryCourse.withPicture(MapsCommandTests.dot) { course in
      try fill(course)
      let before = course.files
      let outcome = try await Command.shell("\"$lessons\" maps \(words)", in: course)
      // Put right, so that the folder can be taken away.
      chmod(course.folder + "/locked", 0o755)
      #expect(outcome.code == code, "\(outcome.errors)")
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
      #expect(outcome.output.isEmpty)
      #expect(course.files == before)
    }
  }

  /// Puts all that is refused beside the picture.
  private func fill(_ course: TemporaryCourse) throws {
    func write(_ bytes: [UInt8], _ name: String) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(course.folder)/\(name)"))
    }
    let png = MapsCommandTests.dot.png
    try write(Array("Not a picture at all.".utf8), "text.png")
    try write(Array("No tensor.".utf8), "text.npy")
    try write(Array(png.dropLast(20)), "cut.png")
    try write(Self.bomb(png), "bomb.png")
    try write(png, "locked.png")
    try write(Picture(repeating: 1, width: 2, height: 4).png, "small.png")
    for (name, tensor) in [
      ("row", Tensor<Float>([1, 2])), ("channels", Tensor(repeating: 1, shape: [1, 2, 1, 1])),
      ("nan", Tensor([[1, .nan]])),
    ] {
      try NPYFile.write(StoredTensor(tensor), to: "\(course.folder)/\(name).npy")
    }
    for folder in ["taken/sobel-down.png", "locked"] {
      try FileManager.default.createDirectory(
        atPath: "\(course.folder)/\(folder)", withIntermediateDirectories: true)
    }
    chmod(course.folder + "/locked.png", 0)
    chmod(course.folder + "/locked", 0o555)
  }

  /// A PNG that says it is 30 000 × 30 000 pixels, with the right checksum.
  private static func bomb(_ png: [UInt8]) -> [UInt8] {
    var bytes = png
    bytes.replaceSubrange(16..<24, with: [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30])
    let crc = ~bytes[12..<29].reduce(UInt32.max) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in
        value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
      }
    }
    for place in 0..<4 { bytes[29 + place] = UInt8(truncatingIfNeeded: crc >> (24 - 8 * place)) }
    return bytes
  }
}
