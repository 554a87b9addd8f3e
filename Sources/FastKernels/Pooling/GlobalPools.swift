// One number for each channel: the largest, or the mean, of numbers that lie side by side. The mean's
// sum runs in Double (`sum`). A task is a channel of a picture.

import Kernels
import Tensors

extension Fast {
  /// The largest number of each channel, `[N, C, 1, 1]`.
  public static func globalMaxPool2d(_ input: Tensor<Float>) -> Tensor<Float> {
    let channels = GlobalChannels(input.shape, name: "globalMaxPool2d")
    return Tensor(shape: channels.outputShape) { output in
      input.withUnsafeScalars { input in
        channels.forEach { channel, first in
          let x = input.baseAddress! + first
          output[channel] = largest(x, channels.places)
        }
      }
    }
  }

  /// The gradient of `globalMaxPool2d`: all of it to the first maximum in row order.
  public static func globalMaxPool2dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>
  ) -> Tensor<Float> {
    let channels = GlobalChannels(input.shape, name: "globalMaxPool2d")
    ShapeError.requireGradient(gradOutput.shape, of: channels.outputShape)
    return Tensor(shape: input.shape) { gradInput in
      input.withUnsafeScalars { input in
        gradOutput.withUnsafeScalars { gradOutput in
          channels.forEach { channel, first in
            let dx = gradInput.baseAddress! + first
            dx.update(repeating: 0, count: channels.places)
            dx[largestPlace(input.baseAddress! + first, channels.places)] = gradOutput[channel]
          }
        }
      }
    }
  }

  /// The mean of each channel, `[N, C, 1, 1]`.
  public static func globalAvgPool2d(_ input: Tensor<Float>) -> Tensor<Float> {
    let channels = GlobalChannels(input.shape, name: "globalAvgPool2d")
    return Tensor(shape: channels.outputShape) { output in
      input.withUnsafeScalars { input in
        channels.forEach { channel, first in
          let total = sum(input.baseAddress!, first..<first + channels.places)
          output[channel] = Float(total / Double(channels.places))
        }
      }
    }
  }

  /// The gradient of `globalAvgPool2d`: an equal share to each place.
  public static func globalAvgPool2dBackward(
    _ gradOutput: Tensor<Float>, inputShape: [Int]
  ) -> Tensor<Float> {
    let channels = GlobalChannels(inputShape, name: "globalAvgPool2d")
    ShapeError.requireGradient(gradOutput.shape, of: channels.outputShape)
    return Tensor(shape: inputShape) { gradInput in
      gradOutput.withUnsafeScalars { gradOutput in
        channels.forEach { channel, first in
          (gradInput.baseAddress! + first).update(
            repeating: gradOutput[channel] / Float(channels.places), count: channels.places)
        }
      }
    }
  }
}

/// The largest of `count` numbers; a NaN is larger than any.
private func largest(_ x: UnsafePointer<Float>, _ count: Int) -> Float {
  var largest = Floats(repeating: -.infinity)
  var isNumber = SIMDMask<SIMD16<Int32>>(repeating: true)
  for places in Vectors(0..<count) {
    let numbers = places.kept(places.load(x), rest: -.infinity)
    largest = largest.largerNumber(numbers)
    isNumber = isNumber .& (numbers .== numbers)
  }
  return isNumber == SIMDMask(repeating: true) ? largest.largestNumber : .nan
}

/// Where the largest of `count` numbers is, the first if there are several; a NaN is the largest.
private func largestPlace(_ x: UnsafePointer<Float>, _ count: Int) -> Int {
  let largest = largest(x, count)
  if largest.isNaN {
    for place in 0..<count where x[place].isNaN { return place }
  }
  // Some at a time: is it among these? Then where.
  let some = 16 * Floats.scalarCount
  for first in stride(from: 0, to: count, by: some) {
    let places = first..<min(first + some, count)
    var found = Floats.zero
    for vector in Vectors(places) {
      let equal = Floats.zero.replacing(with: 1, where: vector.load(x) .== largest)
      found = found.largerNumber(vector.kept(equal))
    }
    guard found.largestNumber > 0 else { continue }
    for place in places where x[place] == largest { return place }
  }
  return 0
}

/// Pictures `[N, C, H, W]` as N·C lines of H·W numbers.
private struct GlobalChannels {
  let outputShape: [Int]
  let places: Int
  private let count: Int

  /// A global pooling is a pooling with one window, and stops as that does where shapes don't fit.
  init(_ shape: [Int], name: String) {
    _ = Pool2dGeometry(stoppingUnlessFits: shape, options: .wholePicture(shape), name: name)
    outputShape = [shape[0], shape[1], 1, 1]
    count = shape[0] * shape[1]
    places = shape[2] * shape[3]
  }

  @inline(__always)
  func forEach(_ body: (_ channel: Int, _ first: Int) -> Void) {
    Threads.forEach(count, work: count * places * 4) { body($0, $0 * places) }
  }
}
