/// How far a reader has come in each lesson.
public struct CourseProgress: Sendable, Equatable {
  /// How far a reader has come in one lesson.
  public struct Place: Sendable, Equatable, Codable {
    /// The number of the cell that is next; one more than there are when the reader has come to the end.
    public var nextCell: Int
    /// How many cells the lesson had then.
    public var cellCount: Int
    /// Whether the reader has come to the end, now or before.
    public var isFinished: Bool

    /// A place before this cell of a lesson.
    public init(nextCell: Int, of cellCount: Int, isFinished: Bool) {
      self.nextCell = nextCell
      self.cellCount = cellCount
      self.isFinished = isFinished
    }

    /// Whether a reader stopped on the way, so that there is something to come back to.
    public var isOnTheWay: Bool { nextCell > 1 && nextCell <= cellCount }
  }

  /// How far a reader has come with an exercise.
  public struct Attempt: Sendable, Equatable, Codable {
    /// The most points that were earned so far; nil before it was graded.
    public var points: Int?
    /// How many could be earned then.
    public var of = 0
    /// How many hints have been given.
    public var hints = 0

    /// One that has not begun.
    public init() {}

    /// Whether all points were earned.
    public var isDone: Bool { points != nil && points == of }
  }

  /// The places, by the lessons' names; a lesson outside the course goes by its path.
  public var places: [String: Place]
  /// The exercises, by their names with the lesson's: `03-convolution/valid-convolution`.
  public var exercises: [String: Attempt] = [:]

  /// Nothing read yet.
  public init(places: [String: Place] = [:]) { self.places = places }

  /// The lesson to go on with: the first that the reader has stopped in, or else the first that they
  /// haven't finished; nil where all are finished.
  ///
  /// - Parameter names: the lessons of the course, in order.
  public func next(among names: [String]) -> String? {
    names.first { places[$0]?.isOnTheWay == true }
      ?? names.first { places[$0]?.isFinished != true }
  }
}

extension CourseProgress: Codable {
  /// The form of the file. Another number means one that this program doesn't know.
  static let version = 1

  private enum CodingKeys: String, CodingKey {
    case version, lessons, exercises
  }

  /// Reads what can be read: a place that is damaged is as if it weren't there.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    let lessons = try fields.decode([String: Readable].self, forKey: .lessons)
    places = lessons.compactMapValues(\.place)
    // A file from before there were exercises has none.
    let attempts = try fields.decodeIfPresent([String: ReadableAttempt].self, forKey: .exercises)
    exercises = (attempts ?? [:]).compactMapValues(\.attempt)
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(Self.version, forKey: .version)
    try fields.encode(places, forKey: .lessons)
    if !exercises.isEmpty { try fields.encode(exercises, forKey: .exercises) }
  }

  /// An attempt, or nothing where there is none to be made out.
  private struct ReadableAttempt: Decodable {
    let attempt: Attempt?

    init(from decoder: any Decoder) throws {
      let attempt = try? Attempt(from: decoder)
      let isSound = attempt.map { $0.hints >= 0 && $0.of >= 0 && 0...$0.of ~= $0.points ?? 0 }
      self.attempt = isSound == true ? attempt : nil
    }
  }

  /// A place, or nothing where there is none to be made out.
  private struct Readable: Decodable {
    let place: Place?

    init(from decoder: any Decoder) throws {
      let place = try? Place(from: decoder)
      let isSound = place.map { $0.cellCount >= 0 && 1...($0.cellCount + 1) ~= $0.nextCell }
      self.place = isSound == true ? place : nil
    }
  }
}
