import Kernels

/// The meetings of outputs, weights and inputs of a convolution, those with the padding as well.
///
/// `forEachTap` of the geometries leaves the padding out and needs a type of place for each number of
/// dimensions. A walkthrough shows the padding, and asks for the meetings of one number at a time.
struct WindowTaps<Geometry: ConvolutionGeometry>: Sendable {
  let geometry: Geometry

  /// One meeting.
  struct Tap {
    let output: [Int]
    let weight: [Int]
    /// Where the input would lie if the padding were part of it.
    let place: [Int]
    /// Where it lies; nil for a zero of the padding.
    let input: [Int]?
  }

  /// Those of one output, in the weight's order: of y[n,oc,…] all of w[oc,…].
  func taps(ofOutput output: [Int]) -> [Tap] {
    let sizes = [geometry.channels.inputPerGroup] + geometry.windows.map(\.kernel)
    return Places(sizes).map { tap(output: output, weight: [output[1]] + $0) }
  }

  /// Those of one weight, in the output's order: of w[oc,…] all of y[n,oc,…] for each n.
  func taps(ofWeight weight: [Int]) -> [Tap] {
    let sizes = [geometry.channels.pictures] + geometry.windows.map(\.output)
    return Places(sizes).map { place in
      tap(output: [place[0], weight[0]] + place.dropFirst(), weight: weight)
    }
  }

  private func tap(output: [Int], weight: [Int]) -> Tap {
    let channels = geometry.channels
    let channel = channels.group(ofOutput: output[1]) * channels.inputPerGroup + weight[1]
    let (place, input) = geometry.windows.place(
      stack: [output[0], channel], output: output.dropFirst(2), kernel: weight.dropFirst(2))
    return Tap(output: output, weight: weight, place: place, input: input)
  }
}

extension [WindowAxis] {
  /// The place of the input under a place of the kernel.
  ///
  /// - Parameters:
  ///   - stack: the picture and the channel.
  ///   - output: where the window's output lies.
  ///   - kernel: where in the window.
  /// - Returns: the place if the padding were part of the input, and the place on the input; nil for a
  ///   zero of the padding.
  func place(
    stack: [Int], output: some Sequence<Int>, kernel: some Sequence<Int>
  ) -> (place: [Int], input: [Int]?) {
    var place = stack
    var input: [Int]? = stack
    for (window, (o, k)) in zip(self, zip(output, kernel)) {
      place.append(o * window.stride - window.paddingBefore + k * window.dilation)
      if let i = window.input(output: o, kernel: k) { input?.append(i) } else { input = nil }
    }
    return (place, input)
  }

  /// All places under the window of an output `[n, c, …]`, in order.
  ///
  /// - Returns: of each the place if the padding were part of the input, and the place on the input; nil
  ///   for a zero of the padding.
  func places(underOutput output: [Int]) -> [(place: [Int], input: [Int]?)] {
    Places(map(\.kernel)).map {
      place(stack: [Int](output.prefix(2)), output: output.dropFirst(2), kernel: $0)
    }
  }
}
