/// A block of a Markdown document: what it is, and on which lines of the file it stands.
public struct MarkdownBlock: Sendable, Equatable {
  /// What a block is, with what it holds.
  public indirect enum Kind: Sendable, Equatable {
    /// A heading of level 1 to 6.
    case heading(level: Int, [MarkdownInline])
    case paragraph([MarkdownInline])
    case code(CodeBlock)
    case quote([MarkdownBlock])
    case list(MarkdownList)
    case table(MarkdownTable)
    case thematicBreak
    /// HTML as it was written, comments included.
    case html(String)
    /// A formula on lines of its own, in TeX, without the dollars or the fence around it.
    case math(String)
  }

  public var kind: Kind

  /// The lines from the first to the last one, counted in the original file from 1. The lines of
  /// a fenced block include its fences.
  public var lines: ClosedRange<Int>

  public init(_ kind: Kind, lines: ClosedRange<Int>) {
    self.kind = kind
    self.lines = lines
  }
}

/// A block of code, fenced or indented.
///
/// The opening fence stands on the first of the block's `lines`, the closing one, if there is
/// one, on the last.
public struct CodeBlock: Sendable, Equatable {
  /// What stands around a fenced block.
  public struct Fence: Sendable, Equatable {
    /// A grave accent or a tilde.
    public var character: Character
    /// How many of them open the block, three at least.
    public var length: Int
    /// How many blanks stand before the opening fence inside its container, 0 to 3.
    public var indentation: Int

    public init(character: Character = "`", length: Int = 3, indentation: Int = 0) {
      self.character = character
      self.length = length
      self.indentation = indentation
    }
  }

  /// The words after the opening fence, without blanks around them; empty for indented code.
  public var info: String

  /// The code as it was written, every line ended by a line feed, without the indentation that
  /// the block's container or its fence accounts for.
  public var text: String

  /// The fence, or nil for indented code.
  public var fence: Fence?

  /// The line of the file on which `text` begins.
  public var firstContentLine: Int

  /// Whether the closing fence is there. An unclosed block runs to the end of its container,
  /// which is hardly ever what its author meant. Indented code counts as closed.
  public var isClosed: Bool

  public init(
    info: String, text: String, fence: Fence? = Fence(), firstContentLine: Int,
    isClosed: Bool = true
  ) {
    self.info = info
    self.text = text
    self.fence = fence
    self.firstContentLine = firstContentLine
    self.isClosed = isClosed
  }
}

/// A list with bullets or numbers.
public struct MarkdownList: Sendable, Equatable {
  public struct Item: Sendable, Equatable {
    public var blocks: [MarkdownBlock]
    /// Whether the task is done, or nil where the item is no task.
    public var isDone: Bool?
    public var lines: ClosedRange<Int>

    public init(_ blocks: [MarkdownBlock], isDone: Bool? = nil, lines: ClosedRange<Int>) {
      self.blocks = blocks
      self.isDone = isDone
      self.lines = lines
    }
  }

  /// The number of the first item, or nil for a list with bullets.
  public var start: Int?
  /// Whether no blank lines stand between the items.
  public var isTight: Bool
  public var items: [Item]

  public init(start: Int? = nil, isTight: Bool = true, items: [Item]) {
    self.start = start
    self.isTight = isTight
    self.items = items
  }
}

/// A table; each row has as many cells as there are alignments.
public struct MarkdownTable: Sendable, Equatable {
  public enum Alignment: Sendable, Equatable {
    /// The author named none.
    case natural
    case left, center, right
  }

  public typealias Cell = [MarkdownInline]

  public var alignments: [Alignment]
  public var header: [Cell]
  public var rows: [[Cell]]

  public init(alignments: [Alignment], header: [Cell], rows: [[Cell]]) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }
}
