import Dispatch
import Pictures
import Tensors

/// All maps of a picture on one sheet, with their names and legends: what one puts on a slide.
///
/// Pictures whose longer side is far from `side` pixels are made smaller or larger by a whole number. A
/// map of a kernel that finds changes is made smaller by taking of each square of numbers the strongest:
/// their mean would be next to nothing. Of other maps it is the mean.
public struct FeatureMapSheet: Sendable {
  /// How long the longer side of a picture on the sheet is, about.
  public static let side = 280
  /// How wide the sheet is at most, unless one picture with its legend is wider.
  public static let largestWidth = 1240

  private static let gap = 12

  /// By how much the picture is made smaller, and by how much larger; one of the two is 1.
  private let reduction: Int
  private let enlargement: Int
  private let colors: ColorMap
  /// The picture itself, in grey.
  private let photo: Picture
  private var maps: [(label: String, map: FeatureMap, range: ClosedRange<Float>?)] = []

  /// A sheet that begins with the picture itself, in grey.
  ///
  /// - Parameters:
  ///   - picture: what the maps are of.
  ///   - colors: of the maps that will be added.
  public init(of picture: PictureMaps, colors: ColorMap = .grey) {
    let longest = max(picture.size.height, picture.size.width)
    reduction = max(1, (longest + Self.side / 2) / Self.side)
    enlargement = reduction > 1 ? 1 : max(1, Self.side / longest)
    self.colors = colors
    let input = picture.input.reshaped([picture.size.height, picture.size.width])
    photo = Picture(Self.reduced(input, by: reduction, taking: .mean)).enlarged(by: enlargement)
  }

  /// Puts a map on the sheet.
  ///
  /// - Parameters:
  ///   - map: as large as the picture.
  ///   - kernel: what it was made with; its name stands above the map.
  public mutating func add(_ map: FeatureMap, of kernel: NamedKernel) {
    let small = FeatureMap(
      Self.reduced(
        map.values, by: reduction, taking: kernel.findsChanges ? .strongest : .mean),
      scale: map.scale)
    maps.append((kernel.name, small, map.range))
  }

  /// The sheet, drawn.
  public var picture: Picture {
    let pictures = FeatureMap.pictures(
      maps.map { ($0.map, $0.range) }, colors: colors, enlargedBy: enlargement)
    let cells = [("the picture", photo)] + zip(maps.map(\.label), pictures)
    let widest = cells.map(\.1.width).max() ?? 1
    let columns = max(1, (Self.largestWidth - Self.gap) / (widest + Self.gap))
    return PictureGrid(cells, columns: columns, gap: Self.gap).picture
  }

  /// What stands for several numbers.
  enum Representative { case mean, strongest }

  /// One number for each square of `factor` × `factor`; those at the ends may be smaller. Of two that
  /// are equally strong, the positive one.
  static func reduced(
    _ values: Tensor<Float>, by factor: Int, taking representative: Representative
  ) -> Tensor<Float> {
    if factor == 1 { return values }
    let (height, width) = (values.shape[0], values.shape[1])
    let (rows, columns) = ((height + factor - 1) / factor, (width + factor - 1) / factor)
    return Tensor(shape: [rows, columns]) { result in
      values.withUnsafeScalars { numbers in
        // Each row is written by one thread alone.
        nonisolated(unsafe) let (numbers, result) = (numbers, result)
        DispatchQueue.concurrentPerform(iterations: rows) { row in
          let down = row * factor..<min(height, (row + 1) * factor)
          for column in 0..<columns {
            let across = column * factor..<min(width, (column + 1) * factor)
            var (sum, low, high) = (Float(0), Float(0), Float(0))
            for place in down {
              for column in across {
                let number = numbers[place * width + column]
                sum += number
                low = number < low ? number : low
                high = number > high ? number : high
              }
            }
            result[row * columns + column] =
              switch representative {
              case .mean: sum / Float(down.count * across.count)
              case .strongest: high >= -low ? high : low
              }
          }
        }
      }
    }
  }
}
