import Datasets
import FastKernels
import Kernels
import Networks
import Tensors

extension Layer {
  /// What a network makes of a batch when it isn't learning: y = f(x).
  ///
  ///     let scores = network(digits.first(8).numbers)
  ///
  /// - Parameters:
  ///   - input: x, the batch's axis first.
  ///   - kernels: what computes.
  /// - Returns: y, in the shape that `outputShape` says.
  /// - Precondition: the shape of x fits.
  public func callAsFunction(
    _ input: Tensor<Float>, using kernels: any Kernels<Float>.Type = Fast.self
  ) -> Tensor<Float> {
    forward(input, in: Pass(kernels, phase: .evaluation))
  }

  /// The class that a network takes each picture for: the place of its largest output.
  ///
  ///     let answers = network.answers(to: unseen)
  ///     let right = zip(answers, unseen.labels).count { $0 == $1 }
  ///
  /// Of equal outputs the first one counts. Pixels go in as numbers from 0 to 1.
  ///
  /// - Parameters:
  ///   - pictures: of the shape that the network takes.
  ///   - kernels: what computes.
  /// - Returns: a place in `pictures.classes` for each picture, in their order.
  /// - Precondition: the network gives `[N, classes]`.
  public func answers(
    to pictures: LabelledPictures, using kernels: any Kernels<Float>.Type = Fast.self
  ) -> [Int] {
    Batches(pictures, size: 500, order: .asTheyAre).epoch().flatMap { batch in
      ClassLoss.answers(self(batch.pictures, using: kernels))
    }
  }
}

extension LabelledPictures {
  /// All pictures as numbers from 0 to 1, a byte x as x / 255: `[N, C, H, W]`. A Float takes four times the room of
  /// a byte, so of a large data set take a part: `digits.first(8).numbers`.
  public var numbers: Tensor<Float> { pictures.map { Float($0) / 255 } }
}
