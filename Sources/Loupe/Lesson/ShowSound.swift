public import Sounds

/// Shows a sound: keeps it as a WAV file, and draws it.
///
///     show(Sound(samples: tone, rate: 8000), "The tone A")
///
/// In a lesson both files are named after the title and lie with the lesson's other figures. In a program of
/// one's own they lie in the current folder, and their paths are printed.
///
/// - Parameters:
///   - sound: what is beyond ±1 is cut off when it is played; `scaled()` keeps it within.
///   - title: what there is to hear, in a few words.
///   - alt: what there is to see in the drawing, for those who can't see it; unless given, the title.
public func show(_ sound: Sound, _ title: String, alt: String? = nil) {
  let path = Figures.nextPath(for: title)
  do {
    try sound.write(to: path + ".wav")
  } catch {
    fatalError(error.description)
  }
  Figures.show(
    sound.waveform(title: title).picture, path: path + ".png", title, alt: alt,
    sound: path + ".wav")
}
