import Pictures
import Tensors

/// Shows a picture: keeps it as a PNG, and tells the runner what it is.
///
///     show(photo, "The harbour")
///     show(photo, "The harbour", alt: "A lighthouse at the left, two boats, the sun low")
///
/// In a lesson the file is named after the title and lies with the lesson's other figures. In a
/// program of one's own it lies in the current folder, and its path is printed.
///
/// - Parameters:
///   - picture: one pixel of it is one pixel of the file; enlarge small ones first.
///   - title: what the picture shows, in a few words.
///   - alt: what there is to see in it, for those who can't see it; unless given, the title.
public func show(_ picture: Picture, _ title: String, alt: String? = nil) {
  Figures.show(picture, path: Figures.nextPath(for: title) + ".png", title, alt: alt)
}

/// Shows a feature map with its legend, and prints what its colours stand for.
public func show(
  _ map: FeatureMap, _ title: String, colors: ColorMap = .diverging, alt: String? = nil
) {
  if let range = map.values.range {
    print(
      "\(title): from \(Double(range.lowerBound).fixed(decimals: 3)) to "
        + "\(Double(range.upperBound).fixed(decimals: 3)), "
        + "drawn on a scale of ±\(Double(map.scale).fixed(decimals: 3))")
  }
  show(map.picture(colors: colors, legend: true), title, alt: alt)
}

/// Not there, because there is more than one way to draw numbers: say which. A feature map shows numbers with a
/// sign, a picture those from 0 to 1.
@available(
  *, unavailable,
  message: """
    a tensor is no picture yet: show(FeatureMap(x), "title") draws numbers with a sign, \
    and show(Picture(x), "title") those from 0 to 1
    """
)
public func show<Scalar>(
  _ tensor: Tensor<Scalar>, _ title: String = "", colors: ColorMap = .diverging, alt: String? = nil
) {
  fatalError("show(Tensor) is unavailable")
}

/// Shows a plot.
///
///     show(plot, "Loss by epoch", alt: "Both lines fall; the dashed one turns up after epoch 12")
public func show(_ plot: some Plot, _ title: String, alt: String? = nil) {
  show(plot.picture, title, alt: alt)
}

/// Shows several pictures on one sheet, each with its label.
public func show(
  _ pictures: [(label: String, picture: Picture)], columns: Int, _ title: String,
  alt: String? = nil
) {
  show(PictureGrid(pictures, columns: columns).picture, title, alt: alt)
}
