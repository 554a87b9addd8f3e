import Tensors

func samePadding(n: Int, k: Int, s: Int) -> [Int] {
  return [k / 2, k / 2]
}
