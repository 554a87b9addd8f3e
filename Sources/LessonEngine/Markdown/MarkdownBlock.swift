/// A block of a Markdown document: what it is, and on which lines of the file it stands.
public struct MarkdownBlock: Sendable, Equatable {
  /// What a block is, with what it holds.
  public indirect enum Kind: Sendable, Equatable {
    /// A heading of level 1 to 6.
    case heading(level: Int, [MarkdownInline])
    /// Text that is broken anew to the width.
    case paragraph([MarkdownInline])
    /// Code, fenced or indented.
    case code(CodeBlock)
    /// What stands behind `>`; GitHub's callouts too, whose first words are then `[!NOTE]`.
    case quote([MarkdownBlock])
    /// A list with bullets, numbers or boxes to tick.
    case list(MarkdownList)
    /// A table with a header.
    case table(MarkdownTable)
    /// A line across: `---`.
    case thematicBreak
    /// HTML as it was written, comments included.
    case html(String)
    /// A formula on lines of its own, in TeX, without the dollars or the fence around it.
    case math(String)
  }

  /// What the block is, with what it holds.
  public var kind: Kind

  /// The lines from the first to the last one, counted in the original file from 1. The lines of
  /// a fenced block include its fences.
  public var lines: ClosedRange<Int>

  /// A block that stands on these lines of the file, counted from 1.
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

    /// A fence; unless told, three grave accents at the left.
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

  /// A block of code, fenced with three grave accents and closed unless told otherwise.
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
  /// One item of a list, with all the blocks that are indented under its mark.
  public struct Item: Sendable, Equatable {
    /// What the item holds; an item of one line holds one paragraph.
    public var blocks: [MarkdownBlock]
    /// Whether the task is done, or nil where the item is no task.
    public var isDone: Bool?
    /// The lines of the file that it takes, counted from 1.
    public var lines: ClosedRange<Int>

    /// An item of a list; no task unless told.
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
  /// Its items, in order.
  public var items: [Item]

  /// A list; unless told, with bullets and without blank lines between the items.
  public init(start: Int? = nil, isTight: Bool = true, items: [Item]) {
    self.start = start
    self.isTight = isTight
    self.items = items
  }
}

/// A table; each row has as many cells as there are alignments.
public struct MarkdownTable: Sendable, Equatable {
  /// Where the text of a column stands.
  public enum Alignment: Sendable, Equatable {
    /// The author named none.
    case natural
    /// At the side that the author named with colons: `:--`, `:-:`, `--:`.
    case left, center, right
  }

  /// The text in one row and one column.
  public typealias Cell = [MarkdownInline]

  /// One for each column.
  public var alignments: [Alignment]
  /// The first row, in which the columns are named.
  public var header: [Cell]
  /// The rows under the header.
  public var rows: [[Cell]]

  /// A table; its header and each of its rows have as many cells as there are alignments.
  public init(alignments: [Alignment], header: [Cell], rows: [[Cell]]) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }
}
