import Foundation
import Pictures
import TestSupport
import Testing

@Suite struct ReferencePicturesTests {
  private let picture = Picture(repeating: 100, width: 4, height: 3)

  @Test func aRecordedPictureIsFoundAgainAndAGreyLevelIsAllowed() throws {
    try withTemporaryFolder { path in
      let folder = URL(fileURLWithPath: path)
      try ReferencePictures.record(picture, "grey", in: folder)
      for grey: UInt8 in [99, 100, 101] {
        let near = Picture(repeating: grey, width: 4, height: 3)
        #expect(
          try ReferencePictures.problem(of: near, "grey", in: folder, drawn: folder) == nil)
      }
    }
  }

  @Test func anotherPictureIsSaidToBeAndIsKept() throws {
    try withTemporaryFolder { path in
      let folder = URL(fileURLWithPath: path)
      let drawn = folder.appending(path: "drawn")
      try ReferencePictures.record(picture, "grey", in: folder)
      var other = picture
      other[2, 1] = Color(grey: 102)
      let problem = try #require(
        try ReferencePictures.problem(of: other, "grey", in: folder, drawn: drawn))
      #expect(problem.contains("the first in row 2, column 1: 102 and 100"))
      #expect(problem.contains("\(path)/drawn/grey.png"))
      #expect(try Picture(contentsOf: "\(path)/drawn/grey.png") == other)
      #expect(try Picture(contentsOf: "\(path)/grey.png") == picture)
    }
  }

  @Test func aMissingFileIsSaidToBeMissing() throws {
    try withTemporaryFolder { path in
      let folder = URL(fileURLWithPath: path)
      let drawn = folder.appending(path: "drawn")
      let problem = try ReferencePictures.problem(of: picture, "new", in: folder, drawn: drawn)
      #expect(problem?.contains("there is no \(path)/new.png") == true)
      #expect(!FileManager.default.fileExists(atPath: "\(path)/new.png"))
    }
  }
}
