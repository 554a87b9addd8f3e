import Kernels
import ReferenceKernels
import Tensors

/// A pooling of rows or pictures, and its gradient.
///
/// Averages are taken of multiples of 27720, which every number from 1 to 12 divides, so that they
/// are whole. Whole numbers from −4 to 4 have many ties, which is what a maximum's gradient needs.
struct PoolingCall: Call {
  enum Operation: Equatable {
    case max, average, averageOfInput, globalMax, globalAverage, adaptive
  }

  let reason: String
  var operation = Operation.max
  let input: [Int]
  var kernel: [Int] = []
  var stride: [Int]?
  /// What the package is told, and what it comes to: before and after each axis, by hand.
  var padding: Padding = 0
  var sides: [[Int]] = [[0, 0], [0, 0]]
  var dilation: [Int] = [1]
  var ceil = false
  /// For an adaptive pooling.
  var outputSize: [Int] = []

  var axes: Int { input.count - 2 }

  var testDescription: String { "\(operation) pooling of \(axes) axes: \(reason)" }

  var options: PoolingOptions {
    PoolingOptions(
      kernelSize: PerAxis(kernel), stride: stride.map { PerAxis($0) }, padding: padding,
      dilation: PerAxis(dilation), ceilMode: ceil)
  }

  var isMaximum: Bool { operation == .max || operation == .globalMax }

  var x: Tensor<Double> { .randomWhole(input, seed: 1).map { isMaximum ? $0 : 27720 * $0 } }

  var dy: Tensor<Double> {
    .randomWhole(Array(input[..<2]) + windows.map(\.count), seed: 2).map { 27720 * $0 }
  }

  /// For each axis the windows, cut from the padded line or laid out over the input.
  var windows: [[[PoolingCell]]] {
    (0..<axes).map { axis in
      let size = input[2 + axis]
      func own(_ values: [Int]) -> Int { values.count == 1 ? values[0] : values[axis] }
      switch operation {
      case .globalMax, .globalAverage: return [(0..<size).map { .input($0) }]
      case .adaptive: return PoolingCell.windows(size: size, adaptive: own(outputSize))
      case .max, .average, .averageOfInput:
        return PoolingCell.windows(
          size: size, sides: sides[axis], kernel: own(kernel), stride: own(stride ?? kernel),
          dilation: own(dilation), ceil: ceil)
      }
    }
  }

  var expected: Answer {
    expected { window in
      let places = window.compactMap(\.place)
      switch operation {
      case .max, .globalMax:
        // Sorting keeps no order among equals, so the first of the largest is looked for.
        let largest = places.map(\.value).max() ?? -.infinity
        let first = places.first { $0.value == largest }
        return (largest, first.map { [($0.offset, 1)] } ?? [])
      case .average, .averageOfInput, .globalAverage, .adaptive:
        let count = operation == .average ? window.filter { $0 != .beyond }.count : places.count
        let sum = places.reduce(0) { $0 + $1.value }
        return (sum / Double(Swift.max(count, 1)), places.map { ($0.offset, 1 / Double(count)) })
      }
    }
  }

  /// What comes out if a window gives this number, and gives its gradient back in these shares. A
  /// window is a list of numbers of the input with where they lie, of padding, and of what is beyond
  /// it.
  func expected(
    joining join: (inout Double, Double) -> Void = { $0 += $1 },
    _ summary: ([PooledNumber]) -> (Double, [(offset: Int, share: Double)])
  ) -> Answer {
    let windows = windows
    let (xs, dys) = (Numbers(x), Numbers(dy))
    let channel = input[2...].reduce(1, *)
    var (y, dx) = (Numbers(shape: dys.shape), Numbers(shape: input))
    for o in places(dys.shape) {
      let start = (o[0] * input[1] + o[1]) * channel
      let window = places(windows.indices.map { windows[$0][o[2 + $0]].count }).map { k in
        let cells = windows.indices.map { windows[$0][o[2 + $0]][k[$0]] }
        if cells.contains(.beyond) { return PooledNumber.beyond }
        if cells.contains(.padding) { return .padding }
        let offset = zip(cells, input[2...]).reduce(0) { $0 * $1.1 + $1.0.place! } + start
        return .input(xs.values[offset], offset: offset)
      }
      let (number, shares) = summary(window)
      y[o] = number
      for (offset, share) in shares { join(&dx.values[offset], (share * dys[o]).rounded()) }
    }
    return ["output": y.tensor, "gradInput": dx.tensor]
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    let y = forward(Tensor<Scalar>(x))
    // A wrong size is to be reported, and would stop the program in the backward.
    guard y.shape == dy.shape else { return ["output": Tensor<Double>(y)] }
    let dx = backward(Tensor<Scalar>(dy), Tensor<Scalar>(x))
    return ["output": Tensor<Double>(y), "gradInput": Tensor<Double>(dx)]
  }

  func forward<Scalar: RealNumber>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    let counts = operation == .average
    return switch (operation, axes) {
    case (.max, 1): Reference.maxPool1d(x, options: options)
    case (.max, _): Reference.maxPool2d(x, options: options)
    case (.average, 1), (.averageOfInput, 1):
      Reference.avgPool1d(x, options: options, countIncludePad: counts)
    case (.average, _), (.averageOfInput, _):
      Reference.avgPool2d(x, options: options, countIncludePad: counts)
    case (.globalMax, _): Reference.globalMaxPool2d(x)
    case (.globalAverage, _): Reference.globalAvgPool2d(x)
    case (.adaptive, _): Reference.adaptiveAvgPool2d(x, outputSize: PerAxis(outputSize))
    }
  }

  func backward<Scalar: RealNumber>(
    _ dy: Tensor<Scalar>, _ x: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    let counts = operation == .average
    return switch (operation, axes) {
    case (.max, 1): Reference.maxPool1dBackward(dy, input: x, options: options)
    case (.max, _): Reference.maxPool2dBackward(dy, input: x, options: options)
    case (.average, 1), (.averageOfInput, 1):
      Reference.avgPool1dBackward(
        dy, inputShape: input, options: options, countIncludePad: counts)
    case (.average, _), (.averageOfInput, _):
      Reference.avgPool2dBackward(
        dy, inputShape: input, options: options, countIncludePad: counts)
    case (.globalMax, _): Reference.globalMaxPool2dBackward(dy, input: x)
    case (.globalAverage, _): Reference.globalAvgPool2dBackward(dy, inputShape: input)
    case (.adaptive, _):
      Reference.adaptiveAvgPool2dBackward(
        dy, inputShape: input, outputSize: PerAxis(outputSize))
    }
  }
}
