/// A fenced block of Swift in a lesson, with what is recorded of it.
public struct Cell: Sendable {
  /// Its number in the lesson, from 1.
  public let number: Int
  /// What the words on its opening fence say.
  public let options: CellOptions
  /// The code, each line ended by a line feed.
  public let code: String
  /// The line of the file on which the code begins.
  public let codeLine: Int
  /// The lines of the file that it takes, its fences included.
  public let lines: ClosedRange<Int>
  /// What the file says that it printed and showed, or nil where nothing is recorded.
  public let record: CellRecord?
}

/// What a lesson's file says that a cell printed and showed.
public struct CellRecord: Sendable, Equatable {
  /// A picture that the file shows.
  public struct Picture: Sendable, Equatable {
    /// The path as it is written, relative to the lesson's folder: `figures/edges.png`.
    public let source: String
    /// What the picture shows.
    public let title: String
    /// The text for those who can't see it; nil where that is the title.
    public let alt: String?
    /// The path of the sound that it draws, to which it is a link: `figures/echo.wav`; nil where it draws none.
    public let sound: String?

    /// A picture that a file shows as `![title](source)` or as `![alt](source "title")`, maybe in the brackets of a
    /// link: `[![title](source)](sound)`.
    public init(source: String, title: String, alt: String? = nil, sound: String? = nil) {
      self.source = source
      self.title = title
      self.alt = alt
      self.sound = sound
    }
  }

  /// The text in the `output` block, or nil where there is none.
  public let text: String?
  /// The pictures after it.
  public let pictures: [Picture]
  /// The lines of the file that the record takes, from its first block to its last.
  public let lines: ClosedRange<Int>
}
