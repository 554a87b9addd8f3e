/// The sample at several widths, without colour, as it was when somebody looked at it.
let goldenSample: [Int: String] = [
  80: #"""
  What is a convolution?
  ━━━━━━━━━━━━━━━━━━━━━━

  A loupe slides over a picture; so does a kernel. At every place it multiplies
  what it sees with its own numbers and adds up: one number, ~~two~~, from
  'kh * kw' products. It costs $5 and not $6. The output has ⌊(H + 2P − K) / S⌋ +
  1 rows.

  [picture: An edge, found — figures/edges.png]


  By hand
  ───────

  The example that runs through the whole course:

      import Loupe
      // Three by three.
      let x = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
      let kernel = Tensor([[0, 1], [2, 3]])
      print("Y =", Reference.conv2d(x, weight: kernel, stride: 1, padding: 0, groups: 1))

      Y = [[19, 25],
           [37, 43]]

  In a formula, where the letters are those of the loops,

      y[oh, ow] = Σ kh  Σ kw  x[oh + kh, ow + kw] · w[kh, kw]

  and in words:

  1. Lay the kernel on the top left corner.
  2. Multiply and add. The corner is 0·0 + 1·1 + 3·2 + 4·3, which is 19:
     • the window is '[[0, 1], [3, 4]]',
     • the kernel is the one above.
       ◦ It is never flipped here.
  3. Slide on.

  │ Before you go on: what will the number on the bottom right be?
  │
  │ │ Nobody looks at the answer first.

  ☑ predicted
  ☐ run

  What it is called

   library │     name     │ dilation that means none │ remark
  ─────────┼──────────────┼──────────────────────────┼────────────────────────────
   PyTorch │   'conv2d'   │                        1 │ does not flip the kernel
  ─────────┼──────────────┼──────────────────────────┼────────────────────────────
   SciPy   │ 'convolve2d' │                        – │ flips the kernel, as a
           │              │                          │ mathematician does
  ─────────┼──────────────┼──────────────────────────┼────────────────────────────
   日本語  │   畳み込み   │                        1 │ wide letters

                                     ·   ·   ·

  Read on in the next lesson (../04-padding-stride-dilation/README.md), or in
  Dumoulin and Visin (https://arxiv.org/abs/1603.07285), or at
  https://example.org/a/very/long/address/that/does/not/fit.
  A new line.

  <details><summary>Shown as it is</summary></details>

  """#,
  40: #"""
  What is a convolution?
  ━━━━━━━━━━━━━━━━━━━━━━

  A loupe slides over a picture; so does a
  kernel. At every place it multiplies
  what it sees with its own numbers and
  adds up: one number, ~~two~~, from
  'kh * kw' products. It costs $5 and not
  $6. The output has ⌊(H + 2P − K) / S⌋ +
  1 rows.

  [picture: An edge, found —
  figures/edges.png]


  By hand
  ───────

  The example that runs through the whole
  course:

      import Loupe
      // Three by three.
      let x = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
      let kernel = Tensor([[0, 1], [2, 3]])
      print("Y =", Reference.conv2d(x, weight: kernel, stride: 1, padding: 0, groups: 1))

      Y = [[19, 25],
           [37, 43]]

  In a formula, where the letters are
  those of the loops,

      y[oh, ow]
        = Σ kh  Σ kw  x[oh + kh, ow + kw]
          · w[kh, kw]

  and in words:

  1. Lay the kernel on the top left
     corner.
  2. Multiply and add. The corner is 0·0 +
     1·1 + 3·2 + 4·3, which is 19:
     • the window is '[[0, 1], [3, 4]]',
     • the kernel is the one above.
       ◦ It is never flipped here.
  3. Slide on.

  │ Before you go on: what will the number
  │ on the bottom right be?
  │
  │ │ Nobody looks at the answer first.

  ☑ predicted
  ☐ run

  What it is called

  library: PyTorch
  name: 'conv2d'
  dilation that means none: 1
  remark: does not flip the kernel

  library: SciPy
  name: 'convolve2d'
  dilation that means none: –
  remark: flips the kernel, as a
    mathematician does

  library: 日本語
  name: 畳み込み
  dilation that means none: 1
  remark: wide letters

                 ·   ·   ·

  Read on in the next lesson
  (../04-padding-stride-dilation/README.md),
  or in Dumoulin and Visin
  (https://arxiv.org/abs/1603.07285), or
  at
  https://example.org/a/very/long/address/that/does/not/fit.
  A new line.

  <details><summary>Shown as it
  is</summary></details>

  """#,
  20: #"""
  What is a
  convolution?
  ━━━━━━━━━━━━

  A loupe slides over
  a picture; so does a
  kernel. At every
  place it multiplies
  what it sees with
  its own numbers and
  adds up: one number,
  ~~two~~, from
  'kh * kw' products.
  It costs $5 and not
  $6. The output has
  ⌊(H + 2P − K) / S⌋ +
  1 rows.

  [picture: An edge,
  found —
  figures/edges.png]


  By hand
  ───────

  The example that
  runs through the
  whole course:

      import Loupe
      // Three by three.
      let x = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
      let kernel = Tensor([[0, 1], [2, 3]])
      print("Y =", Reference.conv2d(x, weight: kernel, stride: 1, padding: 0, groups: 1))

      Y = [[19, 25],
           [37, 43]]

  In a formula, where
  the letters are
  those of the loops,

      y[oh, ow]
        = Σ kh  Σ kw
          x[oh + kh,
          ow + kw]
          · w[kh, kw]

  and in words:

  1. Lay the kernel on
     the top left
     corner.
  2. Multiply and add.
     The corner is 0·0
     + 1·1 + 3·2 +
     4·3, which is 19:
     • the window is
       '[[0, 1], [3,
       4]]',
     • the kernel is
       the one above.
       ◦ It is never
         flipped here.
  3. Slide on.

  │ Before you go on:
  │ what will the
  │ number on the
  │ bottom right be?
  │
  │ │ Nobody looks at
  │ │ the answer
  │ │ first.

  ☑ predicted
  ☐ run

  What it is called

  library: PyTorch
  name: 'conv2d'
  dilation that
    means none: 1
  remark: does not
    flip the kernel

  library: SciPy
  name: 'convolve2d'
  dilation that
    means none: –
  remark: flips the
    kernel, as a
    mathematician does

  library: 日本語
  name: 畳み込み
  dilation that
    means none: 1
  remark: wide
    letters

       ·   ·   ·

  Read on in the next
  lesson
  (../04-padding-stride-dilation/README.md),
  or in Dumoulin and
  Visin
  (https://arxiv.org/abs/1603.07285),
  or at
  https://example.org/a/very/long/address/that/does/not/fit.
  A new line.

  <details><summary>Sh
  own as it
  is</summary></detail
  s>

  """#,
]
