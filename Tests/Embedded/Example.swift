import Kernels
import RealModule
import ReferenceKernels
import Tensors

// The course's example, computed by the reference in a module for WebAssembly. `Scripts/embedded`
// compiles it with Embedded Swift, calls what it exports, and holds the numbers against those that the
// lessons print. All of them are whole, so they are handed out as whole numbers.

private let x = Tensor<Float>(shape: [1, 1, 3, 3], [0, 1, 2, 3, 4, 5, 6, 7, 8])
private let k = Tensor<Float>(shape: [1, 1, 2, 2], [0, 1, 2, 3])

@_expose(wasm, "y")
@_cdecl("y")
public func y(_ place: Int32) -> Int32 {
  Int32(Reference.conv2d(x, weight: k).scalars[Int(place)])
}

@_expose(wasm, "dk")
@_cdecl("dk")
public func dk(_ place: Int32) -> Int32 {
  Int32(gradients().gradWeight.scalars[Int(place)])
}

@_expose(wasm, "dx")
@_cdecl("dx")
public func dx(_ place: Int32) -> Int32 {
  Int32(gradients().gradInput.scalars[Int(place)])
}

private func gradients() -> WeightedGradients<Float> {
  Reference.conv2dBackward(k, input: x, weight: k, options: ConvolutionOptions())
}
