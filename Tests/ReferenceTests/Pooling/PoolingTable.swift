import Kernels

extension PoolingCall {
  static let all = tables.flatMap { $0 }

  /// One table for each operation.
  static let tables: [[PoolingCall]] = [
    sliding(rows, .max), sliding(pictures, .max),
    sliding(rows, .average), sliding(pictures, .average),
    sliding(rows, .averageOfInput), sliding(pictures, .averageOfInput),
    global(.globalMax), global(.globalAverage), adaptive,
  ]

  private static func sliding(_ calls: [PoolingCall], _ operation: Operation) -> [PoolingCall] {
    calls.map { call in
      var call = call
      call.operation = operation
      return call
    }
  }

  static let rows = [
    PoolingCall(reason: "nothing but one number", input: [1, 1, 1], kernel: [1]),
    PoolingCall(reason: "windows that touch", input: [2, 3, 12], kernel: [3]),
    PoolingCall(
      reason: "windows that overlap, with a remainder", input: [2, 3, 11], kernel: [4], stride: [3]),
    PoolingCall(reason: "a stride beyond the window", input: [1, 2, 13], kernel: [2], stride: [5]),
    PoolingCall(
      reason: "padding on both sides", input: [1, 2, 7], kernel: [4], stride: [2], padding: 2,
      sides: [[2, 2]]),
    PoolingCall(
      reason: "padding different on each side", input: [1, 2, 7], kernel: [5], stride: [3],
      padding: [1, 4], sides: [[1, 4]]),
    PoolingCall(
      reason: "dilation", input: [1, 2, 13], kernel: [3], stride: [2], padding: 1, sides: [[1, 1]],
      dilation: [3]),
    PoolingCall(
      reason: "a dilation that doesn't change the size", input: [1, 2, 7], kernel: [2],
      stride: [2], dilation: [2]),
    PoolingCall(
      reason: "dilation steps over the input from padding to padding", input: [1, 2, 2],
      kernel: [2], stride: [1], padding: [1, 2], sides: [[1, 2]], dilation: [3]),
    PoolingCall(
      reason: "ceil mode keeps a last window", input: [1, 2, 8], kernel: [3], stride: [2],
      ceil: true),
    PoolingCall(
      reason: "ceil mode drops a window that begins on the padding", input: [1, 2, 5], kernel: [2],
      stride: [3], padding: 1, sides: [[1, 1]], ceil: true),
    PoolingCall(
      reason: "ceil mode where all windows fit", input: [1, 2, 9], kernel: [3], stride: [2],
      ceil: true),
    PoolingCall(
      reason: "ceil mode beyond the padding after", input: [1, 2, 7], kernel: [4], stride: [3],
      padding: [2, 1], sides: [[2, 1]], ceil: true),
    PoolingCall(
      reason: "SAME", input: [1, 2, 7], kernel: [4], stride: [1], padding: .same, sides: [[1, 2]]),
    PoolingCall(reason: "no rows at all", input: [0, 3, 5], kernel: [2]),
  ]

  static let pictures = [
    PoolingCall(reason: "nothing but one number", input: [1, 1, 1, 1], kernel: [1]),
    PoolingCall(reason: "windows that touch", input: [2, 3, 6, 9], kernel: [2, 3]),
    PoolingCall(
      reason: "windows that overlap, with a remainder", input: [2, 3, 7, 9], kernel: [3, 4],
      stride: [2, 3]),
    PoolingCall(
      reason: "two kernels that fit equally often", input: [1, 2, 7, 7], kernel: [2, 3],
      stride: [2]),
    PoolingCall(
      reason: "two strides that fit equally often", input: [1, 2, 6, 5], kernel: [3, 2],
      stride: [2, 3]),
    PoolingCall(
      reason: "padding on every side", input: [1, 2, 5, 7], kernel: [3], stride: [2], padding: 1,
      sides: [[1, 1], [1, 1]]),
    PoolingCall(
      reason: "padding different on each side", input: [1, 2, 5, 6], kernel: [3, 4],
      stride: [2, 1],
      padding: [2, 0, 1, 3], sides: [[2, 1], [0, 3]]),
    PoolingCall(
      reason: "dilation differs by axis", input: [1, 2, 9, 8], kernel: [3, 2], stride: [2, 1],
      padding: 1, sides: [[1, 1], [1, 1]], dilation: [2, 3]),
    PoolingCall(
      reason: "a dilation that doesn't change the size", input: [1, 2, 5, 7], kernel: [2],
      stride: [2], dilation: [2]),
    PoolingCall(
      reason: "dilation steps over the input from padding to padding", input: [1, 2, 2, 3],
      kernel: [2, 3], stride: [1], padding: [2, 1], sides: [[2, 2], [1, 1]], dilation: [3, 2]),
    PoolingCall(
      reason: "ceil mode keeps a last row and column", input: [1, 2, 6, 8], kernel: [3],
      stride: [2], ceil: true),
    PoolingCall(
      reason: "ceil mode drops a column that begins on the padding", input: [1, 2, 6, 5],
      kernel: [3, 2], stride: [2, 3], padding: 1, sides: [[1, 1], [1, 1]], ceil: true),
    PoolingCall(
      reason: "ceil mode beyond padding and input", input: [2, 2, 7, 4], kernel: [4, 3],
      stride: [3, 3], padding: [2, 1, 1, 0], sides: [[2, 1], [1, 0]], ceil: true),
    PoolingCall(
      reason: "SAME_LOWER", input: [1, 2, 5, 6], kernel: [2, 4], stride: [1], padding: .sameLower,
      sides: [[1, 0], [2, 1]]),
    PoolingCall(reason: "no pictures at all", input: [0, 3, 5, 4], kernel: [2, 3]),
  ]

  private static func global(_ operation: Operation) -> [PoolingCall] {
    [
      PoolingCall(reason: "one number", operation: operation, input: [2, 3, 1, 1]),
      PoolingCall(reason: "H and W differ", operation: operation, input: [2, 3, 3, 4]),
      PoolingCall(reason: "one row", operation: operation, input: [1, 2, 1, 11]),
      PoolingCall(reason: "one column", operation: operation, input: [1, 2, 7, 1]),
      PoolingCall(reason: "no pictures at all", operation: operation, input: [0, 3, 2, 3]),
    ]
  }

  static let adaptive = [
    PoolingCall(
      reason: "windows that divide the picture", operation: .adaptive, input: [2, 3, 6, 8],
      outputSize: [3, 2]),
    PoolingCall(
      reason: "windows that overlap", operation: .adaptive, input: [2, 3, 7, 5], outputSize: [3, 4]),
    PoolingCall(
      reason: "windows of unequal size", operation: .adaptive, input: [1, 2, 7, 5],
      outputSize: [4, 3]),
    PoolingCall(
      reason: "one output", operation: .adaptive, input: [1, 2, 3, 4], outputSize: [1]),
    PoolingCall(
      reason: "as many outputs as inputs", operation: .adaptive, input: [1, 2, 3, 5],
      outputSize: [3, 5]),
    PoolingCall(
      reason: "more outputs than inputs", operation: .adaptive, input: [1, 2, 3, 2],
      outputSize: [5, 7]),
    PoolingCall(
      reason: "fewer rows, more columns", operation: .adaptive, input: [1, 2, 7, 3],
      outputSize: [2, 4]),
    PoolingCall(
      reason: "no pictures at all", operation: .adaptive, input: [0, 3, 5, 4], outputSize: [2, 3]),
  ]
}
