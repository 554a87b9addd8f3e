import Kernels
import ReferenceKernels
import Tensors

/// A transposed convolution of rows or pictures with whole numbers, and its gradients.
///
/// The expected numbers come from a canvas: every input stamps its kernel, scaled, onto it, and
/// then the padding is cut off its edges.
struct TransposedCall: Call {
  let reason: String
  let input: [Int]
  let weight: [Int]
  let stride: [Int]
  let dilation: [Int]
  let padding: Padding
  /// How much is cut off before and after each axis, by hand.
  let cut: [[Int]]
  let outputPadding: [Int]
  let groups: Int
  let hasBias: Bool

  init(
    _ reason: String, _ input: [Int], _ weight: [Int], stride: [Int] = [1], padding: Padding = 0,
    cut: [[Int]]? = nil, outputPadding: [Int] = [0], dilation: [Int] = [1], groups: Int = 1,
    bias: Bool = true
  ) {
    self.reason = reason
    self.input = input
    self.weight = weight
    self.stride = stride
    self.dilation = dilation
    self.padding = padding
    self.cut = cut ?? input.dropFirst(2).map { _ in [0, 0] }
    self.outputPadding = outputPadding
    self.groups = groups
    hasBias = bias
  }

  var axes: Int { input.count - 2 }

  var testDescription: String { "convTranspose\(axes)d: \(reason)" }

  var options: TransposedConvolutionOptions {
    TransposedConvolutionOptions(
      stride: PerAxis(stride), padding: padding, outputPadding: PerAxis(outputPadding),
      dilation: PerAxis(dilation), groups: groups)
  }

  var x: Tensor<Double> { .randomWhole(input, seed: 1) }
  var w: Tensor<Double> { .randomWhole(weight, seed: 2) }
  var b: Tensor<Double>? { hasBias ? .randomWhole([weight[1] * groups], seed: 3) : nil }
  var dy: Tensor<Double> { .randomWhole(outputShape, seed: 4) }

  var outputShape: [Int] { [input[0], weight[1] * groups] + canvases.map(\.kept) }

  /// One axis of the canvas: where each input's kernel lands on what is kept, nil where it is cut
  /// off.
  struct Canvas {
    let landings: [[Int?]]
    let kept: Int
  }

  var canvases: [Canvas] { canvases(stride: stride, dilation: dilation, cut: cut) }

  func canvases(stride: [Int], dilation: [Int], cut: [[Int]]) -> [Canvas] {
    (0..<axes).map { axis in
      func own(_ values: [Int]) -> Int { values.count == 1 ? values[0] : values[axis] }
      let stamps = (0..<input[2 + axis]).map { i in
        (0..<weight[2 + axis]).map { k in i * own(stride) + k * own(dilation) }
      }
      let size = (stamps.flatMap { $0 }.max() ?? -1) + 1 + own(outputPadding)
      let kept = Array((0..<size).dropFirst(cut[axis][0]).dropLast(cut[axis][1]))
      return Canvas(
        landings: stamps.map { $0.map { kept.firstIndex(of: $0) } }, kept: kept.count)
    }
  }

  var expected: Answer { expected(canvases) }

  /// What comes out on these canvases and with this way of joining products: wrong twins have
  /// others.
  func expected(
    _ canvases: [Canvas], joining join: (inout Double, Double) -> Void = { $0 += $1 }
  ) -> Answer {
    let (icPerGroup, ocPerGroup) = (input[1] / groups, weight[1])
    let (xs, ws, dys) = (Numbers(x), Numbers(w), Numbers(dy))
    var (y, dx, dw) = (Numbers(shape: outputShape), Numbers(shape: input), Numbers(shape: weight))
    var db = Numbers(shape: [outputShape[1]])
    for o in places(outputShape) {
      y[o] = b?.scalars[o[1]] ?? 0
      db[[o[1]]] += dys[o]
    }
    for n in 0..<input[0] {
      for g in 0..<groups {
        for ic in g * icPerGroup..<(g + 1) * icPerGroup {
          for i in places(Array(input[2...])) {
            for oc in 0..<ocPerGroup {
              for k in places(Array(weight[2...])) {
                let landing = canvases.indices.map { canvases[$0].landings[i[$0]][k[$0]] }
                guard !landing.contains(nil) else { continue }
                let o = [n, g * ocPerGroup + oc] + landing.map { $0! }
                join(&y[o], ws[[ic, oc] + k] * xs[[n, ic] + i])
                join(&dx[[n, ic] + i], ws[[ic, oc] + k] * dys[o])
                join(&dw[[ic, oc] + k], xs[[n, ic] + i] * dys[o])
              }
            }
          }
        }
      }
    }
    return [
      "output": y.tensor, "gradInput": dx.tensor, "gradWeight": dw.tensor, "gradBias": db.tensor,
    ]
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    let y = forward(Tensor<Scalar>(x), Tensor<Scalar>(w), b.map { Tensor<Scalar>($0) })
    // A wrong size is to be reported, and would stop the program in the backward.
    guard y.shape == dy.shape else { return ["output": Tensor<Double>(y)] }
    let gradients = backward(Tensor<Scalar>(dy), Tensor<Scalar>(x), Tensor<Scalar>(w))
    return Answer(gradients).merging(["output": Tensor<Double>(y)]) { a, _ in a }
  }

  func forward<Scalar: RealNumber>(
    _ x: Tensor<Scalar>, _ w: Tensor<Scalar>, _ b: Tensor<Scalar>?
  ) -> Tensor<Scalar> {
    axes == 1
      ? Reference.convTranspose1d(x, weight: w, bias: b, options: options)
      : Reference.convTranspose2d(x, weight: w, bias: b, options: options)
  }

  func backward<Scalar: RealNumber>(
    _ dy: Tensor<Scalar>, _ x: Tensor<Scalar>, _ w: Tensor<Scalar>
  ) -> WeightedGradients<Scalar> {
    axes == 1
      ? Reference.convTranspose1dBackward(dy, input: x, weight: w, options: options)
      : Reference.convTranspose2dBackward(dy, input: x, weight: w, options: options)
  }
}
