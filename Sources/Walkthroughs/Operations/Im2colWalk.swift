public import Kernels
import ReferenceKernels
public import Tensors

extension Walkthrough {
  // columns[(ic,kh,kw), (oh,ow)] = X[ic, oh·stride − before + kh·dilation, …]
  // Y[oc, (oh,ow)] = Σ  K[oc, (ic,kh,kw)] · columns[(ic,kh,kw), (oh,ow)]

  /// The way of `im2col`, an output a step: the window becomes a column of a matrix, whose rows say under
  /// which number of the kernel theirs come from; the kernel as rows times that matrix is the output.
  ///
  /// The parameters are those of `conv2d`; axes that the tensors lack at the front are of size 1.
  ///
  /// - Precondition: one picture, in one group.
  public static func im2col(
    _ x: Tensor<Float>, weight: Tensor<Float>, stride: PerAxis = 1, padding: Padding = 0,
    dilation: PerAxis = 1
  ) -> Walkthrough {
    let options = ConvolutionOptions(stride: stride, padding: padding, dilation: dilation)
    let (x, w) = (x.withAxes(4), weight.withAxes(4))
    let geometry = Conv2dGeometry(x, weight: w, options: options, name: "im2col")
    require(
      geometry.channels.pictures == 1, "im2col is shown of one picture, not of \(x.shape[0])")
    let y = Reference.conv2d(x, weight: w, bias: nil, options: options)
    let columns = Im2colColumns(geometry: geometry, x: x, w: w, y: y)
    return Walkthrough(
      title: "im2col", formula: "Y = K as rows · the windows as columns",
      operands: [columns.input, columns.kernel], result: columns.result, places: columns.outputs,
      step: { columns.step($0) })
  }
}

/// The matrix whose columns are the windows, and the product with it.
private struct Im2colColumns: Sendable {
  let geometry: Conv2dGeometry
  let input: Operand
  let kernel: Operand
  let result: Operand
  /// The places of the kernel, one for each row of the matrix.
  private let rows: [[Int]]
  /// The places of the output, one for each column: a column is about those of all channels.
  let outputs: Places

  init(geometry: Conv2dGeometry, x: Tensor<Float>, w: Tensor<Float>, y: Tensor<Float>) {
    self.geometry = geometry
    input = Operand("X", x, windows: geometry.windows)
    kernel = Operand("K", w, ownAxes: 2)
    result = Operand("Y", y, ownAxes: 2)
    rows = Array(Places(Array(w.shape.dropFirst())))
    outputs = Places(y.shape, inBlocksOf: [1, max(1, y.shape[1]), 1, 1])
  }

  private func taps(_ column: Int, channel: Int) -> [WindowTaps<Conv2dGeometry>.Tap] {
    WindowTaps(geometry: geometry).taps(ofOutput: place(column, channel: channel))
  }

  private func place(_ column: Int, channel: Int) -> [Int] {
    [0, channel] + outputs[column].dropFirst(2)
  }

  private func number(_ tap: WindowTaps<Conv2dGeometry>.Tap) -> Float {
    tap.input.map { input.values[at: $0] } ?? 0
  }

  /// The numbers of the product's column: one for each output channel.
  private func products(_ column: Int) -> [Float] {
    (0..<kernel.values.shape[0]).map { channel in
      let sum = taps(column, channel: channel).reduce(Float(0)) { sum, tap in
        tap.input == nil ? sum : sum + kernel.values[at: tap.weight] * number(tap)
      }
      result.requireNumber(sum, at: place(column, channel: channel))
      return sum
    }
  }

  func step(_ column: Int) -> Step {
    let taps = taps(column, channel: 0)
    // Of several output channels each has a number in the row.
    let origins = rows.map { kernel.letters(["oc"] + $0.map(String.init)) }
    var marks: [[Int]: Cell.Mark] = [:]
    for tap in taps { marks[tap.place] = .used }
    let planes = Set(taps.map { PanelMaker.plane(of: $0.place) }).sorted { $0[1] < $1[1] }
    let output = result.letters(["n", "oc"] + outputs[column].dropFirst(2).map(String.init))
    let title = "the window of \(output) becomes column \(column)"
    return Step(
      title: title, place: outputs[column], terms: [],
      page: Page(
        title: title,
        rows: [
          planes.map { PanelMaker(input).panel($0, marks: marks) },
          [matrix(upTo: column, origins)],
          [weights, product(upTo: column)],
        ],
        lines: sums(column) + [
          PageLine(
            head: "numbers:",
            parts: [
              "\(input.values.count) in X,", "\(rows.count * outputs.count) in the columns:",
              "each window is written out whole",
            ])
        ],
        notes: notes(column)))
  }

  /// How the numbers of the product come about, each a row of K times the column.
  private func sums(_ column: Int) -> [PageLine] {
    zip(products(column), 0..<kernel.values.shape[0]).map { sum, channel in
      let taps = taps(column, channel: channel)
      let factors = taps.map { (kernel.values[at: $0.weight], number($0)) }
      let parts = factors.map { "\(NumberWords.operand($0.0))·\(NumberWords.operand($0.1))" }
      let written = factors.flatMap { [$0.0, $0.1] } + [sum]
      return PageLine(
        head: "\(result.label(place(column, channel: channel))) \(NumberWords.equals(written))",
        parts: NumberWords.sum(parts) + ["\(NumberWords.equals(written)) \(NumberWords.text(sum))"])
    }
  }

  private func notes(_ column: Int) -> [String] {
    var notes: [String] = []
    if taps(column, channel: 0).contains(where: { $0.input == nil }) {
      notes.append("□ is padding: a zero is written down")
    }
    let shown = shown(column).count
    if shown < outputs.count {
      notes.append("Of the \(outputs.count) columns, \(shown) about this one are shown.")
    }
    return notes
  }

  /// The columns that are shown: of many those before this one, and a few after it.
  private func shown(_ column: Int) -> Range<Int> {
    let most = 9
    let end = min(outputs.count, max(most, column + 3))
    return max(0, end - most)..<end
  }

  private func name(_ column: Int) -> String {
    "[\(outputs[column].dropFirst(2).map(String.init).joined(separator: ","))]"
  }

  private func matrix(upTo column: Int, _ origins: [String]) -> Panel {
    let shown = shown(column)
    let columns = shown.map { taps($0, channel: 0) }
    let format = NumberFormat(columns.joined().map(number))
    return Panel(
      title: "columns: what lies under each number of K, by output",
      cells: rows.indices.map { row in
        zip(shown, columns).map { number, taps in
          guard number <= column else { return .pending }
          let tap = taps[row]
          return Cell(
            text: format.text(self.number(tap)), mark: number == column ? .current : .none,
            padding: tap.input == nil ? .zero : nil)
        }
      },
      rowNames: origins, columnNames: shown.map(name))
  }

  private var weights: Panel {
    let format = NumberFormat(kernel.values.scalars)
    return Panel(
      title: (kernel.values.shape[0] == 1 ? "K as a row" : "K, a row for each output channel,")
        + " · columns",
      cells: (0..<kernel.values.shape[0]).map { channel in
        rows.map { Cell(text: format.text(kernel.values[at: [channel] + $0])) }
      })
  }

  private func product(upTo column: Int) -> Panel {
    let shown = shown(column)
    let products = shown.map(products)
    let format = NumberFormat(Array(products.joined()))
    return Panel(
      joint: "=", title: "Y",
      cells: (0..<kernel.values.shape[0]).map { channel in
        zip(shown, products).map { number, products in
          number <= column
            ? Cell(text: format.text(products[channel]), mark: number == column ? .current : .none)
            : .pending
        }
      }, columnNames: shown.map(name))
  }
}
