import Tensors

func samePadding(n: Int, k: Int, s: Int) -> [Int] {
  let zeros = k - 1
  return [zeros / 2, zeros - zeros / 2]
}
