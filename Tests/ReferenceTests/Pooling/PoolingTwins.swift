import Kernels
import Tensors

/// Poolings with one mistake each.
enum PoolingTwins {
  static let all = maxima + averages + every

  static func isPossible(_ twin: Twin<PoolingCall>, in call: PoolingCall) -> Bool {
    let isOneAxis = call.axes == 1
    let slides = !call.kernel.isEmpty
    if twin.mistake.contains("swapped") && (isOneAxis || !slides) { return false }
    if twin.mistake.hasPrefix("maximum") { return call.isMaximum }
    if twin.mistake.hasPrefix("sliding maximum") { return call.operation == .max }
    if twin.mistake.hasPrefix("sliding average") {
      return call.operation == .average || call.operation == .averageOfInput
    }
    if twin.mistake.hasPrefix("average with padding") { return call.operation == .average }
    if twin.mistake.hasPrefix("average") { return !call.isMaximum }
    if twin.mistake.hasPrefix("adaptive") { return call.operation == .adaptive }
    if twin.mistake.hasPrefix("sliding") { return slides }
    if twin.mistake.hasPrefix("overlapping") { return slides || call.operation == .adaptive }
    return true
  }

  private static let maxima: [Twin<PoolingCall>] = [
    Twin("sliding maximum counts padding as zero") { call in
      call.expected { window in
        let all = window.filter { $0 != .beyond }.map { $0.place?.value ?? 0 }
        return (all.max() ?? -.infinity, [])
      }.output
    },
    Twin("maximum begins from zero") { call in
      call.expected { window in (max(0, window.compactMap { $0.place?.value }.max() ?? 0), []) }
        .output
    },
    Twin("maximum of magnitudes") { call in
      call.expected { window in
        let largest = window.compactMap(\.place).max { $0.value.magnitude < $1.value.magnitude }
        return (largest?.value ?? -.infinity, [])
      }.output
    },
    Twin("maximum's tie to the last") { call in
      call.expected { window in
        let places = window.compactMap(\.place)
        let largest = places.map(\.value).max()
        return (0, places.last { $0.value == largest }.map { [($0.offset, 1)] } ?? [])
      }.gradient
    },
    Twin("maximum's tie to all of them") { call in
      call.expected { window in
        let places = window.compactMap(\.place)
        let largest = places.map(\.value).max()
        return (0, places.filter { $0.value == largest }.map { ($0.offset, 1) })
      }.gradient
    },
    Twin("maximum's gradient to every place") { call in
      call.expected { window in (0, window.compactMap { $0.place.map { ($0.offset, 1) } }) }
        .gradient
    },
  ]

  private static let averages: [Twin<PoolingCall>] = [
    Twin("sliding average counts the padding, or doesn't, the other way round") { call in
      var other = call
      other.operation = call.operation == .average ? .averageOfInput : .average
      return other.reference(in: Double.self)
    },
    Twin("average with padding counts what is beyond it") { call in
      call.expected { window in
        let sum = window.reduce(0) { $0 + ($1.place?.value ?? 0) }
        return (sum / Double(window.count), [])
      }.output
    },
    Twin("average with padding gives back by what is beyond it") { call in
      call.expected { window in
        let share = 1 / Double(window.count)
        return (0, window.compactMap { $0.place.map { ($0.offset, share) } })
      }.gradient
    },
    Twin("average not divided") { call in
      call.expected { window in (window.reduce(0) { $0 + ($1.place?.value ?? 0) }, []) }.output
    },
    Twin("average's gradient not divided") { call in
      call.expected { window in (0, window.compactMap { $0.place.map { ($0.offset, 1) } }) }
        .gradient
    },
    Twin("average's gradient to the first place") { call in
      call.expected { window in
        (0, window.compactMap(\.place).first.map { [($0.offset, 1)] } ?? [])
      }.gradient
    },
    Twin("adaptive windows of equal size") { call in
      var sliding = call
      sliding.operation = .averageOfInput
      let sizes = zip(
        call.input[2...],
        call.outputSize.count == 1
          ? [call.outputSize[0], call.outputSize[0]] : call.outputSize)
      guard sizes.allSatisfy({ $0 >= $1 }) else { return nil }
      sliding.stride = sizes.map { $0 / $1 }
      sliding.kernel = sizes.map { $0 - ($1 - 1) * ($0 / $1) }
      return sliding.reference(in: Double.self).output
    },
    Twin("adaptive output size taken crosswise") { call in
      var swapped = call
      swapped.outputSize = call.outputSize.reversed()
      let y = swapped.forward(call.x)
      return ["output": y.reshaped(call.dy.shape)]
    },
  ]

  private static let every: [Twin<PoolingCall>] = [
    Twin("last column skipped") { ["output": $0.forward($0.x).withoutLast(axis: -1)] },
    Twin("channels in reverse") { ["output": $0.forward($0.x).reversed(axes: 1..<2)] },
    Twin("the last input column doesn't count") { call in
      ["output": call.forward(call.x.withoutLast(axis: -1))]
    },
    Twin("gradient without the last column") { call in
      ["gradInput": call.backward(call.dy.withoutLast(axis: -1), call.x)]
    },
    Twin("overlapping windows' gradient = for +=") { call in
      let right = call.expected
      // The shares are the same; only how they join is wrong.
      return call.expected(joining: { $0 = $1 }) { window in
        let places = window.compactMap(\.place)
        if call.isMaximum {
          let largest = places.map(\.value).max()
          return (0, places.first { $0.value == largest }.map { [($0.offset, 1)] } ?? [])
        }
        let counts = call.operation == .average
        let count = counts ? window.filter { $0 != .beyond }.count : places.count
        return (0, places.map { ($0.offset, 1 / Double(count)) })
      }.merging(["output": right["output"]!]) { _, b in b }
    },
    Twin("sliding with dilation dropped") { call in
      var other = call
      other.dilation = [1]
      return other.dy.shape == call.dy.shape ? other.expected.output : nil
    },
    Twin("sliding with strides swapped") { call in
      var other = call
      other.stride = call.stride.map { $0.reversed() }
      return other.expected.output
    },
    Twin("sliding with window sizes swapped") { call in
      var other = call
      other.kernel = call.kernel.reversed()
      other.stride = call.stride ?? call.kernel
      return other.expected.output
    },
    Twin("sliding with all padding at the end") { call in
      var other = call
      other.sides = call.sides.map { [0, $0[0] + $0[1]] }
      return other.expected.output
    },
  ]
}

extension Answer {
  var output: Answer { filter { $0.key == "output" } }
  var gradient: Answer { filter { $0.key == "gradInput" } }
}
