/// What stands at the upper and lower right of a piece of a formula.
struct FormulaScripts {
  var lower: FormulaLine?
  var upper: FormulaLine?
  var primes = 0

  var isEmpty: Bool { lower == nil && upper == nil && primes == 0 }

  /// What a sum runs over, from and to: `kh, kw`, or `i=1…n`.
  var limits: String? {
    guard let lower, primes == 0 else { return nil }
    return lower.text + (upper.map { "…" + $0.text } ?? "")
  }

  /// The piece with its indices: small letters if Unicode has them, otherwise `x_out`, `x^(n+1)`.
  func attached(to base: FormulaPiece) -> FormulaPiece {
    if isEmpty { return base }
    var piece = base
    if base.kind == .inner, base.shape == .quotient { piece.bracket() }
    piece.text += String(repeating: "′", count: primes)
    piece.script = .small
    let lower = lower.map { small($0.text, lowDigits, lowLetters) ?? "_" + plain($0) } ?? ""
    let upper = upper.map { small($0.text, highDigits, highLetters) ?? "^" + plain($0) } ?? ""
    // In the other order the power would seem to be part of the index.
    piece.text += lower.hasPrefix("_") && !upper.hasPrefix("^") ? upper + lower : lower + upper
    if lower.hasPrefix("_") || upper.hasPrefix("^") { piece.script = .plain }
    return piece
  }

  private func plain(_ line: FormulaLine) -> String {
    let text = line.text
    let isWhole = line.shape == .factor && (!text.contains(" ") || text.hasPrefix("("))
    return isWhole ? text : "(\(text))"
  }

  /// A number or a single letter, with or without a sign; more would be hard to read.
  private func small(
    _ text: String, _ digits: [Character: Character], _ letters: [Character: Character]
  ) -> String? {
    var rest = text[...]
    var small = ""
    if let first = rest.first, "+−".contains(first), let sign = digits[first] {
      small.append(sign)
      rest.removeFirst()
    }
    if rest.count == 1, let letter = letters[rest.first!] { return small + String(letter) }
    for character in rest {
      guard let digit = digits[character], !"+−".contains(character) else { return nil }
      small.append(digit)
    }
    return small
  }
}

private func table(_ from: String, _ to: String) -> [Character: Character] {
  Dictionary(uniqueKeysWithValues: zip(from, to))
}

private let lowDigits = table("0123456789+−", "₀₁₂₃₄₅₆₇₈₉₊₋")
private let lowLetters = table("aehijklmnoprstuvxβγρφχ", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
private let highDigits = table("0123456789+−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
private let highLetters = table(
  "abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ∗∘⊤′",
  "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ*°ᵀ′")
