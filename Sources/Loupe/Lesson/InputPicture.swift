import Datasets
import Pictures

/// The picture that a lesson works on: the one that the reader chose with `--picture photo.png`, or
/// else the harbour, a scene that the program draws itself.
///
/// A photo with a side of more than 1024 pixels is made smaller, for lessons are patient, but not for minutes; one
/// with a side of fewer than 128 is enlarged by a whole factor, so that kernels, rims and pools have room in it. Both
/// is said once.
public func inputPicture() -> Picture { chosenPicture ?? Scene.harbour() }

/// The picture that the reader chose, read once; nil if none was chosen.
private let chosenPicture: Picture? = {
  guard let path = LessonProgram.environment(LessonEnvironment.picture) else { return nil }
  do {
    let picture = try Picture(contentsOf: path)
    let fitting = picture.fittingLessons
    if (fitting.width, fitting.height) != (picture.width, picture.height) {
      print(
        "(The picture has \(picture.width)×\(picture.height) pixels. The lesson works on it in "
          + "\(fitting.width)×\(fitting.height).)")
    }
    return fitting
  } catch {
    fatalError("\(error)")
  }
}()

extension Picture {
  private static let longestSide = 1024
  private static let shortestSide = 128

  /// The picture in a size with which lessons can work.
  var fittingLessons: Picture {
    let (longest, shortest) = (max(width, height), min(width, height))
    if longest > Self.longestSide {
      func shrunk(_ side: Int) -> Int { max(1, side * Self.longestSide / longest) }
      return scaled(width: shrunk(width), height: shrunk(height))
    }
    let factor = min(
      (Self.shortestSide + shortest - 1) / shortest, Self.longestSide / longest)
    return factor > 1 ? enlarged(by: factor) : self
  }
}
