import Kernels

/// One axis of windows laid over a source: under place k of window o lies the source's place
/// `o·stride + start + k·step`, or a zero where there is none.
struct PatchAxis {
  /// How many places the source has.
  let source: Int
  /// How many windows there are, and how many places each has.
  let windows: Int
  let kernel: Int
  let stride: Int
  private let start: Int
  private let step: Int

  /// The windows of a convolution over its input.
  init(forwardAlong axis: WindowAxis) {
    source = axis.input
    windows = axis.output
    kernel = axis.kernel
    stride = axis.stride
    start = -axis.paddingBefore
    step = axis.dilation
  }

  /// The source's place under place `k` of window `o`; nil where there is none.
  @inline(__always)
  func place(window o: Int, kernel k: Int) -> Int? {
    let i = o * stride + shift(kernel: k)
    return i >= 0 && i < source ? i : nil
  }

  /// How far from the source's first place the place `k` of window 0 lies, which may be outside.
  @inline(__always)
  func shift(kernel k: Int) -> Int { start + k * step }

  /// The windows whose place `k` lies on the source: 0 ≤ o·stride + shift < source.
  @inline(__always)
  func windowsInside(kernel k: Int) -> Range<Int> { windows(kernel: k, on: 0..<source) }

  /// The windows whose place `k` lies on some of the source's places.
  @inline(__always)
  func windows(kernel k: Int, on places: Range<Int>) -> Range<Int> {
    let shift = shift(kernel: k)
    let first = min(windows, firstWindow(reaching: places.lowerBound - shift))
    return first..<max(first, min(windows, firstWindow(reaching: places.upperBound - shift)))
  }

  /// The first window from 0 on with o·stride ≥ place.
  @inline(__always)
  private func firstWindow(reaching place: Int) -> Int {
    if place <= 0 { return 0 }
    return stride == 1 ? place : (place + stride - 1) / stride
  }

  /// Copies what lies under place `k` of the windows `run`, where `inside` are those with anything.
  @inline(__always)
  func copy(
    _ line: UnsafePointer<Float>, kernel k: Int, windows run: Range<Int>, inside: Range<Int>,
    to destination: UnsafeMutablePointer<Float>
  ) {
    let first = min(max(run.lowerBound, inside.lowerBound), run.upperBound)
    let end = max(first, min(run.upperBound, inside.upperBound))
    let (before, count) = (first - run.lowerBound, end - first)
    destination.update(repeating: 0, count: before)
    let from = line + (first * stride + shift(kernel: k))
    if stride == 1 {
      (destination + before).update(from: from, count: count)
    } else {
      for o in 0..<count { destination[before + o] = from[o * stride] }
    }
    (destination + before + count).update(repeating: 0, count: run.upperBound - end)
  }
}
