import Tensors

/// One operation taken apart: where each number of its result comes from.
///
///     let walk = Walkthrough.conv2d(X, weight: K)
///     walk.count                 // as many steps as outputs
///     walk[1].terms.map(\.product)
///     print(walk[1].page.text())
///
/// A step is about one number: the one that is gathered from many (an output from its window), or the
/// one that is scattered to many (a gradient through the kernel). Steps are values; `Page` is what there
/// is to see of one, as text or as a picture.
///
/// The terms come from the geometry that `Reference` uses, in its order, so the totals are the numbers of
/// `Reference` to the last bit. That is required of every walkthrough: one that arrives at another number
/// stops the program.
public struct Walkthrough: Sendable {
  /// The operation's name and what is followed: "conv2dBackward by the weight".
  public let title: String
  /// The formula, with the letters of the code.
  public let formula: String
  /// What goes in: X, K, b.
  public let operands: [Operand]
  /// What comes out.
  public let result: Operand

  private let places: Places
  private let step: @Sendable (Int) -> Step

  /// A walkthrough whose steps are made when they are looked at.
  ///
  /// - Parameters:
  ///   - title: the operation's name and what is followed.
  ///   - formula: with the letters of the code.
  ///   - operands: what goes in.
  ///   - result: what comes out.
  ///   - places: those of the steps, in the tensor that they go through.
  ///   - step: makes the step of a number.
  init(
    title: String, formula: String, operands: [Operand], result: Operand, places: Places,
    step: @escaping @Sendable (Int) -> Step
  ) {
    (self.title, self.formula) = (title, formula)
    (self.operands, self.result) = (operands, result)
    (self.places, self.step) = (places, step)
  }

  /// How many steps there are.
  public var count: Int { places.count }

  /// A step.
  ///
  /// - Parameter number: which one, from 0.
  /// - Precondition: there is one of this number.
  public subscript(number: Int) -> Step {
    require(
      0..<count ~= number,
      count == 0
        ? "\(title) has no steps: there are no numbers in the result"
        : "\(title) has the steps 0 to \(count - 1), and no step \(number)")
    return step(number)
  }

  /// All steps.
  public var steps: [Step] { (0..<count).map(step) }

  /// The number of the step about the number at a place.
  ///
  /// A step may be about several: the outputs of one of Winograd's tiles, a line of a softmax.
  ///
  /// - Parameter place: one index for each axis. Axes at the front along which there is a single step
  ///   can be left out.
  /// - Returns: nil if there is none.
  public func number(ofStepAt place: [Int]) -> Int? {
    let missing = places.sizes.count - place.count
    guard missing >= 0, places.counts.prefix(missing).allSatisfy({ $0 == 1 }) else { return nil }
    return places.number(of: Array(repeating: 0, count: missing) + place)
  }
}
