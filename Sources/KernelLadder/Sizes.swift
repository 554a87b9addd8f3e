import Kernels
import Tensors

/// The sizes of one convolution, checked, and where its numbers lie in memory: row by row, one axis
/// after the other, so that an index is a sum of products.
struct Sizes {
  /// N, IC, OC.
  let pictures, inputChannels, outputChannels: Int
  /// H and W, KH and KW, OH and OW.
  let height, width, kernelHeight, kernelWidth, outputHeight, outputWidth: Int
  let stride, padding: Int

  /// The sizes of these tensors.
  ///
  /// - Parameter rung: the function's name, for the message.
  /// - Precondition: they fit and there is no refusal; otherwise the program stops with a message.
  init(
    _ x: Tensor<Float>, _ w: Tensor<Float>, _ stride: Int, _ padding: Int, rung: String,
    refusal: Rung.Refusal? = nil
  ) {
    let geometry = Conv2dGeometry(
      x, weight: w,
      options: ConvolutionOptions(stride: PerAxis([stride]), padding: Padding([padding])),
      name: "Ladder.\(rung)")
    if let reason = refusal?(w.shape, stride) {
      fatalError("Ladder.\(rung) of input \(x.shape) with weight \(w.shape): \(reason)")
    }
    pictures = geometry.channels.pictures
    inputChannels = geometry.channels.input
    outputChannels = geometry.channels.output
    (height, width) = (geometry.rows.input, geometry.columns.input)
    (kernelHeight, kernelWidth) = (geometry.rows.kernel, geometry.columns.kernel)
    (outputHeight, outputWidth) = (geometry.rows.output, geometry.columns.output)
    (self.stride, self.padding) = (stride, padding)
  }

  /// How many outputs a channel has: OH·OW.
  var places: Int { outputHeight * outputWidth }
  /// How many products make an output: IC·KH·KW.
  var products: Int { inputChannels * kernelHeight * kernelWidth }

  /// Where x[n, ic, ih, iw] lies.
  @inline(__always)
  func input(_ n: Int, _ ic: Int, _ ih: Int, _ iw: Int) -> Int {
    ((n &* inputChannels &+ ic) &* height &+ ih) &* width &+ iw
  }

  /// Where w[oc, ic, kh, kw] lies.
  @inline(__always)
  func weight(_ oc: Int, _ ic: Int, _ kh: Int, _ kw: Int) -> Int {
    ((oc &* inputChannels &+ ic) &* kernelHeight &+ kh) &* kernelWidth &+ kw
  }

  /// Where y[n, oc, oh, ow] lies.
  @inline(__always)
  func output(_ n: Int, _ oc: Int, _ oh: Int, _ ow: Int) -> Int {
    ((n &* outputChannels &+ oc) &* outputHeight &+ oh) &* outputWidth &+ ow
  }

  /// The output rows oh whose input row oh·stride − padding + kh is one of the picture's.
  func rowsInside(_ kh: Int) -> Range<Int> { inside(kh, input: height, output: outputHeight) }

  /// The output columns ow whose input column ow·stride − padding + kw is one of the picture's.
  func columnsInside(_ kw: Int) -> Range<Int> { inside(kw, input: width, output: outputWidth) }

  private func inside(_ k: Int, input: Int, output: Int) -> Range<Int> {
    // The first o with o·stride ≥ place.
    func first(_ place: Int) -> Int { min(output, (max(0, place) + stride - 1) / stride) }
    return first(padding - k)..<first(input + padding - k)
  }

  /// y as `body` writes it, which gets the first numbers of x, w and y.
  @inline(__always)
  func output(
    _ x: Tensor<Float>, _ w: Tensor<Float>,
    _ body: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) -> Tensor<Float> {
    Tensor(shape: [pictures, outputChannels, outputHeight, outputWidth]) { y in
      x.withUnsafeScalars { x in
        w.withUnsafeScalars { w in body(x.baseAddress!, w.baseAddress!, y.baseAddress!) }
      }
    }
  }
}

/// Room for `count` numbers, unset, that begins at a line of the cache: a vector that crosses from one
/// line to the next takes two loads.
func room(for count: Int) -> UnsafeMutablePointer<Float> {
  UnsafeMutableRawPointer.allocate(byteCount: max(1, count) * 4, alignment: 64)
    .bindMemory(to: Float.self, capacity: count)
}

/// Calls `body` with room for `count` numbers, unset.
@inline(__always)
func withRoom<Result>(for count: Int, _ body: (UnsafeMutablePointer<Float>) -> Result) -> Result {
  let room = room(for: count)
  defer { room.deallocate() }
  return body(room)
}

/// The least multiple of `unit` that isn't below `count`.
@inline(__always)
func roundedUp(_ count: Int, to unit: Int) -> Int { (count + unit - 1) / unit * unit }
