func outputShape(_ X: [Int], _ K: [Int], padding: Int) -> [Int] {
  [0, 0, 0, 0]  // YOUR TURN: pictures, channels, height and width of the answer
}

func numbersToLearn(_ K: [Int]) -> Int {
  0  // YOUR TURN: all weights and all biases
}

func fullyConnected(_ X: [Int], _ Y: [Int]) -> Int {
  0  // YOUR TURN: the same if each number out had a weight for each number in
}

func heDeviation(_ K: [Int]) -> Double {
  0  // YOUR TURN: the root of He's variance; a root is written x.squareRoot()
}
