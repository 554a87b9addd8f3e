import Datasets
import Pictures

/// The picture that a lesson works on: the one that the reader chose with `--picture photo.png`, or
/// else the harbour, a scene that the program draws itself.
public func inputPicture() -> Picture {
  guard let path = LessonProgram.environment(LessonEnvironment.picture) else {
    return Scene.harbour()
  }
  do {
    return try Picture(contentsOf: path)
  } catch {
    fatalError(error.description)
  }
}
