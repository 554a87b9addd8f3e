import Testing

@testable import LessonEngine

@Suite("The options of a cell")
struct CellOptionsTests {
  private func options(_ words: String) throws(CellOptions.Fault) -> CellOptions {
    try CellOptions(words: words.split(separator: " "))
  }

  @Test("every option is read, alone and together")
  func all() throws {
    let (usual, hidden) = (try options(""), try options("hidden"))
    #expect(usual == CellOptions())
    #expect(usual.timeout == 60)
    #expect(usual.tolerance == nil)
    var expected = CellOptions()
    expected.isHidden = true
    #expect(hidden == expected)
    expected.fails = true
    expected.isMasked = true
    expected.hasOwnScope = true
    expected.tolerance = 0.02
    expected.ownTimeout = 120
    let all = try options("timeout=120s masked tolerance=0.02 fails scope hidden")
    #expect(all == expected)
    var notRun = CellOptions()
    notRun.isNotRun = true
    let (named, short) = (try options("norun"), try options("timeout=0.5s tolerance=0"))
    #expect(named == notRun)
    #expect(short.timeout == 0.5)
    #expect(short.tolerance == 0)
  }

  @Test(
    "a word that is no option is refused, with the nearest that is one",
    arguments: [
      ("hiden", "did you mean 'hidden'?"), ("no-run", "did you mean 'norun'?"),
      ("Masked", "did you mean 'masked'?"), ("fail", "did you mean 'fails'?"),
      (
        "compile-fail", "The options are: hidden, norun, fails, masked, scope, tolerance=, timeout="
      ),
      ("tolerance=", "a tolerance is a number from 0 to 1"),
      ("tolerance=2%", "a tolerance is a number from 0 to 1"),
      ("tolerance=1", "a tolerance is a number from 0 to 1"),
      ("tolerance=-0.1", "a tolerance is a number from 0 to 1"),
      ("tolerance=nan", "a tolerance is a number from 0 to 1"),
      ("timeout=10", "a timeout is in seconds"), ("timeout=s", "a timeout is in seconds"),
      ("timeout=0s", "a timeout is in seconds"), ("timeout=-1s", "a timeout is in seconds"),
      ("timeout=2m", "a timeout is in seconds"), ("timeout=4000s", "a timeout is in seconds"),
      ("norun fails", "'norun' says that the cell doesn't run"),
      ("masked norun", "'norun' says that the cell doesn't run"),
    ])
  func faults(words: String, message: String) {
    let fault = #expect(throws: CellOptions.Fault.self) { try options(words) }
    #expect(fault?.description.contains(message) == true)
  }
}
