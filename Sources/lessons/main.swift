import Loupe
let x = Tensor<Float>.random([1, 64, 56, 56], seed: 1)
let w = Tensor<Float>.random([64, 64, 3, 3], seed: 2)
check(x, w) { kernels, x, w in kernels.conv2d(x, weight: w, padding: 1) }
measure(x, w) { kernels, x, w in kernels.conv2d(x, weight: w, padding: 1) }
let t = SideBySide.times(of: [Fast.self], budget: 1) { _ = $0.conv2d(x, weight: w, padding: 1) }
print(t, 2 * 64 * 64 * 9 * 56 * 56 / t[0] / 1e9)
print(Tensor([[0.5, 1], [2, 3]]), Tensor([[0, 1], [2, 3]]))
