import Datasets
import Foundation
import Pictures
import Tensors
import Testing

@Suite struct SceneTests {
  private let scene = Scene.harbour()

  @Test func theSceneIsTheSameEveryTime() {
    #expect((scene.width, scene.height, scene.channels) == (256, 192, 3))
    #expect(Scene.harbour() == scene)
  }

  @Test func theSceneHasEdgesInEveryDirection() {
    let grey = scene.grey.tensor
    var energy = [Float](repeating: 0, count: 8)
    for row in 1..<scene.height - 1 {
      for column in 1..<scene.width - 1 {
        func x(_ down: Int, _ right: Int) -> Float { grey[0, 0, row + down, column + right] }
        let across: Float =
          (x(-1, 1) - x(-1, -1)) + 2 * (x(0, 1) - x(0, -1)) + (x(1, 1) - x(1, -1))
        let down: Float =
          (x(1, -1) - x(-1, -1)) + 2 * (x(1, 0) - x(-1, 0)) + (x(1, 1) - x(-1, 1))
        let strength = across * across + down * down
        guard strength > 0 else { continue }
        let turn = (atan2(down, across) / (2 * .pi) + 1).truncatingRemainder(dividingBy: 1)
        energy[Int(turn * 8 + 0.5) % 8] += strength
      }
    }
    let all = energy.reduce(0, +)
    for (direction, part) in energy.enumerated() {
      #expect(part / all > 0.03, "direction \(direction)")
    }
  }

  @Test func theSkyIsAGradientWithoutEdges() {
    let sky = (0..<60).map { scene[$0, 5].luma }
    for (above, below) in zip(sky, sky.dropFirst()) {
      #expect(abs(Int(above) - Int(below)) <= 4)
    }
    #expect(sky[59] > sky[0] + 30)
  }

  @Test(arguments: [(1, 1), (3, 200), (200, 3), (64, 48), (513, 301)])
  func everySizeIsPossible(width: Int, height: Int) {
    let other = Scene.harbour(width: width, height: height)
    #expect((other.width, other.height) == (width, height))
  }

  @Test func aLargerSceneIsTheSameSceneInMoreDetail() {
    let large = Scene.harbour(width: 512, height: 384)
    var apart = 0
    for row in 0..<scene.height {
      for column in 0..<scene.width {
        let four = [(0, 0), (0, 1), (1, 0), (1, 1)].map {
          Int(large[2 * row + $0.0, 2 * column + $0.1].luma)
        }
        apart += abs(four.reduce(0, +) / 4 - Int(scene[row, column].luma))
      }
    }
    #expect(Double(apart) / Double(scene.width * scene.height) < 2)
  }
}
