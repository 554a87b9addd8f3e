import FastKernels
import Kernels
import Tensors
import Testing

@testable import Comparisons

/// Rounds without a second of measuring.
let noTime = Effort(seconds: 0, referenceMultiplyAdds: 1_000_000, pictures: 1)

@Suite("Convolutions held against the reference")
struct ConvolutionComparerTests {
  static let rows = [
    ("1,1,9,7", "1,1,3,3", [:]), ("2,3,8,6", "5,3,3,2", ["stride": "2", "padding": "1"]),
    ("1,6,7,9", "6,1,3,3", ["groups": "6", "padding": "1"]),
  ]

  @Test("the fast kernels are within their bounds in every pass", arguments: rows)
  func right(input: String, weight: String, words: [String: String]) async throws {
    let row = try ConvolutionRow(name: "own", input: input, weight: weight, words: words)
    let found = try await ConvolutionComparer(effort: noTime).compare(row)
    #expect(found.agrees)
    #expect(found.measurements.map(\.pass) == ConvolutionPass.allCases)
    let forward = found.measurements[0].measurement
    #expect(forward.algorithm == Fast.algorithm(for: row.geometry).rawValue)
    #expect(forward.verdict.checked == row.geometry.outputShape.reduce(1, *))
    #expect(forward.verdict.error <= forward.verdict.bound)
    #expect(forward.reference?.isEstimate == false)
    #expect(forward.fast.seconds.count >= 3)
    // The reference has no such operation of its own.
    #expect(found.measurements[2].measurement.reference == nil)
  }

  @Test("of a large one some channels are computed, and that is said")
  func large() async throws {
    let row = try ConvolutionRow(
      name: "own", input: "1,8,9,9", weight: "12,8,3,3", words: ["padding": "1"])
    let effort = Effort(seconds: 0, referenceMultiplyAdds: 20_000, pictures: 1)
    let found = try await ConvolutionComparer(effort: effort).compare(row)
    #expect(found.agrees)
    for (pass, measurement) in found.measurements {
      let verdict = measurement.verdict
      #expect(verdict.checked > 0 && verdict.checked < verdict.count, "\(pass)")
    }
    #expect(found.measurements[0].measurement.reference?.isEstimate == true)
  }

  @Test("a sample is held to the bound of the algorithm that computed the whole")
  func algorithmOfTheWhole() async throws {
    let row = try ConvolutionRow(
      name: "own", input: "2,32,13,18", weight: "40,32,3,3", words: ["padding": "1"])
    #expect(Fast.algorithm(for: row.geometry) == .winograd)
    #expect(Fast.inputGradientAlgorithm(for: row.geometry) == .winograd)
    // One channel is all that is checked, and for it alone another would be chosen.
    let effort = Effort(seconds: 0, referenceMultiplyAdds: 1, pictures: 1)
    let sample = ChannelSample(row.geometry, leavingOut: .outputs, budget: 1)
    let part = try Conv2dGeometry(
      input: [2, 32, 13, 18], weight: [1, 32, 3, 3], bias: nil, options: row.options)
    #expect(sample.factor == 40 && Fast.algorithm(for: part) != .winograd)

    let chosen = try await ConvolutionComparer(effort: effort).compare(row)
    #expect(chosen.agrees)
    let each = try await ConvolutionComparer(effort: effort)
      .compare(row, by: Fast.Conv2dAlgorithm.allCases)
    #expect(each.agrees)
    let bounds = each.measurements.map { ($0.measurement.algorithm, $0.measurement.verdict.bound) }
    let winograd = try #require(bounds.first { $0.0 == "winograd" }).1
    let plain = try #require(bounds.first { $0.0 == "implicitGEMM" }).1
    #expect(winograd > 2 * plain)
    #expect(chosen.measurements[0].measurement.verdict.bound == winograd)
  }

  @Test("one number a little wrong in any pass is found", arguments: ConvolutionPass.allCases)
  func wrong(_ pass: ConvolutionPass) async throws {
    let row = try ConvolutionRow(
      name: "own", input: "2,3,8,6", weight: "5,3,3,2", words: ["padding": "1"])
    let calls = Conv2dCalls.fast.wrong(in: pass)
    let found = try await ConvolutionComparer(calls: calls, effort: noTime).compare(row)
    #expect(!found.agrees)
    for (measured, measurement) in found.measurements {
      #expect(measurement.verdict.agrees == (measured != pass), "\(measured)")
    }
    let verdict = try #require(found.measurements.first { $0.pass == pass }).measurement.verdict
    #expect(verdict.complaints.count == 1)
    #expect(verdict.complaints.first?.contains("1 of") == true)
    #expect(verdict.share > 1)
  }

  @Test("an error that is no number is out of every bound")
  func notANumber() async throws {
    let row = try ConvolutionRow(name: "own", input: "1,1,5,5", weight: "3,1,3,3", words: [:])
    var calls = Conv2dCalls.fast
    calls.forward = { x, w, options in
      var y = Fast.conv2d(x, weight: w, bias: nil, options: options)
      y[0, 2, 2, 2] = .nan
      return y
    }
    let found = try await ConvolutionComparer(calls: calls, effort: noTime).compare(row)
    #expect(!found.agrees)
  }

  @Test("all algorithms that support a row are held against each other, forward")
  func algorithms() async throws {
    let row = try ConvolutionRow(name: "own", input: "1,2,6,6", weight: "4,2,3,3", words: [:])
    let found = try await ConvolutionComparer(effort: noTime)
      .compare(row, by: Fast.Conv2dAlgorithm.allCases)
    #expect(found.agrees)
    let expected = Fast.Conv2dAlgorithm.allCases.filter { $0.supports(row.geometry) }
    #expect(found.measurements.map(\.measurement.algorithm) == expected.map(\.rawValue))
    let none = try await ConvolutionComparer(effort: noTime).compare(row, by: [])
    #expect(none.measurements.isEmpty)
  }

  @Test("the number of threads can be said")
  func threads() async throws {
    let row = try ConvolutionRow(name: "own", input: "1,2,6,6", weight: "4,2,3,3", words: [:])
    let found = try await ConvolutionComparer(effort: noTime, threads: 3).compare(row)
    #expect(found.agrees)
  }
}

extension Conv2dCalls {
  /// The same calls, one of which has its last number off by a thousandth.
  func wrong(in pass: ConvolutionPass) -> Conv2dCalls {
    var calls = self
    switch pass {
    case .forward: calls.forward = { [forward] in forward($0, $1, $2).offAtTheEnd }
    case .backward:
      calls.backward = { [backward] in
        var gradients = backward($0, $1, $2, $3)
        gradients.gradWeight = gradients.gradWeight.offAtTheEnd
        return gradients
      }
    case .inputGradient:
      calls.inputGradient = { [inputGradient] in inputGradient($0, $1, $2, $3).offAtTheEnd }
    case .weightGradient:
      calls.weightGradient = { [weightGradient] in weightGradient($0, $1, $2, $3).offAtTheEnd }
    }
    return calls
  }
}

extension Tensor<Float> {
  var offAtTheEnd: Tensor {
    var wrong = self
    wrong.withUnsafeMutableScalars { $0[$0.count - 1] += 0.001 }
    return wrong
  }
}
