/// The signs that formulas are made of.
enum FormulaSymbols {
  /// What a command without arguments stands for, by its name.
  static let commands: [String: FormulaPiece] = {
    var commands: [String: FormulaPiece] = [:]
    for (kind, signs) in signs {
      for (name, sign) in signs { commands[name] = FormulaPiece(sign, kind) }
    }
    for name in functions + functionsWithLimits { commands[name] = FormulaPiece(name, .function) }
    commands["bmod"] = FormulaPiece("mod", .binary)
    for name in ["ldots", "dots", "cdots"] { commands[name]?.shape = .sum }
    return commands
  }()

  /// What a character stands for. The signs can also be written as themselves.
  static func piece(_ character: Character) -> FormulaPiece? {
    if let piece = characters[character] { return piece }
    let isOrdinary = character.isLetter || character.isNumber || character == "."
    return isOrdinary ? FormulaPiece(String(character), .ordinary) : nil
  }

  /// Whether what stands below the function is what it runs over.
  static func takesLimits(_ name: String) -> Bool { functionsWithLimits.contains(name) }

  /// The environments that only line up formulas below each other.
  static let alignments: Set = [
    "align", "align*", "aligned", "gather", "gather*", "gathered", "split",
  ]

  /// Commands for the size of a bracket, and what they say about its side.
  static let sizes: [String: FormulaPiece.Kind?] = {
    var sizes: [String: FormulaPiece.Kind?] = [
      "left": .opening, "right": .closing, "middle": .relation,
    ]
    for size in ["big", "Big", "bigg", "Bigg"] {
      sizes.updateValue(nil, forKey: size)
      sizes[size + "l"] = .opening
      sizes[size + "r"] = .closing
      sizes[size + "m"] = .relation
    }
    return sizes
  }()

  /// Commands for spaces, and how many blanks they become.
  static let spaces = [
    ",": 1, ":": 1, ">": 1, ";": 1, " ": 1, "\n": 1, "!": 0, "quad": 2, "qquad": 4,
  ]

  /// Letters of doubled strokes, the names of the sets of numbers.
  static let blackboard = ["C": "ℂ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]

  private static let functions = [
    "arg", "cos", "cosh", "cot", "det", "dim", "exp", "gcd", "ln", "log", "sin", "sinh", "tan",
    "tanh",
  ]

  private static let functionsWithLimits = ["inf", "lim", "max", "min", "sup"]

  private static let characters: [Character: FormulaPiece] = {
    var characters: [Character: FormulaPiece] = [
      "-": FormulaPiece("−", .binary), "−": FormulaPiece("−", .binary),
      "+": FormulaPiece("+", .binary), "*": FormulaPiece("∗", .binary),
      "=": FormulaPiece("=", .relation), "<": FormulaPiece("<", .relation),
      ">": FormulaPiece(">", .relation), "(": FormulaPiece("(", .opening),
      "[": FormulaPiece("[", .opening), ")": FormulaPiece(")", .closing),
      "]": FormulaPiece("]", .closing), "!": FormulaPiece("!", .closing),
      "?": FormulaPiece("?", .closing), "|": FormulaPiece("|", .bar),
      ",": FormulaPiece(",", .punctuation), ";": FormulaPiece(";", .punctuation),
      "∑": FormulaPiece("Σ", .operator), "∏": FormulaPiece("Π", .operator),
    ]
    for (kind, signs) in signs where kind != .operator && kind != .punctuation {
      for sign in signs.values where sign.count == 1 && !sign.first!.isASCII {
        characters[sign.first!] = FormulaPiece(sign, kind)
      }
    }
    return characters
  }()

  private static let signs: [(FormulaPiece.Kind, [String: String])] = [
    (.ordinary, greekLetters),
    (
      .ordinary,
      [
        "_": "_", "%": "%", "$": "$", "#": "#", "&": "&", "infty": "∞", "emptyset": "∅",
        "ell": "ℓ", "top": "⊤", "prime": "′", "dagger": "†",
      ]
    ),
    (.prefix, ["partial": "∂", "nabla": "∇", "forall": "∀", "exists": "∃", "neg": "¬"]),
    (.inner, ["ldots": "…", "dots": "…", "cdots": "⋯"]),
    (.operator, ["sum": "Σ", "prod": "Π", "int": "∫"]),
    (
      .binary,
      [
        "cdot": "·", "times": "×", "div": "÷", "pm": "±", "mp": "∓", "star": "⋆", "ast": "∗",
        "circ": "∘", "odot": "⊙", "oplus": "⊕", "otimes": "⊗", "cap": "∩", "cup": "∪",
        "setminus": "∖", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨",
      ]
    ),
    (
      .relation,
      [
        "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "lt": "<", "gt": ">", "ne": "≠", "neq": "≠",
        "approx": "≈", "equiv": "≡", "sim": "∼", "propto": "∝", "ll": "≪", "gg": "≫", "in": "∈",
        "notin": "∉", "ni": "∋", "subset": "⊂", "subseteq": "⊆", "mid": "|", "perp": "⊥",
        "to": "→", "rightarrow": "→", "gets": "←", "leftarrow": "←", "mapsto": "↦",
        "leftrightarrow": "↔", "Rightarrow": "⇒", "implies": "⇒", "Leftarrow": "⇐",
        "Leftrightarrow": "⇔", "iff": "⇔",
      ]
    ),
    (
      .opening,
      [
        "{": "{", "lbrace": "{", "lfloor": "⌊", "lceil": "⌈", "langle": "⟨", "lvert": "|",
        "lVert": "‖",
      ]
    ),
    (
      .closing,
      [
        "}": "}", "rbrace": "}", "rfloor": "⌋", "rceil": "⌉", "rangle": "⟩", "rvert": "|",
        "rVert": "‖",
      ]
    ),
    (.bar, ["|": "‖", "Vert": "‖", "vert": "|"]),
    (.punctuation, ["colon": ":"]),
  ]

  private static let greekLetters = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "varpi": "ϖ",
    "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ",
    "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
  ]
}
