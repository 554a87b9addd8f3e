import Tensors

func samePadding(n: Int, k: Int, s: Int) -> [Int] {
  let size = n / s
  let zeros = max(0, (size - 1) * s + k - n)
  return [zeros / 2, zeros - zeros / 2]
}
