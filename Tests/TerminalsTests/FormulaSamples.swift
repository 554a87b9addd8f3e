/// The two formulas of lesson 03.
let sumOfLesson3 = #"""
  Y[oh, ow] = \sum_{kh} \sum_{kw} K[kh, kw] \cdot X[oh + kh, ow + kw]
  """#

let boundOfLesson3 = #"""
  |\text{computed} - \text{exact}| \le \gamma_n \cdot \sum |K| \cdot |X| \qquad \gamma_n = \frac{n \cdot u}{1 - n \cdot u}
  """#

/// TeX, and what it becomes on a terminal.
let formulaSamples: [(String, String)] = [
  // The lessons.
  (sumOfLesson3, "Y[oh, ow] = Σ kh  Σ kw  K[kh, kw] · X[oh + kh, ow + kw]"),
  (boundOfLesson3, "|computed − exact| ≤ γₙ · Σ |K| · |X|    γₙ = n·u / (1 − n·u)"),
  (#"\lfloor (H + 2P - K) / S \rfloor + 1"#, "⌊(H + 2P − K) / S⌋ + 1"),
  (
    #"OH = \left\lfloor \frac{H + 2P - D \cdot (KH - 1) - 1}{S} \right\rfloor + 1"#,
    "OH = ⌊(H + 2P − D·(KH − 1) − 1) / S⌋ + 1"
  ),
  (
    #"y[n, oc, oh, ow] = b[oc] + \sum_{ic, kh, kw} w[oc, ic, kh, kw] \, x[n, ic, oh, ow]"#,
    "y[n, oc, oh, ow] = b[oc] + Σ ic, kh, kw  w[oc, ic, kh, kw] x[n, ic, oh, ow]"
  ),
  (
    #"\frac{\partial L}{\partial w_{kh}} = \sum_o \frac{\partial L}{\partial y_o}"#,
    "∂L/∂w_kh = Σ o  ∂L/∂yₒ"
  ),
  (
    #"p_i = \frac{\exp(x_i)}{\sum_{j=1}^{n} \exp(x_j)}"#,
    "pᵢ = exp(xᵢ) / (Σ j=1…n  exp(xⱼ))"
  ),
  (#"L = -\log p_y"#, "L = −log p_y"),
  (#"\mathrm{relu}(x) = \max(0, x)"#, "relu(x) = max(0, x)"),
  (#"\max_{kh, kw} x[oh + kh]"#, "max kh, kw  x[oh + kh]"),
  (#"\theta \leftarrow \theta - \eta \nabla L(\theta)"#, "θ ← θ − η∇L(θ)"),
  (#"(f \star k)[i]"#, "(f ⋆ k)[i]"),
  // Spaces.
  ("a+b=c", "a + b = c"), ("a  +  b", "a + b"), ("f ( x,y )", "f (x, y)"), ("[ 0,1 )", "[0, 1)"),
  (#"\gamma n"#, "γn"), (#"2\pi r"#, "2πr"), (#"a\,b\;c\:d\ e\!f"#, "a b c d ef"),
  (#"a \quad b \qquad c"#, "a  b    c"), (#"(\, a \,)"#, "(a)"), ("n/2", "n/2"),
  ("n / 2", "n / 2"), (#"\alpha / \beta"#, "α / β"), (#"f: A \to B"#, "f : A → B"),
  ("a[0:3]", "a[0:3]"), ("x := 1", "x := 1"), ("x:=1", "x := 1"), ("2.5x", "2.5x"),
  (#"a_1, \ldots, a_n"#, "a₁, …, aₙ"), (#"a_1 \cdots a_n"#, "a₁ ⋯ aₙ"),
  (#"1+\cdots+n"#, "1 + ⋯ + n"), (#"2\log n"#, "2 log n"), (#"\log|x|"#, "log |x|"),
  (#"\log_2 n + \sin^2 x"#, "log₂ n + sin² x"), (#"\sum (a)"#, "Σ (a)"),
  // Signs.
  ("-1", "−1"), ("a = -b", "a = −b"), ("a - -b", "a − −b"), ("(-1, -2)", "(−1, −2)"),
  ("|-x|", "|−x|"), (#"\pm 1"#, "±1"), (#"a \pm 1"#, "a ± 1"), (#"f(\cdot)"#, "f(·)"),
  (#"a \quad -b"#, "a  −b"), (#"\sum_i -x"#, "Σ i  −x"), ("n! - 1", "n! − 1"),
  // Symbols.
  (#"\alpha\beta\Omega"#, "αβΩ"), (#"a \le b \ge c \ne d \approx e"#, "a ≤ b ≥ c ≠ d ≈ e"),
  (#"x \in \mathbb{R}^{n \times m}"#, "x ∈ ℝ^(n×m)"),
  (#"a \circ b \odot c \ast d"#, "a ∘ b ⊙ c ∗ d"),
  (#"x \to \infty"#, "x → ∞"), (#"\langle a, b \rangle"#, "⟨a, b⟩"), (#"\lceil x \rceil"#, "⌈x⌉"),
  (#"\min a, \exp b, \cos c"#, "min a, exp b, cos c"), (#"\prod_k k"#, "Π k  k"),
  ("50\\%, \\$1, a\\_b, \\#2", "50%, $1, a_b, #2"), ("a ≤ b · c − d", "a ≤ b · c − d"),
  // Brackets and bars.
  (#"\{ x \mid x > 0 \}"#, "{x | x > 0}"), (#"\{ x | x > 0 \}"#, "{x | x > 0}"),
  ("|a||b|", "|a||b|"), ("|a| - |b|", "|a| − |b|"), (#"\|x\|_2^2"#, "‖x‖₂²"),
  (#"\left( a \right)^2"#, "(a)²"), (#"\left. a \right|_0"#, "a|₀"),
  (#"\bigl( a \bigr) \Big[ b \Big]"#, "(a) [b]"), ("P(a | b)", "P(a | b)"),
  (#"\lvert -a \rvert"#, "|−a|"), (#"| |a| - b |"#, "||a| − b|"),
  // Fractions.
  (#"\frac{1}{9}"#, "1/9"), (#"\frac12"#, "1/2"), (#"\frac{kh}{kw}"#, "kh/kw"),
  (#"\frac{a + b}{c}"#, "(a + b) / c"), (#"\frac{a}{bc \cdot d}"#, "a / (bc·d)"),
  (#"\frac{1}{2n}"#, "1 / (2n)"), (#"\frac{x[i, j]}{y}"#, "x[i, j]/y"),
  (#"\frac{-1}{2}"#, "(−1) / 2"), (#"\frac{a}{\frac{b}{c}}"#, "a / (b/c)"),
  (#"\frac{1}{n} \sum_i x_i"#, "(1/n) Σ i  xᵢ"), (#"2\frac{a}{b}"#, "2 (a/b)"),
  (#"\frac{a}{b} \cdot c"#, "a/b · c"), (#"\frac{a}{b}^2"#, "(a/b)²"),
  (#"\log \frac{a}{b}"#, "log(a/b)"), (#"a/\frac{b}{c}"#, "a/(b/c)"),
  (#"\frac{n}{\text{all rows}}"#, "n / (all rows)"),
  (#"\sqrt{x + 1} + \sqrt 2"#, "√(x + 1) + √(2)"),
  (#"\frac{1}{\sqrt{d}}"#, "1/√(d)"),
  (#"\frac{a}{b}!"#, "(a/b)!"), (#"\frac{1}{\log n}"#, "1 / (log n)"),
  (#"\frac{1}{\exp(x)}"#, "1/exp(x)"),
  (#"\frac{1}{\exp(x)\exp(y)}"#, "1 / (exp(x) exp(y))"), (#"\sqrt[3]{x}"#, "∛(x)"),
  // Indices and powers.
  ("2^{-24}", "2⁻²⁴"), (#"\gamma_n x_i"#, "γₙ xᵢ"), ("x_{out}", "x_out"), ("x^{n+1}", "x^(n+1)"),
  ("x_i^2", "xᵢ²"), ("x^2_i", "xᵢ²"), ("x_{out}^2", "x²_out"), ("x_i^{n+1}", "xᵢ^(n+1)"),
  ("x_{out}y", "x_out y"), ("x_{i,j}", "x_(i, j)"), ("x^{(k)}", "x^(k)"), ("x^{2n}", "x^(2n)"),
  ("x_w", "x_w"), ("A^T A", "Aᵀ A"), ("x^*", "x*"), ("f'(x) + f''", "f′(x) + f′′"),
  (#"x^{\frac12}"#, "x^(1/2)"), ("x^a_b", "xᵃ_b"),
  (#"\sum_{i=0}^{n-1} x_i"#, "Σ i=0…n−1  xᵢ"), (#"\sum\limits_{i \in S} i"#, "Σ i∈S  i"),
  (#"\sum_{kh, kw}"#, "Σ kh, kw"), (#"\sum_i = 1"#, "Σ i = 1"), (#"{}^2"#, "²"),
  (#"\int_0^1 x"#, "∫₀¹ x"), (#"\operatorname*{argmin}_x f(x)"#, "argmin x  f(x)"),
  // Words.
  (#"y \text{ if } x > 0"#, "y if x > 0"), (#"\text{a\_b-c}"#, "a_b-c"),
  (#"\mathbf{x} \cdot \mathrm{out}"#, "x · out"), (#"\operatorname{conv}(x)"#, "conv(x)"),
  (#"a \\ b"#, "a  b"), (#"1{,}5"#, "1,5"), ("日本 = 語", "日本 = 語"),
]
