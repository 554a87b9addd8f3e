import Pictures
import Tensors

extension LabelledPictures {
  /// One picture, to be shown or saved.
  ///
  /// - Precondition: `index` is from 0 to `count` − 1.
  public func picture(_ index: Int) -> Picture {
    let plane = height * width
    let planes = pictures.slice(index).scalars
    var pixels: [UInt8] = []
    pixels.reserveCapacity(planes.count)
    for place in 0..<plane {
      for channel in 0..<channels { pixels.append(planes[channel * plane + place]) }
    }
    return Picture(width: width, height: height, channels: channels, pixels: pixels)
  }

  /// All pictures on one sheet, each below the name of its class.
  ///
  /// - Parameters:
  ///   - columns: how many stand in a row.
  ///   - factor: how many pixels wide each of their pixels is drawn.
  /// - Precondition: there is a picture, and a column at least.
  public func sheet(columns: Int = 10, enlargedBy factor: Int = 2) -> Picture {
    PictureGrid(
      labels.indices.map {
        (label: classes[labels[$0]], picture: picture($0).enlarged(by: factor))
      }, columns: columns, gap: 4, textScale: 1
    ).picture
  }
}
