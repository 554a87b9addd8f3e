extension BatchNormOptions {
  /// Whether a batch can be normalised with these options.
  ///
  /// - Throws: `ShapeError` unless eps is at least 0 and the momentum from 0 to 1.
  public func check() throws(ShapeError) {
    guard eps >= 0, eps < .infinity else {
      throw ShapeError("batchNorm: eps must be at least 0, and finite")
    }
    guard momentum >= 0, momentum <= 1 else {
      throw ShapeError("batchNorm: the momentum must be from 0 to 1")
    }
  }
}
