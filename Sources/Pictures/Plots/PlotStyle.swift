/// How series are told apart: each has a colour, and a dash or a marker as a second cue.
///
/// The colours keep apart for people who don't see red, green or blue, and in a grey print too: no two
/// are within 15 grey levels of each other. The first two differ most, since most plots have two series.
struct PlotStyle: Equatable, Sendable {
  let color: Color
  /// Lengths of ink and gap in pixels, in turn; none for a line without gaps.
  let dash: [Double]
  let marker: PlotMarker

  /// The style of a series; the seventh has the first one's colour, with another dash and marker.
  static func series(_ number: Int) -> PlotStyle {
    let (round, place) = (number / colors.count, number % colors.count)
    return PlotStyle(
      color: colors[place], dash: dashes[(place + round) % dashes.count],
      marker: PlotMarker.allCases[(place + round) % PlotMarker.allCases.count])
  }

  static let colors = [
    Color(red: 28, green: 84, blue: 168), Color(red: 226, green: 120, blue: 20),
    Color(red: 120, green: 22, blue: 78), Color(red: 22, green: 150, blue: 130),
    Color(red: 110, green: 170, blue: 222), Color(red: 24, green: 24, blue: 28),
  ]

  static let dashes: [[Double]] = [
    [], [9, 5], [2, 4], [10, 4, 2, 4], [5, 3], [14, 4, 2, 4, 2, 4],
  ]

  // MARK: The paper

  /// Where the data are: lighter than the sheet around it.
  static let ground = Color(grey: 249)
  static let grid = Color(grey: 226)
  /// Lines along which something is read off: zero, and the sides of the frame.
  static let axis = Color(grey: 120)
  static let ink = Sheet.ink
  /// For what is read second: the numbers at the ticks.
  static let paleInk = Color(grey: 70)
}
