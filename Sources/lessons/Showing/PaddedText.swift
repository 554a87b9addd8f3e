extension String {
  /// With blanks after it, up to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  /// With blanks before it.
  func padded(from width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
