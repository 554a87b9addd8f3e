import TestSupport
import Testing

@testable import Fetching

@Suite("The data sets that can be fetched")
struct CatalogueTests {
  @Test("each has four files, two mirrors, and digests that can be ones")
  func wellFormed() {
    for set in PublishedDataSet.all {
      #expect(set.files.count == 4 && Set(set.files.map(\.sha256)).count == 4)
      #expect(set.files.allSatisfy { $0.sha256.wholeMatch(of: /[0-9a-f]{64}/) != nil })
      #expect(set.mirrors.count == 2)
      #expect(set.mirrors.allSatisfy { "\($0)".hasPrefix("https://") })
    }
    #expect(PublishedDataSet.mnist.byteCount == 11_594_722)
  }

  @Test(
    "the published files are those of the catalogue, where they are at hand",
    .needsSharedData("mnist"), .needsSharedData("fashion-mnist"))
  func published() throws {
    for set in PublishedDataSet.all {
      let folder = try #require(SharedData.folder(set.name))
      for file in set.files {
        #expect(file.state(in: folder) == .there, "\(set.name)/\(file.name)")
      }
    }
  }
}
