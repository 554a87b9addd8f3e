import Kernels

/// The im2col matrix of one group of a convolution, made line by line where it is needed.
///
/// Line k = (ic, kd, kh, kw) and place j = (n, od, oh, ow) hold the source's number under kernel
/// place (kd, kh, kw) in window (od, oh, ow) of picture n, or zero where the window hangs over.
struct Patches: MatrixLines {
  private let planes: PatchAxis
  private let rows: PatchAxis
  private let columns: PatchAxis
  private let source: UnsafePointer<Float>
  private let pictureStride: Int

  /// - Parameters:
  ///   - axes: planes, rows and columns.
  ///   - source: the group's first channel in the first picture.
  ///   - pictureStride: how far the pictures lie apart.
  init(_ axes: [PatchAxis], source: UnsafePointer<Float>, pictureStride: Int) {
    planes = axes[0]
    rows = axes[1]
    columns = axes[2]
    self.source = source
    self.pictureStride = pictureStride
  }

  @inline(__always)
  func copy(line: Int, places: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
    let (lineOfRows, kw) = line.quotientAndRemainder(dividingBy: columns.kernel)
    let (lineOfPlanes, kh) = lineOfRows.quotientAndRemainder(dividingBy: rows.kernel)
    let (ic, kd) = lineOfPlanes.quotientAndRemainder(dividingBy: planes.kernel)
    let inside = columns.windowsInside(kernel: kw)
    var channel = source + ic * planes.source * rows.source * columns.source

    var (row, ow) = places.lowerBound.quotientAndRemainder(dividingBy: columns.windows)
    var (plane, firstRow) = row.quotientAndRemainder(dividingBy: rows.windows)
    let (n, firstPlane) = plane.quotientAndRemainder(dividingBy: planes.windows)
    (row, plane) = (firstRow, firstPlane)
    channel += n * pictureStride

    var destination = destination
    var left = places.count
    while left > 0 {
      let count = min(left, columns.windows - ow)
      if let ih = rows.place(window: row, kernel: kh),
        let id = planes.place(window: plane, kernel: kd)
      {
        columns.copy(
          channel + (id * rows.source + ih) * columns.source, kernel: kw,
          windows: ow..<ow + count, inside: inside, to: destination)
      } else {
        destination.update(repeating: 0, count: count)
      }
      destination += count
      left -= count
      ow = 0
      row += 1
      if row == rows.windows { (row, plane) = (0, plane + 1) }
      if plane == planes.windows {
        plane = 0
        channel += pictureStride
      }
    }
  }
}
