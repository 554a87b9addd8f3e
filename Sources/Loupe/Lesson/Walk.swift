import Tensors
import Walkthroughs

/// Prints a walkthrough: where every number of a result comes from, one after the other.
///
///     walkthrough(.conv2d(X, weight: K))
///     walkthrough(.conv2d(X, weight: K), at: [0, 1])
///
/// - Parameters:
///   - walk: the operation with its tensors.
///   - place: the place of the one number to look at; nil for all of them.
/// - Precondition: there is such a number.
public func walkthrough(_ walk: Walkthrough, at place: [Int]? = nil) {
  print("\(walk.title): \(walk.formula)")
  guard let place else {
    for number in 0..<walk.count { print("\n" + walk[number].page.text(width: 80)) }
    return
  }
  print("\n" + walk[walk.number(at: place)].page.text(width: 80))
}

/// Shows one step of a walkthrough as a picture: the grids with the numbers in their cells.
///
///     show(.conv2d(X, weight: K), at: [0, 1], "The second window")
///
/// - Parameters:
///   - walk: the operation with its tensors.
///   - place: the place of the number that the step is about.
///   - title: what the picture is called; its file is named after it.
///   - alt: what it shows, for those who can't see it; unless given, the step as text.
/// - Precondition: there is such a number.
public func show(
  _ walk: Walkthrough, at place: [Int], _ title: String, alt: String? = nil
) {
  let number = walk.number(at: place)
  let page = walk[number].page
  let words = page.lines.map { "\($0.head) \($0.parts.joined(separator: " "))" }
  show(
    walk.picture(ofStep: number), title,
    alt: alt ?? "\(walk.title), \(page.title): \(words.joined(separator: " "))")
}

extension Walkthrough {
  /// The number of the step about the number at a place.
  ///
  /// - Precondition: there is one.
  fileprivate func number(at place: [Int]) -> Int {
    guard let number = number(ofStepAt: place) else {
      fatalError(
        count == 0
          ? "\(title) has no steps: there are no numbers in the result"
          : "\(title) has no step at \(place): the first is \(self[0].title), the last "
            + self[count - 1].title)
    }
    return number
  }
}
