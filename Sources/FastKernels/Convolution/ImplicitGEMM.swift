// Idea       The matrix product of im2col without its matrix. With stride 1, what a kernel place meets
//            from output to output lies side by side in the input's row: row k of B *is* the picture,
//            shifted. So the microkernel reads B from the picture, and a table says by how much each
//            step of k shifts it.
//
//                C  [channels, outputs]  =  A  [channels, K]  ·  (the picture, shifted K ways)
//
//            The outputs are counted on rows as long as the picture's, so that one shift serves all
//            rows; the columns between the rows' ends are computed too and not written. For padding
//            and strides a band of the picture is laid out anew, with zeros round it and its
//            phases apart (`PhaseAxis`).
// Saves      Im2col's copy: each number is copied at most once for a band, not once for each place of
//            the kernel, and not at all without padding and strides: then 1×1 is a plain product.
// Costs      The columns between the rows: 2 % of a row of 56, half of a row of 2.
// Can't      Nothing: any stride, padding, dilation and grouping, one to three dimensions, forward and
//            for the gradient by the input. Kernels nearly as wide as the picture waste most columns.
// Source     Chellapilla, Puri and Simard, "High performance convolutional neural networks for document
//            processing" (2006) for im2col; Dukhan, "The indirect convolution algorithm" (2019) for
//            a table in place of the matrix.

struct ImplicitGEMM {
  let sum: TapSum

  init(_ sum: TapSum) { self.sum = sum }

  /// Computes every output of this part, and touches no other.
  ///
  /// - Parameters:
  ///   - bias: what is added to each channel of the result.
  ///   - finish: what becomes of every complete sum.
  func compute(
    _ source: UnsafePointer<Float>, weight: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
    into result: UnsafeMutablePointer<Float>, finish: OutputRows.Finish = .asItIs
  ) {
    guard sum.outputs > 0 else { return }
    let plan = ImplicitGEMMPlan.of(sum)
    let padded = plan.paddedWeights(weight)
    let (groups, sourcePlaces, resultPlaces) = (sum.groups, sum.sourcePlaces, sum.resultPlaces)
    let writer = TileWriter(channelStride: resultPlaces, step: sum.columns.step, finish: finish)
    plan.steps.withUnsafeBufferPointer { steps in
      Threads.share(plan.tasks, work: plan.multiplyAdds) { nextTask in
        let scratch = ImplicitGEMMScratch(plan)
        while let number = nextTask() {
          let task = plan.task(number)
          let picture = task.picture * groups + task.group
          let pictureSource = source + picture * sum.sourceChannels * sourcePlaces
          let b: UnsafePointer<Float>
          var room = Int.max
          if plan.readsInPlace {
            b = pictureSource + plan.start(of: task)
            room =
              (sum.pictures * groups - picture) * sum.sourceChannels * sourcePlaces
              - plan.start(of: task)
          } else {
            plan.layout.layOut(
              pictureSource, channels: sum.sourceChannels, plane: task.plane, band: task.band,
              into: scratch.layout, line: scratch.tail - plan.layout.lineSize)
            b = UnsafePointer(scratch.layout)
          }
          let a = padded.map { UnsafePointer($0.start) } ?? weight
          multiply(
            plan, task, steps, a: a + task.group * plan.weightsOfGroup, b, room: room,
            bias: bias.map { $0 + task.group * sum.resultChannels }, scratch, writer,
            to: result + picture * sum.resultChannels * resultPlaces)
        }
      }
    }
  }

  /// One task: the tiles over a band of outputs for some channels of the result.
  ///
  /// - Parameter room: how many numbers may be read from `b` on.
  @inline(__always)
  private func multiply(
    _ plan: ImplicitGEMMPlan, _ task: ImplicitGEMMPlan.Task,
    _ steps: UnsafeBufferPointer<ProductStep>, a: UnsafePointer<Float>,
    _ b: UnsafePointer<Float>, room: Int, bias: UnsafePointer<Float>?,
    _ scratch: ImplicitGEMMScratch, _ writer: TileWriter, to result: UnsafeMutablePointer<Float>
  ) {
    let shape = plan.shape
    let tiles = plan.tiling.count(rows: task.band.count)
    let byRows = plan.tiling.byRows
    scratch.findPieces(plan, rows: task.band.count)
    let channels = result + plan.resultPlace(of: task)
    for chunk in 0..<plan.chunks {
      let some = UnsafeBufferPointer(rebasing: steps[plan.chunk(chunk)])
      let isLast = chunk == plan.chunks - 1
      // Only the last tile can reach past the end of the source; then its part of B is copied.
      let endsEarly = !byRows && room - plan.furthest < tiles * shape.width
      if endsEarly {
        scratch.copyTail(
          b + (tiles - 1) * shape.width, some, room: room - (tiles - 1) * shape.width)
      }
      for panel in task.panels {
        // The last panel begins before its turn, so that its rows are all there.
        let first = min(panel * shape.height, max(0, sum.resultChannels - shape.height))
        let rows = panel * shape.height - first..<min(shape.height, sum.resultChannels - first)
        let bias = bias.map { $0 + first } ?? UnsafePointer(scratch.zeros)
        let destination = channels + first * sum.resultPlaces
        for tile in 0..<tiles {
          let isCopied = endsEarly && tile == tiles - 1
          let column = byRows ? scratch.whole(tile).column : tile * shape.width
          let product = TileProduct(
            steps: isCopied ? scratch.tailSteps(some.count) : some,
            a: a + first * plan.weightStride, aStride: plan.weightStride,
            b: isCopied ? UnsafePointer(scratch.tail) : b + column)
          let sums = scratch.sums(panel: panel - task.panels.lowerBound, tile: tile, of: tiles)
          if byRows && isLast {
            product.compute(
              shape, from: chunk > 0 ? UnsafePointer(sums) : nil, bias: bias, finish: writer.finish,
              to: destination + scratch.whole(tile).place, stride: sum.resultPlaces)
            continue
          }
          product.compute(shape, at: sums, adding: chunk > 0)
          if isLast {
            writer.write(
              sums, width: shape.width, rows: rows, pieces: scratch.pieces(of: tile), bias: bias,
              to: destination)
          }
        }
      }
    }
  }
}
