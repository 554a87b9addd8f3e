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
  /// How many steps there are.
  public let count: Int

  private let places: @Sendable (Int) -> [Int]
  private let step: @Sendable (Int) -> Step

  /// A walkthrough whose steps are made when they are looked at.
  ///
  /// - Parameters:
  ///   - place: the place of a step's number, in the tensor that the steps go through.
  init(
    title: String, formula: String, operands: [Operand], result: Operand, count: Int,
    place: @escaping @Sendable (Int) -> [Int], step: @escaping @Sendable (Int) -> Step
  ) {
    (self.title, self.formula) = (title, formula)
    (self.operands, self.result, self.count) = (operands, result, count)
    (self.places, self.step) = (place, step)
  }

  /// A step, from 0.
  ///
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
  /// - Parameter place: one index for each axis. Axes of size 1 at the front can be left out.
  /// - Returns: nil if there is none.
  public func number(ofStepAt place: [Int]) -> Int? {
    func matches(_ whole: [Int]) -> Bool {
      whole.suffix(place.count).elementsEqual(place)
        && whole.dropLast(place.count).allSatisfy { $0 == 0 }
    }
    guard count > 0, !place.isEmpty, place.count <= places(0).count else { return nil }
    let found = (0..<count).filter { matches(places($0)) }
    // Of a stack of pictures the place in one of them isn't enough.
    let isWhole = place.count == places(0).count
    let hidden = places(count - 1).dropLast(place.count)
    return isWhole || hidden.allSatisfy { $0 == 0 } ? found.first : nil
  }
}
