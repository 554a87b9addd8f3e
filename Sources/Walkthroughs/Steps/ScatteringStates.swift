import Tensors

/// The result of a scattering on the way: after every so many steps it is kept, so that to look at a step
/// doesn't mean to take all the steps before it.
struct ScatteringStates: Sendable {
  /// The result after all steps.
  let end: Tensor<Float>
  private let scattering: Scattering
  private let places: Places
  /// From one state that is kept to the next.
  private let stride: Int
  private let kept: [Tensor<Float>]

  /// So many numbers are kept at most: 16 MB.
  private static let mostNumbers = 1 << 22

  init(_ scattering: Scattering, _ places: Places) {
    // As many states as steps between two, unless they are too large.
    let root = Int(Double(places.count).squareRoot().rounded(.up))
    let size = scattering.result.values.count
    let stride = max(1, root, size * places.count / Self.mostNumbers)
    var sums = scattering.beginning
    var kept: [Tensor<Float>] = []
    for (number, place) in places.enumerated() {
      if number.isMultiple(of: stride) { kept.append(sums) }
      scattering.scatter(place, into: &sums)
    }
    (end, self.scattering, self.places) = (sums, scattering, places)
    (self.stride, self.kept) = (stride, kept)
  }

  /// The result after so many steps.
  func result(after count: Int) -> Tensor<Float> {
    let last = count / stride
    guard last < kept.count else { return end }
    var sums = kept[last]
    for number in last * stride..<count { scattering.scatter(places[number], into: &sums) }
    return sums
  }
}
