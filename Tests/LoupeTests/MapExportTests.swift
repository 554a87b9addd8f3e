import Foundation
import TestSupport
import Testing

@testable import Loupe

@Suite("An export of feature maps")
struct MapExportTests {
  private static let maps = PictureMaps(
    of: Picture(width: 4, height: 2, channels: 1, pixels: [0, 0, 255, 255, 0, 0, 255, 255]))

  @Test("nothing is written before it is asked for, and then all of it")
  func export() throws {
    try withTemporaryFolder { folder in
      let kernels = [NamedKernel("one", [[1]]), NamedKernel("half", [[0.5]])]
      var export = try MapExport(
        of: Self.maps, by: kernels, into: folder + "/a/b/",
        style: MapStyle(formats: [.png, .npy], hasLegend: false, enlargement: 3))
      for kernel in export.kernels { export.compute(kernel) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      try export.prepareFolder()
      for group in export.groups { try export.write(group) }
      try export.writeSheet()
      let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/a/b").sorted()
      #expect(files == ["half.npy", "half.png", "one.npy", "one.png", "sheet.png"])
      let half = try Picture(contentsOf: folder + "/a/b/half.png")
      #expect(half.width == 12 && half.height == 6)
      // Half of the largest number in any map: 128 + 127/2.
      #expect(half[0, 0] == Color(grey: 128) && half[5, 11] == Color(grey: 192))
      #expect(try NPYFile.read(folder + "/a/b/half.npy").asFloat()[1, 3] == 0.5)
      #expect(export.seconds.computing > 0 && export.seconds.writing > 0)
    }
  }

  @Test("maps that had no room in memory are computed again and are the same")
  func groups() throws {
    let kernels = (0..<5).map { NamedKernel("k\($0)", [[Float($0)]]) }
    let export = try MapExport(of: Self.maps, by: kernels, into: "x")
    #expect(export.groups.flatMap { $0 } == export.kernels)
    try withTemporaryFolder { folder in
      var fresh = try MapExport(
        of: Self.maps, by: [kernels[2]], into: folder, style: MapStyle(formats: [.npy]))
      // Without having been computed first.
      try fresh.write(fresh.kernels)
      #expect(try NPYFile.read(folder + "/k2.npy").asFloat()[0, 3] == 2)
    }
  }

  @Test("maps that shall be enlarged by nothing stop the program with a word")
  func enlargement() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try MapExport(
        of: Self.maps, by: [NamedKernel("k", [[1]])], into: "x", style: MapStyle(enlargement: 0))
    }
    let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(words.contains("maps are enlarged by 1 or more, not by 0"))
  }

  @Test("kernels of one name are told apart, and none is called like the sheet")
  func names() throws {
    let kernels = ["k", "sheet", "K", "k", "k-2"].map { NamedKernel($0, [[1]]) }
    let export = try MapExport(of: Self.maps, by: kernels, into: "x")
    #expect(export.kernels.map(\.name) == ["k", "sheet-2", "K-2", "k-3", "k-2-2"])
  }

  @Test("made smaller, a thin line is still there, and a mean is the mean")
  func reduction() {
    let values = Tensor([[0, 1, 0, 0, 3], [0, -2, 0, 0, 5], [0, 0, 7, 0, -9]])
    #expect(
      FeatureMapSheet.reduced(values, by: 2, taking: .strongest)
        == Tensor([[-2, 0, 5], [0, 7, -9]]))
    #expect(
      FeatureMapSheet.reduced(values, by: 2, taking: .mean)
        == Tensor([[-0.25, 0, 4], [0, 3.5, -9]]))
  }

  @Test("the sheet is no wider than a slide, whatever the picture's size")
  func sheet() throws {
    for (width, height) in [(1, 1), (28, 28), (333, 200), (1000, 30), (30, 1000), (2000, 1500)] {
      let maps = PictureMaps(of: Picture(repeating: 9, width: width, height: height))
      var sheet = FeatureMapSheet(of: maps)
      for kernel in KernelBank.all {
        sheet.add(FeatureMap(maps.map(by: kernel), scale: 1), of: kernel)
      }
      #expect(sheet.picture.width <= FeatureMapSheet.largestWidth, "\(width) × \(height)")
      #expect(sheet.picture.width >= 400)
    }
  }
}
