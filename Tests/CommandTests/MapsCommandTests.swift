import Foundation
import Pictures
import TensorFiles
import Tensors
import TestSupport
import Testing

/// `lessons maps`, run as a person or a script runs it.
@Suite("lessons maps", .takingTurns)
struct MapsCommandTests {
  /// Black but for one white pixel: a map shows the kernel, turned by half a turn.
  static let dot = Picture(
    width: 12, height: 9, channels: 1, pixels: (0..<108).map { $0 == 4 * 12 + 5 ? 255 : 0 })

  @Test("all kernels of the bank, each in a file of its own, a sheet and a table")
  func wholeBank() async throws {
    try await TemporaryCourse.withPicture(Self.dot) { course in
      let outcome = try await Command.lessons("maps", "photo.png", "-o", "out/maps/", in: course)
      #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      let names = [
        "blur", "edges", "emboss", "gabor-falling", "gabor-level", "gabor-rising",
        "gabor-upright", "laplacian", "sharpen", "sheet", "sobel-across", "sobel-down",
      ]
      #expect(course.files == names.map { "out/maps/\($0).png" } + ["photo.png"])
      let lines = outcome.output.split(separator: "\n").map(String.init)
      #expect(lines[0] == "map             smallest    largest  file")
      #expect(lines[1] == "edges            -0.1250     1.0000  out/maps/edges.png")
      #expect(lines.contains("sharpen          -0.2500     2.0000  out/maps/sharpen.png"))
      #expect(lines[12] == "sheet                                out/maps/sheet.png")
      #expect(
        lines[13].hasPrefix("11 maps of 12 × 9, colours from -2.0000 to 2.0000; computed and"))
      let sheet = try Picture(contentsOf: course.folder + "/out/maps/sheet.png")
      #expect(sheet.width > 1000 && sheet.width <= 1240)
    }
  }

  @Test("a map has the picture's size and one scale with the others, or its own")
  func scales() async throws {
    try await TemporaryCourse.withPicture(Self.dot) { course in
      let words = "maps photo.png --no-legend --kernel 1 --kernel 1/4"
      for (choice, grey) in [("", 160), ("--normalize all", 160), ("--normalize each", 255)] {
        let outcome = try await Command.shell("\"$lessons\" \(words) \(choice)", in: course)
        #expect(outcome.code == 0, "\(outcome.errors)")
        let first = try Picture(contentsOf: course.folder + "/maps/kernel.png")
        let second = try Picture(contentsOf: course.folder + "/maps/kernel-2.png")
        #expect(first.width == 12 && first.height == 9 && first.channels == 1)
        #expect(first[4, 5] == Color(grey: 255) && first[0, 0] == Color(grey: 128))
        #expect(second[4, 5] == Color(grey: UInt8(grey)), "\(choice)")
      }
      let legend = try await Command.shell(
        "\"$lessons\" maps photo.png --kernel 1 --enlarge 20", in: course)
      #expect(legend.code == 0)
      let picture = try Picture(contentsOf: course.folder + "/maps/kernel.png")
      #expect(picture.width == 240 && picture.height > 180)
    }
  }

  @Test("the numbers themselves, beside the pictures or instead of them")
  func tensors() async throws {
    try await TemporaryCourse.withPicture(Self.dot) { course in
      for (format, files) in [
        ("npy", ["maps/kernel.npy", "photo.png"]),
        ("both", ["maps/kernel.npy", "maps/kernel.png", "maps/sheet.png", "photo.png"]),
      ] {
        let outcome = try await Command.lessons(
          "maps", "photo.png", "--kernel", "-1 2; 0 3", "--format", format, in: course)
        #expect(outcome.code == 0 && course.files == files, "\(outcome.errors) \(course.files)")
        let map = try NPYFile.read(course.folder + "/maps/kernel.npy").asFloat()
        #expect(map.shape == [9, 12])
        #expect(map[4, 5] == -1 && map[4, 4] == 2 && map[3, 5] == 0 && map[3, 4] == 3)
        #expect(map.sum() == 4)
      }
    }
  }

  @Test("kernels in a file are named like it, and stand beside the bank's where both are asked for")
  func kernelFiles() async throws {
    try await TemporaryCourse.withPicture(Self.dot) { course in
      let kernels = Tensor<Double>(shape: [2, 1, 1, 2], [1, -1, 0.5, 0.5])
      try NPYFile.write(StoredTensor(kernels), to: course.folder + "/mine.npy")
      try NPYFile.write(StoredTensor(Tensor<Int>([[2]])), to: course.folder + "/whole.npy")
      let outcome = try await Command.shell(
        "\"$lessons\" maps photo.png --bank 'SOBEL, blur' --bank blur --kernel mine.npy "
          + "--kernel whole.npy --json", in: course)
      #expect(outcome.code == 0, "\(outcome.errors)")
      let lines = try outcome.output.split(separator: "\n").map {
        try #require(
          try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
      #expect(
        lines.map { $0["map"] as? String }
          == ["sobel-across", "sobel-down", "blur", "mine-1", "mine-2", "whole"])
      #expect(lines[3]["smallest"] as? Double == -1 && lines[3]["largest"] as? Double == 1)
      #expect(lines[3]["scale"] as? Double == 2 && lines[3]["kernelSize"] as? [Int] == [1, 2])
      #expect(lines[5]["files"] as? [String] == ["maps/whole.png"])
      #expect(lines[5]["sheet"] as? String == "maps/sheet.png" && lines[5]["agrees"] == nil)
    }
  }

  @Test("the reference makes the same maps, and both are held against each other")
  func using() async throws {
    try await TemporaryCourse.withPicture(Self.dot) { course in
      var files: [[UInt8]] = []
      for choice in ["fast", "reference", "both"] {
        let outcome = try await Command.lessons(
          "maps", "photo.png", "--bank", "sobel", "--format", "npy", "--using", choice, in: course)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(
          outcome.output.contains("\nreference and fast agree: they are exact\n")
            == (choice == "both"))
        files.append(
          Array(try Data(contentsOf: URL(fileURLWithPath: course.folder + "/maps/sobel-down.npy"))))
      }
      #expect(files[0] == files[1] && files[1] == files[2])
      let json = try await Command.lessons(
        "maps", "photo.png", "--using", "both", "--json", in: course)
      #expect(json.output.split(separator: "\n").allSatisfy { $0.contains("\"agrees\":true") })
      let ramp = Picture(
        width: 40, height: 30, channels: 1, pixels: (0..<1200).map { UInt8($0 % 251) })
      try ramp.write(to: course.folder + "/ramp.png")
      let words = try await Command.lessons(
        "maps", "ramp.png", "--bank", "gabor", "--using", "both", in: course)
      #expect(
        words.output.contains("reference and fast agree: the fast one's largest error is "))
    }
  }

  @Test("colours are those that are asked for, and gray is grey")
  func colors() async throws {
    try await TemporaryCourse.withPicture(Self.dot) { course in
      var pixels: [String: Color] = [:]
      for name in ["gray", "grey", "diverging", "viridis"] {
        let outcome = try await Command.lessons(
          "maps", "photo.png", "--kernel", "-1", "--no-legend", "--colormap", name, in: course)
        #expect(outcome.code == 0, "\(outcome.errors)")
        pixels[name] = try Picture(contentsOf: course.folder + "/maps/kernel.png")[4, 5]
      }
      #expect(pixels["gray"] == Color(grey: 1) && pixels["grey"] == Color(grey: 1))
      #expect(pixels["diverging"] == ColorMap.diverging.color(-1))
      #expect(pixels["viridis"] == ColorMap.viridis.color(-1))
    }
  }

  @Test("the help names the bank, the rim and what is replaced")
  func help() async throws {
    try await TemporaryCourse.with([]) { course in
      let outcome = try await Command.lessons("maps", "--help", in: course)
      #expect(outcome.code == 0)
      for words in [
        "  edges      where a pixel is lighter", "  sobel      how much lighter", "no false\nedges",
        "are replaced", "--normalize <normalize>", "gray",
      ] {
        #expect(outcome.output.contains(words), "\(words)")
      }
    }
  }
}

extension TemporaryCourse {
  /// A folder with `photo.png` in it.
  static func withPicture<Result>(
    _ picture: Picture, _ body: (TemporaryCourse) async throws -> Result
  ) async throws -> Result {
    try await with([]) { course in
      try picture.write(to: course.folder + "/photo.png")
      return try await body(course)
    }
  }
}
