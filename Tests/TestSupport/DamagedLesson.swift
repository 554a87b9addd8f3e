/// A lesson's file to which something has happened.
public struct DamagedLesson: Sendable, CustomStringConvertible {
  /// The number from which the damages were drawn.
  public let seed: UInt64
  /// What happened, for whoever reads of a failure.
  public let damages: [String]
  /// What is left.
  public let bytes: [UInt8]

  public var description: String { "seed \(seed): \(damages.joined(separator: ", "))" }

  /// A text after one to three damages.
  public init(_ text: String, seed: UInt64) {
    var random = SplitMix(seed: seed)
    var bytes = Array(text.utf8)
    var damages: [String] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      damages.append(Self.damage(&bytes, &random))
    }
    (self.seed, self.damages, self.bytes) = (seed, damages, bytes)
  }

  /// Does one thing to a text and says what.
  private static func damage(_ bytes: inout [UInt8], _ random: inout SplitMix) -> String {
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return truncate(&bytes, &random)
    case 1: return scatter(&bytes, &random)
    case 2: return mangleFence(&bytes, &random)
    case let kind: return moveLines(&bytes, &random, kind)
    }
  }

  private static func truncate(_ bytes: inout [UInt8], _ random: inout SplitMix) -> String {
    let length = Int.random(in: 0...bytes.count, using: &random)
    bytes.removeLast(bytes.count - length)
    return "cut off after \(length) bytes"
  }

  private static func scatter(_ bytes: inout [UInt8], _ random: inout SplitMix) -> String {
    let count = Int.random(in: 1...8, using: &random)
    for _ in 0..<count {
      bytes.insert(
        UInt8.random(in: 0...255, using: &random),
        at: Int.random(in: 0...bytes.count, using: &random))
    }
    return "\(count) bytes put in"
  }

  private static func mangleFence(_ bytes: inout [UInt8], _ random: inout SplitMix) -> String {
    var lines = lines(of: bytes)
    let fences = lines.indices.filter { lines[$0].starts(with: "```".utf8) }
    guard let fence = fences.randomElement(using: &random) else { return "no fence left" }
    let rest = lines[fence].dropFirst(3)
    let starts = [
      "``", "````", "~~~", "   ```", "    ```", "> ```", "```swift ", "``` ```", "- ```",
    ]
    let start = starts.randomElement(using: &random)!
    lines[fence] = Array(start.utf8) + rest
    bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    return "the fence of line \(fence + 1) begins '\(start)'"
  }

  private static func moveLines(
    _ bytes: inout [UInt8], _ random: inout SplitMix, _ kind: Int
  ) -> String {
    var lines = lines(of: bytes)
    let from = lines.indices.randomElement(using: &random) ?? 0
    let to = lines.indices.randomElement(using: &random) ?? 0
    defer { bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")])) }
    switch kind {
    case 3:
      lines.remove(at: from)
      return "line \(from + 1) gone"
    case 4:
      lines.insert(lines[from], at: to)
      return "line \(from + 1) again before line \(to + 1)"
    case 5:
      lines.swapAt(from, to)
      return "lines \(from + 1) and \(to + 1) exchanged"
    default:
      lines[from].removeLast(lines[from].count / 2)
      return "line \(from + 1) cut in half"
    }
  }

  /// The lines, one at least.
  private static func lines(of bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
  }
}
