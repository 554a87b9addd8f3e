import Tensors

/// Changes to pictures that leave them what they are: a digit that is turned a little is still that digit.
/// A network that sees each picture otherwise every time learns what the pictures have in common.
///
///     let augmentation = Augmentation([.shift(2), .rotate(10)])
///     augmentation.apply(to: &pictures, using: &random)
///
/// The steps are taken in their order, and each picture has draws of its own. Steps that only move pixels
/// are put together before a picture is changed, so it is sampled once and not blurred more than once:
/// bilinearly, or not at all where pixels move by whole places.
public struct Augmentation: Equatable, Sendable {
  /// One change.
  public enum Step: Equatable, Sendable {
    /// To the side and up or down, each by a whole number of pixels, up to so many.
    case shift(Int)
    /// Around the middle, by up to so many degrees to either side.
    case rotate(Float)
    /// Larger or smaller around the middle, by up to this part: 0.1 is from 0.9 to 1.1 times.
    case scale(Float)
    /// With a normal noise of this standard deviation added to each number.
    case noise(Float)
    /// Left and right exchanged, in every other picture.
    case flipHorizontally
    /// With a square of so many pixels a side made background, somewhere; at an edge, a part of it.
    ///
    /// Source: DeVries and Taylor, *Improved regularization of convolutional neural networks with
    /// cutout*, 2017, https://doi.org/10.48550/arXiv.1708.04552.
    case cutOut(Int)
  }

  /// The changes, in their order.
  public let steps: [Step]

  /// These changes, in this order.
  ///
  /// - Precondition: no number is negative, and no scale 1 or more.
  public init(_ steps: [Step]) {
    for step in steps {
      require(Self.isPossible(step), "the step \(step) has a number that is out of range")
    }
    self.steps = steps
  }

  private static func isPossible(_ step: Step) -> Bool {
    switch step {
    case .shift(let pixels), .cutOut(let pixels): pixels >= 0
    case .rotate(let degrees): degrees >= 0 && degrees <= 360
    case .scale(let part): part >= 0 && part < 1
    case .noise(let deviation): deviation >= 0 && deviation.isFinite
    case .flipHorizontally: true
    }
  }

  /// Changes each picture.
  ///
  /// - Parameters:
  ///   - pictures: `[N, C, H, W]`.
  ///   - random: where the draws come from. One number is taken for each picture, whatever the steps.
  ///   - background: what comes in from outside a picture, and where it is cut out.
  /// - Precondition: there are four axes.
  public func apply(
    to pictures: inout Tensor<Float>, using random: inout SeededRandom, background: Float = 0
  ) {
    let shape = pictures.shape
    require(shape.count == 4, "pictures are [N, C, H, W], not \(shape)")
    let backgrounds = Array(repeating: background, count: shape[1])
    var changer = PictureChanger(height: shape[2], width: shape[3], backgrounds: backgrounds)
    let size = shape[1] * shape[2] * shape[3]
    guard !steps.isEmpty, size > 0 else { return }
    pictures.withUnsafeMutableScalars { numbers in
      for start in stride(from: 0, to: numbers.count, by: size) {
        var own = SeededRandom(seed: random.next())
        changer.change(numbers.baseAddress! + start, steps, &own)
      }
    }
  }
}
