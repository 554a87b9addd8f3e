/// The system's libraries: what lessons are linked with, and what Loupe is built with.
struct SystemLibraryCheck {
  let surroundings: Surroundings

  init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  func findings() async -> [Finding] {
    guard let answer = await surroundings.ask("pkg-config", ["--version"]), answer.succeeded else {
      return [
        .note(
          "pkg-config", "isn't there, so libraries are looked for under their usual names",
          remedy: install("pkg-config", brew: "pkgconf"))
      ]
    }
    return [
      .well("pkg-config", answer.firstLine),
      await library(
        "libpng", "libpng",
        missing: .fault(
          "libpng", "isn't there, and lessons are linked with it",
          remedy: install("libpng-dev", brew: "libpng"))),
      await library(
        "cmark-gfm", "libcmark-gfm",
        missing: .note(
          "cmark-gfm", "isn't there, and the next build needs it",
          remedy: install("libcmark-gfm-dev libcmark-gfm-extensions-dev", brew: "cmark-gfm"))),
    ]
  }

  private func library(_ name: String, _ module: String, missing: Finding) async -> Finding {
    let answer = await surroundings.ask("pkg-config", ["--modversion", module])
    guard let answer, answer.succeeded else { return missing }
    return .well(name, answer.firstLine)
  }

  private func install(_ packages: String, brew: String) -> String {
    #if os(macOS)
      "Install it: brew install \(brew)"
    #else
      "Install it: sudo apt-get install \(packages)"
    #endif
  }
}
