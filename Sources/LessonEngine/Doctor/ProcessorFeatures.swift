import CPlatform
import FastKernels

/// What a processor may have beyond what every one of its family has.
///
/// The fast kernels are built for the processor that builds them. On an older one they would die of an
/// illegal instruction, so whoever starts compares first.
struct ProcessorFeatures: OptionSet, Sendable {
  let rawValue: UInt32

  /// What the fast kernels were built to use.
  static let builtFor = ProcessorFeatures(rawValue: Processor.builtFor)

  /// What the processor has that runs this.
  static let found = ProcessorFeatures(rawValue: loupeFoundFeatures())

  /// The names that processors' makers give them, the oldest first.
  private static let names: [(bit: Int, name: String)] = [
    (loupeAVX, "AVX"), (loupeF16C, "F16C"), (loupeFMA, "FMA"), (loupeAVX2, "AVX2"),
    (loupeBMI, "BMI1"), (loupeBMI2, "BMI2"), (loupeAVX512F, "AVX-512F"),
    (loupeAVX512CD, "AVX-512CD"), (loupeAVX512BW, "AVX-512BW"), (loupeAVX512DQ, "AVX-512DQ"),
    (loupeAVX512VL, "AVX-512VL"), (loupeAVX512VNNI, "AVX-512VNNI"),
    (loupeAVX512VBMI, "AVX-512VBMI"),
  ].map { (Int($0.0), $0.1) }

  var names: [String] {
    Self.names.filter { contains(ProcessorFeatures(rawValue: UInt32($0.bit))) }.map(\.name)
  }

  /// What is wrong with running what was built for one processor on another; nil if nothing is.
  static func complaint(builtFor: ProcessorFeatures, found: ProcessorFeatures) -> String? {
    let missing = builtFor.subtracting(found).names
    guard !missing.isEmpty else { return nil }
    return "this was built for a processor with \(missing.joined(separator: ", ")), which this one "
      + "doesn't have. \(remedy)"
  }

  /// The build thinks that it is up to date, so it has to be forgotten first.
  static let remedy = "Build again here: swift package clean && swift build"
}

/// What is wrong with running this build on this processor; nil if nothing is. To be asked before any
/// kernel runs.
public func processorComplaint() -> String? {
  ProcessorFeatures.complaint(builtFor: .builtFor, found: .found)
}
