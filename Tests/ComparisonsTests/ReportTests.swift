import FastKernels
import Foundation
import Testing

@testable import Comparisons

@Suite("A comparison's report")
struct ReportTests {
  private static let limits = MachineLimits(
    threads: 2, multiplyAddsPerSecond: 1e11, copies: [.init(bytes: 1, bytesPerSecond: 1e10)])

  private static func report(_ calls: Conv2dCalls = .fast) async throws -> ComparisonReport {
    let row = try ConvolutionRow(
      name: "own", input: "1,2,6,5", weight: "3,2,3,3", words: ["padding": "1,0,0,2"])
    var report = ComparisonReport(limits: limits)
    report.convolutions = [
      try await ConvolutionComparer(calls: calls, effort: noTime).compare(row)
    ]
    let relu = try #require(OperationSample.all.first { $0.name == "relu" })
    report.operations = [try await OperationComparer(effort: noTime).compare(relu)]
    return report
  }

  @Test("machines get every number, and null for what isn't there")
  func json() async throws {
    let text = try await Self.report().json()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["agrees"] as? Bool == true)
    #expect(object["peer"] is NSNull)
    let limits = try #require(object["limits"] as? [String: Any])
    #expect(limits["threads"] as? Int == 2)
    let row = try #require((object["convolutions"] as? [[String: Any]])?.first)
    #expect(row["name"] as? String == "own")
    #expect(row["input"] as? [Int] == [1, 2, 6, 5])
    #expect(row["padding"] as? [[Int]] == [[1, 0], [0, 2]])
    let passes = try #require(row["measurements"] as? [[String: Any]])
    #expect(
      passes.compactMap { $0["pass"] as? String } == [
        "forward", "backward", "inputGradient", "weightGradient",
      ])
    for pass in passes {
      #expect(
        Set(pass.keys) == [
          "pass", "algorithm", "multiplyAdds", "bytes", "reference", "fast", "peer", "speedUp",
          "peerRatio", "gigaflops", "gigabytes", "limit", "share", "error",
        ])
      #expect(pass["peer"] is NSNull)
      let error = try #require(pass["error"] as? [String: Any])
      #expect(error["agrees"] as? Bool == true)
    }
    let operation = try #require((object["operations"] as? [[String: Any]])?.first)
    #expect(operation["name"] as? String == "relu")
  }

  @Test("one wrong number makes the whole report wrong")
  func wrong() async throws {
    let report = try await Self.report(.fast.wrong(in: .inputGradient))
    #expect(!report.agrees)
    #expect(try report.json().contains("\"agrees\" : false"))
  }

  @Test("a NaN doesn't keep the report from being written")
  func notANumber() async throws {
    var calls = Conv2dCalls.fast
    calls.forward = { x, w, options in
      var y = Fast.conv2d(x, weight: w, bias: nil, options: options)
      y[0, 0, 0, 0] = .nan
      return y
    }
    let report = try await Self.report(calls)
    #expect(!report.agrees)
    #expect(try report.json().contains("\"nan\""))
  }
}
