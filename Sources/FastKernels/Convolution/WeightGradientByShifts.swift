// Idea       The gradient by one weight is a dot product of two pictures: dy, and the input shifted to
//            where the weight saw it. So a tile of the gradient, some output channels by some taps, is
//            that many dot products at once: a vector of dy and a vector of the shifted input meet in
//            each of its sums, and a sum is a whole vector until the pictures end.
// Saves      Every vector of dy is used for all taps of the tile, every vector of the input for all its
//            output channels, and no matrix of patches is made. The layout is that of the forward pass.
// Costs      A sum over the places of a vector at the very end; the zeros between rows.
// Can't      Nothing. But the end costs as much as some tens of products, so for pictures of a few
//            vectors, with many channels, the matrix product over patches is faster.

import Kernels
import Tensors

struct WeightGradientByShifts {
  let sum: TapSum

  init(_ sum: TapSum) { self.sum = sum }

  /// Whether the dot products are long enough for their ends not to matter.
  static func isQuicker(for sum: TapSum) -> Bool {
    let places = sum.pictures * sum.planes.outputs * sum.rows.outputs * sum.columns.outputs
    return places >= 300 || sum.sourceChannels * sum.resultChannels < 1024
  }

  /// - Returns: the weights' gradients in the order of the weights.
  func compute(_ gradOutput: Tensor<Float>, input: Tensor<Float>) -> Tensor<Float> {
    let plan = WeightGradientPlan.of(sum)
    let weights = sum.groups * sum.weights.groupStride
    guard sum.outputs > 0 && weights > 0 else {
      return Tensor(repeating: 0, shape: [weights])
    }
    let slices = Tensor<Float>(shape: [plan.slices, weights]) { slices in
      gradOutput.withUnsafeScalars { gradOutput in
        input.withUnsafeScalars { input in
          let work = sum.outputs * sum.productsPerOutput
          Threads.share(plan.tasks, work: work) { nextTask in
            let scratch = WeightGradientScratch(plan)
            while let number = nextTask() {
              let task = plan.task(number)
              compute(
                plan, task, gradOutput.baseAddress!, input.baseAddress!, scratch,
                into: slices.baseAddress! + task.slice * weights)
            }
          }
        }
      }
    }
    return slices.sumOfLines()
  }

  /// One task: some output channels by some input channels, over a slice of the pictures' bands.
  private func compute(
    _ plan: WeightGradientPlan, _ task: WeightGradientPlan.Task,
    _ gradOutput: UnsafePointer<Float>, _ input: UnsafePointer<Float>,
    _ scratch: WeightGradientScratch, into gradWeight: UnsafeMutablePointer<Float>
  ) {
    let taps = plan.taps(channels: task.inputs.count)
    let rowTiles = (task.outputs.count + plan.shape.channels - 1) / plan.shape.channels
    let tapTiles = (taps + plan.shape.taps - 1) / plan.shape.taps
    var isFirst = true
    for number in task.bands {
      let rows = plan.operands(gradOutput, input, task, plan.band(number), scratch)
      for rowTile in 0..<rowTiles {
        for tapTile in 0..<tapTiles {
          ShiftedDotProducts(
            rows, tap: tapTile * plan.shape.taps, row: rowTile * plan.shape.channels
          ).compute(
            plan.shape, at: scratch.sums + (rowTile * tapTiles + tapTile) * plan.shape.size,
            adding: !isFirst)
        }
      }
      isFirst = false
    }
    for rowTile in 0..<rowTiles {
      for tapTile in 0..<tapTiles {
        let sums = scratch.sums + (rowTile * tapTiles + tapTile) * plan.shape.size
        for row in 0..<min(plan.shape.channels, task.outputs.count - rowTile * plan.shape.channels)
        {
          let first = tapTile * plan.shape.taps
          let channel = task.outputs.lowerBound + rowTile * plan.shape.channels + row
          let weights = gradWeight + plan.weight(task, output: channel) + first
          for tap in 0..<min(plan.shape.taps, taps - first) {
            weights[tap] = ShiftedDotProducts.total(
              sums + (tap * plan.shape.channels + row) * Processor.vectorFloats)
          }
        }
      }
    }
  }
}
