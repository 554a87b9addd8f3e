import Pictures

/// Pictures that the program draws itself, to try kernels on when there is no photo at hand.
public enum Scene {
  /// A harbour in the evening: a lighthouse, a sailing boat, the sun over the sea, a pier of bricks.
  ///
  /// It has what an edge kernel is looking for: edges in every direction (sails, tower, sun), fine
  /// texture (bricks, waves), slow gradients (the sky), which have none, and letters.
  ///
  /// It is the same on every machine, since it is drawn with + − × ÷ and nothing else. In sizes of
  /// another shape than 4 : 3 there is more sky and sea.
  ///
  /// - Returns: a picture with three channels.
  /// - Precondition: `width` and `height` are at least 1.
  public static func harbour(width: Int = 256, height: Int = 192) -> Picture {
    guard width >= 1 && height >= 1 else {
      fatalError("a scene has at least one pixel, not \(width) × \(height)")
    }
    return Harbour.painting.picture(width: width, height: height)
  }
}
