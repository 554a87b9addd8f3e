import Kernels
import ReferenceKernels
import Tensors

// A maximum is one of the numbers, so it is equal. A mean is a sum of as many products as places, and a
// rounding of the division. Backward, a place gets a share from each window that it lies under: there are
// at most as many as the window has places.

extension Yardstick {
  static func maxPool1d(_ x: Tensor<Float>, options: PoolingOptions) -> Tensor<Float> {
    note(Result(equal: Reference.maxPool1d(x.double, options: options)))
  }

  static func maxPool1dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, options: PoolingOptions
  ) -> Tensor<Float> {
    let geometry = Pool1dGeometry(
      stoppingUnlessFits: x.shape, options: options, name: "maxPool1d")
    return noteSums(dy, terms: geometry.placesPerWindow) {
      Reference.maxPool1dBackward($0, input: x.double, options: options)
    }
  }

  static func avgPool1d(
    _ x: Tensor<Float>, options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Float> {
    let geometry = Pool1dGeometry(
      stoppingUnlessFits: x.shape, options: options, name: "avgPool1d")
    return noteSums(x, terms: geometry.placesPerWindow + 1) {
      Reference.avgPool1d($0, options: options, countIncludePad: countIncludePad)
    }
  }

  static func avgPool1dBackward(
    _ dy: Tensor<Float>, inputShape: [Int], options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Float> {
    let geometry = Pool1dGeometry(
      stoppingUnlessFits: inputShape, options: options, name: "avgPool1d")
    return noteSums(dy, terms: geometry.placesPerWindow + 1) {
      Reference.avgPool1dBackward(
        $0, inputShape: inputShape, options: options, countIncludePad: countIncludePad)
    }
  }

  static func maxPool2d(_ x: Tensor<Float>, options: PoolingOptions) -> Tensor<Float> {
    note(Result(equal: Reference.maxPool2d(x.double, options: options)))
  }

  static func maxPool2dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, options: PoolingOptions
  ) -> Tensor<Float> {
    let geometry = Pool2dGeometry(
      stoppingUnlessFits: x.shape, options: options, name: "maxPool2d")
    return noteSums(dy, terms: geometry.placesPerWindow) {
      Reference.maxPool2dBackward($0, input: x.double, options: options)
    }
  }

  static func avgPool2d(
    _ x: Tensor<Float>, options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Float> {
    let geometry = Pool2dGeometry(
      stoppingUnlessFits: x.shape, options: options, name: "avgPool2d")
    return noteSums(x, terms: geometry.placesPerWindow + 1) {
      Reference.avgPool2d($0, options: options, countIncludePad: countIncludePad)
    }
  }

  static func avgPool2dBackward(
    _ dy: Tensor<Float>, inputShape: [Int], options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Float> {
    let geometry = Pool2dGeometry(
      stoppingUnlessFits: inputShape, options: options, name: "avgPool2d")
    return noteSums(dy, terms: geometry.placesPerWindow + 1) {
      Reference.avgPool2dBackward(
        $0, inputShape: inputShape, options: options, countIncludePad: countIncludePad)
    }
  }

  static func globalMaxPool2d(_ x: Tensor<Float>) -> Tensor<Float> {
    maxPool2d(x, options: .wholePicture(x.shape))
  }

  static func globalMaxPool2dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>
  ) -> Tensor<Float> {
    maxPool2dBackward(dy, input: x, options: .wholePicture(x.shape))
  }

  static func globalAvgPool2d(_ x: Tensor<Float>) -> Tensor<Float> {
    avgPool2d(x, options: .wholePicture(x.shape), countIncludePad: false)
  }

  static func globalAvgPool2dBackward(
    _ dy: Tensor<Float>, inputShape: [Int]
  ) -> Tensor<Float> {
    avgPool2dBackward(
      dy, inputShape: inputShape, options: .wholePicture(inputShape), countIncludePad: false)
  }

  static func adaptiveAvgPool2d(_ x: Tensor<Float>, outputSize: PerAxis) -> Tensor<Float> {
    noteSums(x, terms: x.shape[2] * x.shape[3] + 1) {
      Reference.adaptiveAvgPool2d($0, outputSize: outputSize)
    }
  }

  static func adaptiveAvgPool2dBackward(
    _ dy: Tensor<Float>, inputShape: [Int], outputSize: PerAxis
  ) -> Tensor<Float> {
    noteSums(dy, terms: dy.shape[2] * dy.shape[3] + 1) {
      Reference.adaptiveAvgPool2dBackward($0, inputShape: inputShape, outputSize: outputSize)
    }
  }
}
