func outputShape(_ X: [Int], _ K: [Int], padding: Int) -> [Int] {
  let height = X[2] + 2 * padding - K[2] + 1
  let width = X[3] + 2 * padding - K[3] + 1
  return [X[0], K[0], height, width]
}

func numbersToLearn(_ K: [Int]) -> Int {
  K[0] * K[1] * K[2] * K[3] + K[1]
}

func fullyConnected(_ X: [Int], _ Y: [Int]) -> Int {
  let numbersIn = X[1] * X[2] * X[3]
  let numbersOut = Y[1] * Y[2] * Y[3]
  return numbersIn * numbersOut + numbersOut
}

func heDeviation(_ K: [Int]) -> Double {
  let fanIn = K[1] * K[2] * K[3]
  return (2 / Double(fanIn)).squareRoot()
}
