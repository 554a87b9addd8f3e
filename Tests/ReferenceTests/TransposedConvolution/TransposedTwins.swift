import Kernels
import Tensors

/// Transposed convolutions with one mistake each.
enum TransposedTwins {
  /// What comes out on canvases of these numbers, cut to the right size at the end.
  private static func sized(
    _ call: TransposedCall, stride: [Int]? = nil, dilation: [Int]? = nil, cut: [[Int]]? = nil
  ) -> Answer {
    let canvases = call.canvases(
      stride: stride ?? call.stride, dilation: dilation ?? call.dilation, cut: cut ?? call.cut)
    return call.expected(
      zip(canvases, call.canvases).map { wrong, right in
        let landings = wrong.landings.map { $0.map { $0.flatMap { $0 < right.kept ? $0 : nil } } }
        return TransposedCall.Canvas(landings: landings, kept: right.kept)
      })
  }

  private static func output(_ answer: Answer) -> Answer { answer.filter { $0.key == "output" } }

  static let all: [Twin<TransposedCall>] = [
    Twin("stride dropped, the size right") { output(sized($0, stride: [1])) },
    Twin("dilation dropped, the size right") { output(sized($0, dilation: [1])) },
    Twin("strides swapped") { output(sized($0, stride: $0.stride.reversed())) },
    Twin("dilations swapped") { output(sized($0, dilation: $0.dilation.reversed())) },
    Twin("paddings swapped") { output(sized($0, cut: $0.cut.reversed())) },
    Twin("padding not cut off before the output") { call in
      output(sized(call, cut: call.cut.map { [0, $0[1]] }))
    },
    Twin("the padding after cut off before") { call in
      output(sized(call, cut: call.cut.map { $0.reversed() }))
    },
    Twin("output padding put before the output") { call in
      let y = Numbers(call.forward(call.x, call.w, call.b))
      return [
        "output": y.tensor.mapPlaces { place, _ in
          var place = place
          for axis in 0..<call.axes {
            let extra =
              call.outputPadding.count == 1 ? call.outputPadding[0] : call.outputPadding[axis]
            let size = y.shape[2 + axis]
            place[2 + axis] = (place[2 + axis] - extra + size) % size
          }
          return y[place]
        }
      ]
    },
    Twin("= for += where stamps overlap") { call in
      output(call.expected(call.canvases) { $0 = $1 })
    },
    Twin("kernel turned round") { call in
      ["output": call.forward(call.x, call.w.reversed(axes: 2..<call.weight.count), call.b)]
    },
    Twin("last input column skipped") { call in
      ["output": call.forward(call.x.withoutLast(axis: -1), call.w, call.b)]
    },
    Twin("last output column skipped") { call in
      ["output": call.forward(call.x, call.w, call.b).withoutLast(axis: -1)]
    },
    Twin("groups in reverse") { call in
      ["output": call.forward(call.x, call.w, call.b).reversed(axes: 1..<2)]
    },
    Twin("bias forgotten") { ["output": $0.forward($0.x, $0.w, nil)] },
    Twin("input's gradient = for +=") { call in
      call.expected(call.canvases) { $0 = $1 }.filter { $0.key == "gradInput" }
    },
    Twin("weight's gradient = for +=") { call in
      call.expected(call.canvases) { $0 = $1 }.filter { $0.key == "gradWeight" }
    },
    Twin("dilation dropped in the gradients") { call in
      sized(call, dilation: [1]).filter { $0.key != "output" }
    },
    Twin("stride dropped in the gradients") { call in
      sized(call, stride: [1]).filter { $0.key != "output" }
    },
    Twin("bias's gradient without the last column") { call in
      let gradients = call.backward(call.dy.withoutLast(axis: -1), call.x, call.w)
      return ["gradBias": gradients.gradBias]
    },
  ]
}
