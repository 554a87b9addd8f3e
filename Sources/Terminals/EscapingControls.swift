/// The text with everything shown that could steer a terminal.
///
/// What a cell or a student's program prints is text, never a command: without this it could move
/// the cursor over what we printed, rename the window or write right to left. Line feeds, also
/// those after a carriage return, and tabs are kept. Control characters become their pictures,
/// `␛` for escape; the later ones (U+0080 to U+009F), line separators and the characters that
/// change the direction of writing become their numbers, `<U+202E>`.
///
/// Marks that are written over the letter before them could be piled up over the lines above: after the
/// eighth it is said how many more there are.
public func escapingControls(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { isControl($0) || $0.isWithoutWidth }) else {
    return text
  }
  var shown = String.UnicodeScalarView()
  var pile = 0
  func endPile() {
    let more = pile - mostMarks
    if more > 0 {
      shown.append(contentsOf: "<\(more) more mark\(more == 1 ? "" : "s")>".unicodeScalars)
    }
    pile = 0
  }
  let scalars = text.unicodeScalars
  for index in scalars.indices {
    let scalar = scalars[index]
    if !isControl(scalar), scalar.isWithoutWidth {
      pile += 1
      if pile > mostMarks { continue }
    } else {
      endPile()
    }
    switch scalar.value {
    case _ where !isControl(scalar):
      shown.append(scalar)
    case 0x0D where scalars[scalars.index(after: index)...].first == "\n":
      shown.append(scalar)
    case 0x00...0x1F:
      shown.append(Unicode.Scalar(0x2400 + scalar.value)!)
    case 0x7F:
      shown.append("\u{2421}")
    default:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
      shown.append(contentsOf: "<U+\(zeros)\(digits)>".unicodeScalars)
    }
  }
  endPile()
  return String(shown)
}

/// More than any language piles up over a letter, or any flag is made of.
private let mostMarks = 8

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case 0x00...0x1F, 0x7F...0x9F: true
  // Marks, embeddings, overrides and isolates of direction.
  case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
  case 0x2028, 0x2029: true
  default: false
  }
}
