import FastKernels
import Foundation
import Kernels
import ReferenceKernels
import Tensors
import Testing

/// A mistake in a program stops it with words that help. Optimised code must print them too.
@Suite struct MisuseTests {
  @Test("The reference names both shapes when the channels don't fit")
  func referenceNamesShapes() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.conv2d(Tensor<Float>.zeros([1, 2, 4, 5]), weight: .zeros([1, 3, 2, 2]))
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("conv2d of input [1, 2, 4, 5] with weight [1, 3, 2, 2]"))
  }

  @Test("Fast names both shapes when the channels don't fit")
  func fastNamesShapes() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Fast.conv2d(Tensor<Float>.zeros([1, 2, 4, 5]), weight: .zeros([1, 3, 2, 2]))
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("conv2d of input [1, 2, 4, 5] with weight [1, 3, 2, 2]"))
  }

  @Test("A stride of three numbers is refused with what it should be")
  func strideOfThree() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Fast.conv2d(
        Tensor<Float>.zeros([1, 2, 4, 5]), weight: .zeros([1, 2, 2, 2]), stride: [1, 2, 3])
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(
      message.contains("the stride must be one number, or 2, one for each axis, not [1, 2, 3]"))
  }
}
