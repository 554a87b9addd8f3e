public import Pictures

extension Sound {
  /// The sound drawn: how far the loudspeaker is pushed over time, in seconds.
  ///
  /// A long sound has many more samples than the plot has columns. Then the line goes to the lowest and the highest
  /// of the samples that share a column, so that no click is lost.
  ///
  /// - Parameter title: what the plot says above.
  public func waveform(title: String = "") -> LinePlot {
    var plot = LinePlot(
      title: title, x: "seconds", y: "sample", width: Self.plotWidth, height: 240)
    plot.add(points: points.map { (x: Double($0) / Double(rate), y: samples[$0]) })
    return plot
  }

  private static let plotWidth = 640

  /// The places of the samples that the line goes through.
  private var points: [Int] {
    let columns = Self.plotWidth
    guard samples.count > 2 * columns else { return Array(samples.indices) }
    return (0..<columns).flatMap { column -> [Int] in
      let some = samples.count * column / columns..<samples.count * (column + 1) / columns
      guard let lowest = some.min(by: { samples[$0] < samples[$1] }),
        let highest = some.max(by: { samples[$0] < samples[$1] })
      else { return [] }
      return lowest == highest ? [lowest] : [min(lowest, highest), max(lowest, highest)]
    }
  }
}
