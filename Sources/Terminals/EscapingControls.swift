import LessonEngine

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
  guard text.unicodeScalars.contains(where: { $0.isControl || $0.isWithoutWidth }) else {
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
    if !scalar.isControl, scalar.isWithoutWidth {
      pile += 1
      if pile > mostMarks { continue }
    } else {
      endPile()
    }
    let endsLine = scalar == "\r" && scalars[scalars.index(after: index)...].first == "\n"
    if !scalar.isControl || endsLine {
      shown.append(scalar)
    } else {
      shown.append(contentsOf: scalar.controlShown.unicodeScalars)
    }
  }
  endPile()
  return String(shown)
}

/// More than any language piles up over a letter, or any flag is made of.
private let mostMarks = 8
