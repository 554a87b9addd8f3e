import Foundation
public import LessonEngine

/// A task for students, with the judge that grades it: a folder of a lesson's `exercises`.
///
///     exercises/valid-convolution/
///         README.md        front matter, the task, its hints
///         starter.swift    what students begin with; it compiles and fails
///         judge.swift      the tests
///         solution.swift   passes all of them
///         wrong/*.swift    mistakes that people make; each fails the tests that the front matter names
public struct Exercise: Sendable {
  /// What its README.md says before the task.
  public struct FrontMatter: Sendable, Equatable, Decodable {
    /// What students do in it, in a few words.
    public var title: String
    /// What all of its tests are worth together.
    public var points: Int
    /// What students may import; `Tensors`, unless it says otherwise.
    public var imports: [String]
    /// Whom it is for: what they have read.
    public var audience: String
    /// Its place among the lesson's exercises; those without one come last.
    public var order: Int
    /// How many seconds of the processor a test may take.
    public var seconds: Double
    /// The titles of the tests that a file of `wrong` fails, by its name without `.swift`.
    public var wrong: [String: [String]]

    private enum CodingKeys: String, CodingKey {
      case title, points, imports, order, seconds, wrong
      case audience = "for"
    }

    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      title = try values.decode(String.self, forKey: .title)
      points = try values.decode(Int.self, forKey: .points)
      imports = try values.decodeIfPresent([String].self, forKey: .imports) ?? ["Tensors"]
      audience = try values.decode(String.self, forKey: .audience)
      order = try values.decodeIfPresent(Int.self, forKey: .order) ?? .max
      seconds = try values.decodeIfPresent(Double.self, forKey: .seconds) ?? 2
      wrong = try values.decodeIfPresent([String: [String]].self, forKey: .wrong) ?? [:]
    }
  }

  /// The lesson's name: `03-convolution`.
  public let lesson: String
  /// The name of its folder: `valid-convolution`.
  public let name: String
  /// The absolute path of its folder.
  public let folder: String
  /// What its README.md says before the task.
  public let frontMatter: FrontMatter
  /// The task, as blocks of Markdown.
  public let task: [MarkdownBlock]
  /// The hints, the gentlest first.
  public let hints: [[MarkdownBlock]]

  /// `03-convolution/valid-convolution`
  public var identifier: String { "\(lesson)/\(name)" }

  /// The path of its README.md.
  public var readme: String { "\(folder)/README.md" }

  /// What students begin with.
  public var starter: String { "\(folder)/starter.swift" }

  /// The tests.
  public var judge: String { "\(folder)/judge.swift" }

  /// What passes all of them.
  public var solution: String { "\(folder)/solution.swift" }

  /// The files of `wrong`, in order.
  public var wrongSolutions: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/wrong")) ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { "\(folder)/wrong/\($0)" }
  }

  /// The first line of a student's file: it says which exercise the file is for.
  public var heading: String { "\(Self.headingMark)\(identifier)" }

  /// Whether it is called so: `03-convolution/valid-convolution`, or `03/valid-convolution` for short.
  func isCalled(_ text: String) -> Bool {
    text == identifier || text == "\(lesson.prefix { $0.isNumber })/\(name)"
  }

  static let headingMark = "// Exercise "
}
