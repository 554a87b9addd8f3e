public import Pictures
public import Tensors

/// Makes a picture of any size what a network takes in.
public enum PicturePreparation: String, CaseIterable, Sendable {
  /// For digits, as those of MNIST were made: what differs from the paper is ink, the ink is cut out, made to fit
  /// 20 of 28 places, and put so that its centre of mass is in the middle; white on black.
  case drawing
  /// For photos: the largest part in the middle that has the right shape.
  case photo

  /// What pictures of this shape usually need: `[1, H, W]` are drawings, `[3, H, W]` photos.
  public init(for shape: [Int]) { self = shape.first == 1 ? .drawing : .photo }
}

extension Picture {
  /// The picture as a network takes it in. One that has that size already stays as it is, but for its colours.
  ///
  /// - Parameters:
  ///   - shape: `[C, H, W]`, with C 1 (grey) or 3.
  ///   - way: what is done to it.
  /// - Returns: `[1, C, H, W]`, from 0 to 255.
  /// - Precondition: the shape is one of those.
  public func prepared(for shape: [Int], _ way: PicturePreparation) -> Tensor<UInt8> {
    require(
      shape.count == 3 && (shape[0] == 1 || shape[0] == 3) && shape[1] > 0 && shape[2] > 0,
      "a network for pictures takes [1, H, W] or [3, H, W], not \(shape)")
    let picture = shape[0] == 1 ? grey : rgb
    let planes = (0..<shape[0]).map { picture.plane($0) }
    let (height, width) = (shape[1], shape[2])
    let prepared: [Plane] =
      if self.height == height && self.width == width {
        planes
      } else {
        switch way {
        case .photo: planes.map { $0.middle(height: height, width: width) }
        case .drawing: planes.map { $0.ink.centred(height: height, width: width) }
        }
      }
    return Tensor(
      shape: [1] + shape,
      prepared.flatMap(\.numbers).map { UInt8(max(0, min(255, $0.rounded()))) })
  }

  /// One channel's values from 0 to 255.
  private func plane(_ channel: Int) -> Plane {
    Plane(
      height: height, width: width,
      numbers: stride(from: channel, to: pixels.count, by: channels).map { Float(pixels[$0]) })
  }
}

/// One channel of a picture, from 0 to 255.
private struct Plane {
  let height: Int
  let width: Int
  let numbers: [Float]

  private func value(_ row: Int, _ column: Int) -> Float { numbers[row * width + column] }

  // MARK: Photos

  /// The largest part in the middle with the shape of `height` × `width`, in that size.
  func middle(height: Int, width: Int) -> Plane {
    let scale = min(Double(self.height) / Double(height), Double(self.width) / Double(width))
    let (rows, columns) = (scale * Double(height), scale * Double(width))
    return resampled(
      top: (Double(self.height) - rows) / 2, left: (Double(self.width) - columns) / 2,
      rows: rows, columns: columns, height: height, width: width)
  }

  // MARK: Drawings

  /// How much of the strongest difference from the paper is still paper: shadows and noise.
  private static let paperShare: Float = 0.25
  /// Which part of the network's picture the ink fills.
  private static let inkShare = 20.0 / 28

  /// The ink, 255 where it is strongest, on a paper of 0.
  var ink: Plane {
    let rim =
      (0..<width).flatMap { [value(0, $0), value(height - 1, $0)] }
      + (0..<height).flatMap { [value($0, 0), value($0, width - 1)] }
    let paper = rim.sorted()[rim.count / 2]
    let differences = numbers.map { abs($0 - paper) }
    let strongest = differences.max() ?? 0
    guard strongest > 0 else { return Plane(height: height, width: width, numbers: differences) }
    let floor = Self.paperShare * strongest
    return Plane(
      height: height, width: width,
      numbers: differences.map { max(0, $0 - floor) / (strongest - floor) * 255 })
  }

  /// The ink alone, made to fit, with its centre of mass in the middle of `height` × `width`.
  func centred(height: Int, width: Int) -> Plane {
    let inked = numbers.indices.filter { numbers[$0] > 0 }
    guard let first = inked.first, let last = inked.last else {
      return Plane(
        height: height, width: width, numbers: .init(repeating: 0, count: height * width))
    }
    let (top, bottom) = (first / self.width, last / self.width + 1)
    let columns = inked.map { $0 % self.width }
    let (left, right) = (columns.min() ?? 0, (columns.max() ?? 0) + 1)
    // One place of the network's picture is so many of this one.
    let scale = max(
      Double(bottom - top) / (Self.inkShare * Double(height)),
      Double(right - left) / (Self.inkShare * Double(width)))
    let mass = inked.reduce(0.0) { $0 + Double(numbers[$1]) }
    func centre(_ place: (Int) -> Int) -> Double {
      inked.reduce(0.0) { $0 + Double(numbers[$1]) * (Double(place($1)) + 0.5) } / mass
    }
    let (rows, across) = (scale * Double(height), scale * Double(width))
    return resampled(
      top: centre { $0 / self.width } - rows / 2, left: centre { $0 % self.width } - across / 2,
      rows: rows, columns: across, height: height, width: width)
  }

  // MARK: Sizes

  /// A part of the plane in another size: each number is the mean of the area that it stands for. Beyond the
  /// plane there is 0.
  func resampled(
    top: Double, left: Double, rows: Double, columns: Double, height: Int, width: Int
  ) -> Plane {
    let down = Self.shares(from: top, length: rows, count: height, of: self.height)
    let across = Self.shares(from: left, length: columns, count: width, of: self.width)
    // Rows first: [height, self.width].
    var narrow = [Float](repeating: 0, count: height * self.width)
    for (row, shares) in down.enumerated() {
      for (source, share) in shares {
        for column in 0..<self.width {
          narrow[row * self.width + column] += share * value(source, column)
        }
      }
    }
    var result = [Float](repeating: 0, count: height * width)
    for row in 0..<height {
      for (column, shares) in across.enumerated() {
        for (source, share) in shares {
          result[row * width + column] += share * narrow[row * self.width + source]
        }
      }
    }
    return Plane(height: height, width: width, numbers: result)
  }

  /// For each of `count` parts of a stretch, the places that it covers, and which share of the part each is.
  private static func shares(
    from start: Double, length: Double, count: Int, of places: Int
  ) -> [[(place: Int, share: Float)]] {
    let step = length / Double(count)
    return (0..<count).map { part in
      let (from, to) = (start + Double(part) * step, start + Double(part + 1) * step)
      let (first, last) = (max(0, Int(from.rounded(.down))), min(places, Int(to.rounded(.up))))
      guard first < last else { return [] }
      return (first..<last).map { place in
        let covered = min(to, Double(place + 1)) - max(from, Double(place))
        return (place, Float(max(0, covered) / step))
      }
    }
  }
}
