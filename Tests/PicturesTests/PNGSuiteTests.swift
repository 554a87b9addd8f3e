import Foundation
import Pictures
import TestSupport
import Testing

/// The conformance images of Willem van Schaik, judged by a manifest that two other decoders made.
@Suite struct PNGSuiteTests {
  struct Manifest: Decodable {
    struct Valid: Decodable {
      let width: Int
      let height: Int
      let bitDepth: Int
      let colorType: Int
      let interlace: Int
      let samplesPerPixel: Int
      let samplesSha256: String
    }
    struct Corrupt: Decodable { let reason: String }
    let valid: [String: Valid]
    let corrupt: [String: Corrupt]
  }

  private func manifest(in suite: URL) throws -> Manifest {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      Manifest.self, from: Data(contentsOf: suite.appending(path: "manifest.json")))
  }

  @Test(.needsSharedData("pngsuite")) func everyValidImageDecodesToTheSamplesOfTheManifest() throws
  {
    let suite = URL(fileURLWithPath: try #require(SharedData.folder("pngsuite")))
    let images = try manifest(in: suite).valid
    #expect(images.count == 161)
    for (name, expected) in images {
      let path = suite.appending(path: "valid/\(name)").path
      let raw = try RawPNG(contentsOf: path)
      #expect(raw.width == expected.width, "\(name)")
      #expect(raw.height == expected.height, "\(name)")
      #expect(raw.bitDepth == expected.bitDepth, "\(name)")
      #expect(raw.colorType.rawValue == expected.colorType, "\(name)")
      #expect(raw.isInterlaced == (expected.interlace == 1), "\(name)")
      #expect(raw.samplesPerPixel == expected.samplesPerPixel, "\(name)")
      let bytes =
        raw.bitDepth == 16
        ? raw.samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        : raw.samples.map { UInt8($0) }
      #expect(sha256(bytes) == expected.samplesSha256, "\(name)")
      let picture = try Picture(contentsOf: path)
      #expect((picture.width, picture.height) == (raw.width, raw.height), "\(name)")
    }
  }

  @Test(.needsSharedData("pngsuite")) func everyCorruptImageIsRefusedWithItsName() throws {
    let suite = URL(fileURLWithPath: try #require(SharedData.folder("pngsuite")))
    let images = try manifest(in: suite).corrupt
    #expect(images.count == 14)
    for (name, wrong) in images {
      let path = suite.appending(path: "corrupt/\(name)").path
      let error = #expect(throws: PictureError.self, "\(name): \(wrong.reason)") {
        try RawPNG(contentsOf: path)
      }
      #expect(error?.description.contains(name) == true)
      switch error?.problem {
      case .damaged, .notPNG: break
      default: Issue.record("\(name): \(error?.description ?? "no error")")
      }
    }
  }

  @Test func theDigestIsTheOneOfTheStandard() {
    // The example of FIPS 180-2, appendix B.1.
    #expect(
      sha256(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
