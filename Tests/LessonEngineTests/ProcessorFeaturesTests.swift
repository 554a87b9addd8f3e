import Testing

@testable import LessonEngine

@Suite("A build that was made for another processor")
struct ProcessorFeaturesTests {
  private func features(_ names: String...) -> ProcessorFeatures {
    // Whatever bits they have: a name that there isn't would make this fail.
    let all = (0..<32).map { ProcessorFeatures(rawValue: 1 << $0) }
    let found = all.filter { !$0.names.isEmpty && names.contains($0.names[0]) }
    #expect(found.count == names.count)
    return ProcessorFeatures(found)
  }

  @Test("is told with everything that is missing, and what to do")
  func missing() throws {
    let built = features("AVX2", "FMA", "AVX-512F", "AVX-512VL")
    let complaint = try #require(
      ProcessorFeatures.complaint(builtFor: built, found: features("AVX", "AVX2", "FMA")))
    #expect(
      complaint
        == "this was built for a processor with AVX-512F, AVX-512VL, which this one doesn't have. "
        + "Build again here: swift package clean && swift build")
  }

  @Test("is none where the processor has more than is needed, or just that")
  func enough() {
    let some = features("AVX", "AVX2")
    #expect(ProcessorFeatures.complaint(builtFor: some, found: some) == nil)
    #expect(
      ProcessorFeatures.complaint(builtFor: some, found: some.union(features("AVX-512F"))) == nil)
    #expect(ProcessorFeatures.complaint(builtFor: [], found: []) == nil)
  }

  @Test("is none on the processor that runs this, whose features are known by their names")
  func here() {
    #expect(processorComplaint() == nil)
    for features in [ProcessorFeatures.builtFor, .found] {
      // Every bit has a name.
      #expect(features.names.count == features.rawValue.nonzeroBitCount)
    }
    #expect(ProcessorFeatures.builtFor.isSubset(of: .found))
    #if arch(x86_64)
      // The usual build is for this processor, so it uses what the processor has.
      #expect(!ProcessorFeatures.builtFor.isEmpty || ProcessorFeatures.found.isEmpty)
    #endif
  }
}
