import Foundation
import TestSupport
import Testing

/// What `lessons op` says about the operations.
@Suite("The operations that lessons op lists", .takingTurns)
struct OpListTests {
  @Test("the table fits 80 columns and has every operation with its tensors and parameters")
  func table() async throws {
    try await TemporaryCourse.with([]) { course in
      let list = try await Command.lessons("op", "--list", in: course)
      #expect(list.code == 0)
      let lines = list.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.count <= 80 && !$0.hasSuffix(" ") })
      #expect(list.output.contains("  also gives running_mean, running_var\n"))
      #expect(
        list.output.contains(
          """
          crossEntropy                  input target        ignore-index(-100)
                                        weight?             label-smoothing(0)
                                                            reduction(mean)
          """))
    }
  }

  private struct Entry: Decodable {
    struct Tensor: Decodable {
      let name: String
      let required: Bool
    }

    struct Parameter: Decodable {
      let name: String
      let kind: String
      let required: Bool
      let `default`: String?
      let choices: [String]
    }

    let name: String
    let summary: String
    let tensors: [Tensor]
    let parameters: [Parameter]
    let results: [String]
    let gradients: [String]
  }

  @Test("machines get the same as JSON")
  func json() async throws {
    try await TemporaryCourse.with([]) { course in
      let list = try await Command.lessons("op", "--list", "--json", in: course)
      #expect(list.code == 0)
      let entries = try JSONDecoder().decode([Entry].self, from: Data(list.output.utf8))
      #expect(entries.count == 41)
      let batchNorm = try #require(entries.first { $0.name == "batchNorm" })
      #expect(batchNorm.results == ["output", "running_mean", "running_var"])
      #expect(batchNorm.gradients == ["input", "weight", "bias"])
      #expect(batchNorm.tensors.map(\.required) == [true, false, false, false, false])
      let pad = try #require(entries.first { $0.name == "pad" })
      let mode = try #require(pad.parameters.first { $0.name == "mode" })
      #expect(mode.kind == "choice" && mode.default == "zeros")
      #expect(mode.choices == ["zeros", "reflect", "replicate", "circular"])
      let pool = try #require(entries.first { $0.name == "maxPool2d" })
      #expect(pool.parameters.map(\.required) == [true, false, false, false, false])
      #expect(pool.parameters[1].default == nil)
    }
  }

  @Test("help tells what an operation is and takes, with a call as an example")
  func help() async throws {
    try await TemporaryCourse.with([]) { course in
      let help = try await Command.lessons("op", "max_pool2d", "--help", in: course)
      #expect(help.code == 0)
      #expect(
        help.output == """
          maxPool2d: the largest number of each window of pictures

              y[n,c,oh,ow] = max kh,kw  x[n,c,ih,iw]

          Tensors
            --input  x, [N, C, H, W], or one picture without N

          Parameters
            --kernel-size  how large the window is
                           one whole number, or one for each axis, such as 2 or 2,1
            --stride       how far the window moves (=kernel-size)
            --padding      how many places surround the input (0)
                           one whole number, one for each axis, all begins and then
                           all ends (1,0,2,1), or same, same-lower, valid or full
            --dilation     how far apart the window's places lie (1)
            --ceil-mode    whether a last window that doesn't fit wholly counts (false)

          Gradients, with --grad-output and --grad-prefix: input

          Example
            lessons op maxPool2d --input input.npy --kernel-size 2 --output y.npy

          (?) may be left out; in brackets is what a parameter is unless told.

          """)
      let all = try await Command.lessons("op", "--help", in: course)
      #expect(all.code == 0)
      #expect(all.output.contains("lessons op NAME --help"))
    }
  }
}
