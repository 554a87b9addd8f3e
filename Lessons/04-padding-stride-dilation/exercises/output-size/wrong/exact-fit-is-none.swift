import Tensors

func outputSize(n: Int, k: Int, s: Int, before: Int, after: Int, d: Int) -> Int {
  let length = n + before + after
  let reach = d * (k - 1) + 1
  if reach >= length { return 0 }
  return (length - reach) / s + 1
}
