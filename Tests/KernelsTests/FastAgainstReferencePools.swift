import Kernels
import Tensors

extension OperationCase {
  private static func pools2d(
    _ reason: String, _ x: [Int], _ options: PoolingOptions, maximum: Standard = .linear
  ) -> [OperationCase] {
    let y = Pool2dGeometry(stoppingUnlessFits: x, options: options, name: "pool").outputShape
    return [
      OperationCase("maxPool2d", reason, maximum, [x, y]) {
        [$0.maxPool2d($1[0], options: options)]
      },
      OperationCase("maxPool2dBackward", reason, .linear, [x, y]) {
        [$0.maxPool2dBackward($1[1], input: $1[0], options: options)]
      },
    ]
      + [false, true].flatMap { counts in
        [
          OperationCase("avgPool2d, padding counts: \(counts)", reason, .bounded, [x, y]) {
            [$0.avgPool2d($1[0], options: options, countIncludePad: counts)]
          },
          OperationCase("avgPool2dBackward, padding counts: \(counts)", reason, .bounded, [x, y]) {
            [
              $0.avgPool2dBackward(
                $1[1], inputShape: x, options: options, countIncludePad: counts)
            ]
          },
        ]
      }
  }

  private static func pools1d(
    _ reason: String, _ x: [Int], _ options: PoolingOptions
  ) -> [OperationCase] {
    let y = Pool1dGeometry(stoppingUnlessFits: x, options: options, name: "pool").outputShape
    return [
      OperationCase("maxPool1d", reason, .linear, [x, y]) {
        [$0.maxPool1d($1[0], options: options)]
      },
      OperationCase("maxPool1dBackward", reason, .linear, [x, y]) {
        [$0.maxPool1dBackward($1[1], input: $1[0], options: options)]
      },
      OperationCase("avgPool1d", reason, .bounded, [x, y]) {
        [$0.avgPool1d($1[0], options: options, countIncludePad: true)]
      },
      OperationCase("avgPool1dBackward", reason, .bounded, [x, y]) {
        [$0.avgPool1dBackward($1[1], inputShape: x, options: options, countIncludePad: true)]
      },
    ]
  }

  private static func adaptive(
    _ reason: String, _ x: [Int], _ size: [Int]
  ) -> [OperationCase] {
    let y = Array(x.prefix(2)) + size
    return [
      OperationCase("adaptiveAvgPool2d", reason, .bounded, [x, y]) {
        [$0.adaptiveAvgPool2d($1[0], outputSize: PerAxis(size))]
      },
      OperationCase("adaptiveAvgPool2dBackward", reason, .bounded, [x, y]) {
        [$0.adaptiveAvgPool2dBackward($1[1], inputShape: x, outputSize: PerAxis(size))]
      },
    ]
  }

  private static func global(_ reason: String, _ x: [Int]) -> [OperationCase] {
    let y = Array(x.prefix(2)) + [1, 1]
    return [
      OperationCase("globalMaxPool2d", reason, .linear, [x, y]) { [$0.globalMaxPool2d($1[0])] },
      OperationCase("globalMaxPool2dBackward", reason, .linear, [x, y]) {
        [$0.globalMaxPool2dBackward($1[1], input: $1[0])]
      },
      OperationCase("globalAvgPool2d", reason, .bounded, [x, y]) { [$0.globalAvgPool2d($1[0])] },
      OperationCase("globalAvgPool2dBackward", reason, .bounded, [x, y]) {
        [$0.globalAvgPool2dBackward($1[1], inputShape: x)]
      },
    ]
  }

  static let pools: [OperationCase] = [
    pools2d("windows that touch", [2, 3, 8, 6], .init(kernelSize: [2, 3])),
    pools2d(
      "windows that overlap", [2, 3, 9, 7], .init(kernelSize: 3, stride: [1, 2], padding: 1)),
    pools2d(
      "ceil mode keeps a part", [2, 3, 9, 8],
      .init(kernelSize: [3, 2], stride: [2, 3], padding: [1, 0, 0, 1], ceilMode: true)),
    pools2d(
      "ceil mode drops what begins on padding", [1, 2, 5, 7],
      .init(kernelSize: 2, stride: [2, 4], padding: 1, ceilMode: true)),
    pools2d(
      "dilation with windows of padding alone", [1, 2, 3, 9],
      .init(kernelSize: 2, stride: 1, padding: [3, 2], dilation: [5, 3]), maximum: .infinite),
    pools2d("rows wider than a vector", [1, 2, 5, 53], .init(kernelSize: [2, 5], stride: 1)),
    pools2d("no pictures", [0, 2, 5, 4], .init(kernelSize: 2)),
    pools1d("windows that overlap", [2, 3, 17], .init(kernelSize: 4, stride: 3, padding: 2)),
    pools1d("ceil mode", [2, 3, 16], .init(kernelSize: 3, stride: 2, ceilMode: true)),
    global("many places", [2, 5, 7, 9]),
    global("one place", [1, 2, 1, 1]),
    adaptive("windows that differ", [2, 3, 7, 10], [3, 4]),
    adaptive("more windows than places", [1, 2, 3, 2], [5, 7]),
  ].flatMap { $0 }
}
