/// The processor that runs this, and the one that the kernels were built for.
struct ProcessorCheck {
  let surroundings: Surroundings
  var builtFor = ProcessorFeatures.builtFor
  var found = ProcessorFeatures.found

  init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  func findings() -> [Finding] { [features, cores] }

  private var features: Finding {
    let missing = builtFor.subtracting(found).names
    guard missing.isEmpty else {
      return .fault(
        "processor",
        "the kernels were built for one with \(missing.joined(separator: ", ")), which this one doesn't "
          + "have",
        remedy: ProcessorFeatures.remedy)
    }
    let best = builtFor.names.last.map { "uses all up to \($0)" } ?? "uses what any has"
    return .well("processor", "the build is for this one and \(best)")
  }

  private var cores: Finding {
    let count = surroundings.processorCount
    guard count >= 2 else {
      return .note("cores", "1, so lessons about threads have little to show")
    }
    return .well("cores", "\(count)")
  }
}
