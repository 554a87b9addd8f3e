import Tensors

func outputSize(n: Int, k: Int, s: Int, before: Int, after: Int, d: Int) -> Int {
  let length = n + before + after
  if d * (k - 1) + 1 > length { return 0 }
  return (length - d * (k - 1) + 1) / s + 1
}
