import LessonEngine
import Terminals

/// A lesson that has one of everything.
let sample = #"""
  # What is a convolution?

  A *loupe* slides over a picture; so does a **kernel**. At every place it multiplies what it sees
  with its own numbers and adds up: one number, ~~two~~, from `kh * kw` products. It costs $5 and
  not $6. The output has $\lfloor (H + 2P - K) / S \rfloor + 1$ rows.

  ![An edge, found](figures/edges.png "Edges")

  ## By hand

  The example that runs through the whole course:

  ```swift
  import Loupe
  // Three by three.
  let x = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
  let kernel = Tensor([[0, 1], [2, 3]])
  print("Y =", Reference.conv2d(x, weight: kernel, stride: 1, padding: 0, groups: 1))
  ```

  ```output
  Y = [[19, 25],
       [37, 43]]
  ```

  In a formula, where the letters are those of the loops,

  $$
  y[oh, ow] = \sum_{kh} \sum_{kw}
    x[oh + kh, ow + kw] \cdot w[kh, kw]
  $$

  and in words:

  1. Lay the kernel on the top left corner.
  2. Multiply and add. The corner is 0·0 + 1·1 + 3·2 + 4·3, which is 19:
     - the *window* is `[[0, 1], [3, 4]]`,
     - the kernel is the one above.
       - It is never flipped here.
  3. Slide on.

  > **Before you go on:** what will the number on the
  > bottom right be?
  >
  > > Nobody looks at the answer first.

  - [x] predicted
  - [ ] run

  ### What it is called

  | library | name | dilation that means none | remark |
  |:--|:-:|--:|---|
  | PyTorch | `conv2d` | 1 | does not flip the kernel |
  | SciPy | `convolve2d` | – | flips the kernel, as a mathematician does |
  | 日本語 | **畳み込み** | 1 | wide letters |

  * * *

  Read on in [the next lesson](../04-padding-stride-dilation/README.md), or in
  [Dumoulin and Visin](https://arxiv.org/abs/1603.07285), or at
  <https://example.org/a/very/long/address/that/does/not/fit>.\
  A new line. <!-- a comment -->

  <!-- not
  shown -->

  <details><summary>Shown as it is</summary></details>

  """#

/// The sample set for a terminal.
func setSample(
  width: Int, style: TerminalStyle = .plain, numbersCodeLines: Bool = false
) -> String {
  ProseSetter(width: width, style: style, numbersCodeLines: numbersCodeLines)
    .set(MarkdownDocument(sample).blocks)
}
