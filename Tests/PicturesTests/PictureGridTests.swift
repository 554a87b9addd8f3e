import Pictures
import Testing

@Suite struct PictureGridTests {
  private let black = Picture(repeating: 0, width: 20, height: 10)

  @Test func aSheetHasRoomForPicturesAndGaps() {
    let sheet = PictureGrid([black, black, black], columns: 2, gap: 3).picture
    #expect((sheet.width, sheet.height) == (3 + 20 + 3 + 20 + 3, 3 + 10 + 3 + 10 + 3))
    #expect(sheet.channels == 1)
    #expect(sheet[3, 3] == .black)
    #expect(sheet[3, 26] == .black)
    #expect(sheet[16, 3] == .black)
    #expect(sheet[2, 3] == sheet[0, 0])
    #expect(sheet[16, 26] == sheet[0, 0], "the last place stays empty")
    #expect(sheet[0, 0].isGrey && sheet[0, 0].red > 200)
  }

  @Test func fewerPicturesThanColumnsMakeANarrowerSheet() {
    let sheet = PictureGrid([black], columns: 5, gap: 1).picture
    #expect((sheet.width, sheet.height) == (22, 12))
  }

  @Test func labelsAreAHeightMoreAndStandOnTheirSide() {
    // 9 rows of dots and 2 of room.
    let above = PictureGrid([("ab", black)], columns: 1, gap: 0, textScale: 1).picture
    #expect((above.width, above.height) == (20, 21))
    #expect(above[11, 0] == .black)
    let below = PictureGrid([("ab", black)], columns: 1, labels: .below, gap: 0, textScale: 1)
    #expect(below.picture[0, 0] == .black)
    #expect(below.picture[10, 0] == below.picture[20, 19])
  }

  @Test func aColumnIsAsWideAsItsLabel() {
    let name = "kernel 3×3"
    let sheet = PictureGrid([(name, black)], columns: 1, gap: 0).picture
    #expect(sheet.width == Picture.size(ofText: name).width)
    #expect(sheet[11, (sheet.width - 20) / 2] == .black)
    #expect(sheet[11, 0] != .black)
  }

  @Test func aLongLabelIsShortenedUnlessItsPictureIsWider() {
    let name = String(repeating: "long ", count: 20)
    let narrow = PictureGrid([(name, black)], columns: 1, gap: 0).picture
    #expect(narrow.width == Picture.size(ofText: String(name.prefix(24))).width)
    let shortened = name.prefix(23) + "…"
    #expect(narrow == PictureGrid([(String(shortened), black)], columns: 1, gap: 0).picture)
    let wide = Picture(repeating: 0, width: 200, height: 4)
    #expect(PictureGrid([(name, wide)], columns: 1, gap: 0).picture.width == 200)
  }

  @Test func greyAndColouredPicturesMakeAColouredSheet() {
    let red = Picture(repeating: Color(red: 255, green: 0, blue: 0), width: 5, height: 30)
    let sheet = PictureGrid([black, red], columns: 2, gap: 1).picture
    #expect(sheet.channels == 3)
    #expect(sheet[1, 1] == .black)
    #expect(sheet[30, 22] == Color(red: 255, green: 0, blue: 0))
    #expect((sheet.width, sheet.height) == (1 + 20 + 1 + 5 + 1, 32))
  }
}
