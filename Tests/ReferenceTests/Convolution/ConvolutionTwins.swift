import Kernels
import Tensors

/// Convolutions with one mistake each.
enum ConvolutionTwins {
  static let all = geometry + channels + sums + gradients

  /// Whether the mistake can be made at all: on one axis there is nothing to swap.
  static func isPossible(_ twin: Twin<ConvolutionCall>, in call: ConvolutionCall) -> Bool {
    call.axes > 1
      || !["swapped", "transposed", "row or channel"].contains { twin.mistake.contains($0) }
  }

  /// What the call gives with other options.
  private static func changed(
    _ call: ConvolutionCall, stride: [Int]? = nil, padding: Padding? = nil,
    mode: PaddingMode? = nil, dilation: [Int]? = nil
  ) -> Answer? {
    var changed = ConvolutionCall(
      call.reason, call.input, call.weight, stride: stride ?? call.stride,
      padding: padding ?? call.padding, sides: call.sides, mode: mode ?? call.mode,
      dilation: dilation ?? call.dilation, groups: call.groups, bias: call.hasBias)
    changed.operation = call.operation
    // What doesn't fit any longer, or gives another size, is no twin.
    let size: [Int]? =
      switch call.axes {
      case 1: try? Conv1dGeometry(changed).outputShape
      case 2: try? Conv2dGeometry(changed).outputShape
      default: try? Conv3dGeometry(changed).outputShape
      }
    let (x, w, dy) = (call.x, call.w, call.dy)
    guard size == dy.shape else { return nil }
    return Answer(changed.backward(dy, x, w))
      .merging(["output": changed.forward(x, w, call.b)]) { a, _ in a }
  }

  /// What the first windows with another stride or dilation give, as many as there should be.
  private static func first(
    of call: ConvolutionCall, stride: [Int], dilation: [Int]
  ) -> Answer {
    let windows = call.windows(stride: stride, dilation: dilation)
    return call.expected(windows: zip(windows, call.windows).map { Array($0.prefix($1.count)) })
  }

  private static let geometry: [Twin<ConvolutionCall>] = [
    Twin("kernel turned round where it isn't, or not where it is") { call in
      let turned = call.w.reversed(axes: 2..<call.weight.count)
      return ["output": call.forward(call.x, turned, call.b)]
    },
    Twin("dilation dropped, the size right") { first(of: $0, stride: $0.stride, dilation: [1]) },
    Twin("stride dropped, the size right") { first(of: $0, stride: [1], dilation: $0.dilation) },
    Twin("strides swapped") { changed($0, stride: $0.stride.reversed()) },
    Twin("dilations swapped") { changed($0, dilation: $0.dilation.reversed()) },
    Twin("paddings swapped") { call in
      let sides: [[Int]] = call.sides.reversed()
      return changed(call, padding: Padding(sides.map { $0[0] } + sides.map { $0[1] }))
    },
    Twin("padding after for padding before") { call in
      changed(call, padding: Padding(call.sides.map { $0[1] } + call.sides.map { $0[0] }))
    },
    Twin("all padding at the end") { call in
      changed(call, padding: Padding(call.sides.map { _ in 0 } + call.sides.map { $0[0] + $0[1] }))
    },
    Twin("zeros for what the padding repeats") { changed($0, mode: .zeros) },
    Twin("the edge for what is reflected") { changed($0, mode: .replicate) },
    Twin("the other end for what is replicated") { changed($0, mode: .circular) },
    Twin("reflected for what goes round") { changed($0, mode: .reflect) },
  ]

  private static let channels: [Twin<ConvolutionCall>] = [
    Twin("kernel transposed") { call in
      let w = call.w
      let axes = call.axes
      guard w.shape[axes] == w.shape[axes + 1] else { return nil }
      let numbers = Numbers(w)
      let transposed = w.mapPlaces { place, _ in
        var place = place
        place.swapAt(axes, axes + 1)
        return numbers[place]
      }
      return ["output": call.forward(call.x, transposed, call.b)]
    },
    Twin("input channels in reverse") { call in
      ["output": call.forward(call.x.reversed(axes: 1..<2), call.w, call.b)]
    },
    Twin("last input channel skipped") { call in
      ["output": call.forward(call.x.withoutLast(axis: 1), call.w, call.b)]
    },
    Twin("every group sees the first group's channels") { call in
      let x = Numbers(call.x)
      let first = call.x.mapPlaces { place, _ in
        var place = place
        place[1] %= call.weight[1]
        return x[place]
      }
      return ["output": call.forward(first, call.w, call.b)]
    },
    Twin("groups taken in turn and not in blocks") { call in
      let x = Numbers(call.x)
      let dealt = call.x.mapPlaces { place, _ in
        var place = place
        place[1] = place[1] % call.weight[1] * call.groups + place[1] / call.weight[1]
        return x[place]
      }
      return ["output": call.forward(dealt, call.w, call.b)]
    },
    Twin("bias forgotten") { ["output": $0.forward($0.x, $0.w, nil)] },
    Twin("the first channel's bias for all") { call in
      guard let b = call.b, b.count > 0 else { return nil }
      return ["output": call.forward(call.x, call.w, b.map { _ in b[0] })]
    },
  ]

  private static let sums: [Twin<ConvolutionCall>] = [
    Twin("last column skipped") { call in
      ["output": call.forward(call.x, call.w, call.b).withoutLast(axis: -1)]
    },
    Twin("last row or channel skipped") { call in
      ["output": call.forward(call.x, call.w, call.b).withoutLast(axis: -2)]
    },
    Twin("last picture skipped") { call in
      ["output": call.forward(call.x, call.w, call.b).withoutLast(axis: 0)]
    },
    Twin("= for +=") { call in
      call.expected(windows: call.windows) { $0 = $1 }.filter { $0.key == "output" }
    },
  ]

  private static let gradients: [Twin<ConvolutionCall>] = [
    Twin("= for += where windows overlap") { call in
      call.expected(windows: call.windows) { $0 = $1 }.filter { $0.key == "gradInput" }
    },
    Twin("= for += in the weight's gradient") { call in
      call.expected(windows: call.windows) { $0 = $1 }.filter { $0.key == "gradWeight" }
    },
    Twin("input's gradient by the kernel as it isn't turned") { call in
      let kernel = 2..<call.weight.count
      let gradients = call.backward(call.dy, call.x, call.w.reversed(axes: kernel))
      return ["gradInput": gradients.gradInput]
    },
    Twin("images on the padding give nothing back") { call in
      changed(call, mode: .zeros)?.filter { $0.key == "gradInput" }
    },
    Twin("weight's gradient not flipped back") { call in
      let gradients = call.backward(call.dy, call.x, call.w)
      return ["gradWeight": gradients.gradWeight.reversed(axes: 2..<call.weight.count)]
    },
    Twin("weight's gradient without the last picture") { call in
      let gradients = call.backward(call.dy, call.x.withoutLast(axis: 0), call.w)
      return ["gradWeight": gradients.gradWeight]
    },
    Twin("dilation dropped in the gradients") { call in
      first(of: call, stride: call.stride, dilation: [1]).filter { $0.key != "output" }
    },
    Twin("bias's gradient without the last column") { call in
      let gradients = call.backward(call.dy.withoutLast(axis: -1), call.x, call.w)
      return ["gradBias": gradients.gradBias]
    },
    Twin("bias's gradient as a mean") { call in
      let count = Double(max(1, call.dy.count / max(1, call.weight[0])))
      let gradients = call.backward(call.dy, call.x, call.w)
      return ["gradBias": gradients.gradBias.map { $0 / count }]
    },
  ]
}

extension ConvolutionGeometry {
  /// The package's geometry of a call.
  init(_ call: ConvolutionCall) throws(ShapeError) {
    try self.init(input: call.input, weight: call.weight, bias: nil, options: call.options)
  }
}
