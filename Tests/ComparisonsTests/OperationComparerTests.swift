import FastKernels
import Kernels
import Operations
import Tensors
import Testing

@testable import Comparisons

@Suite("Operations held against the reference")
struct OperationComparerTests {
  @Test("every operation of the contract has a sample, but conv2d, which has rows")
  func completeness() {
    let names = OperationTable.all.map { $0.name }.filter { $0 != "conv2d" }
    #expect(Set(OperationSample.all.map(\.name)) == Set(names))
    #expect(OperationSample.all.count == names.count)
  }

  @Test("every one is within its bounds, forward and backward", arguments: OperationSample.all)
  func right(_ sample: OperationSample) async throws {
    let found = try await OperationComparer(effort: noTime).compare(sample)
    #expect(found.agrees, "\(sample.name)")
    #expect(found.measurements.first?.pass == .forward)
    let operation = try OperationTable.operation(named: sample.name)
    // The gradients of conv2dReLU are two other operations' in turn.
    let hasBackward = operation is any DifferentiableOperation.Type && sample.name != "conv2dReLU"
    #expect((found.measurements.count == 2) == hasBackward, "\(sample.name)")
    for (_, measurement) in found.measurements {
      // To flatten moves no numbers.
      #expect((measurement.work.bytes > 0) == (sample.name != "flatten"))
      #expect(measurement.verdict.checked == measurement.verdict.count)
    }
  }

  @Test("a wrong one is found")
  func wrong() async throws {
    let x = Tensor<Float>.random([1, 2, 3], seed: 1)
    let sample = OperationSample("relu") { _ in
      [
        .forward(reading: x) {
          [$0 == Fast.self ? Fast.relu(x).offAtTheEnd : $0.relu(x)]
        }
      ]
    }
    let found = try await OperationComparer(effort: noTime).compare(sample)
    #expect(!found.agrees)
    #expect(found.measurements[0].measurement.verdict.complaints.count == 1)
  }

  @Test("whole numbers must be equal")
  func wholeNumbers() async throws {
    let sample = OperationSample("quantize") { _ in
      [
        OperationSample.Call(pass: .forward, bytesRead: 4, multiplyAdds: 0) {
          .int8(Tensor<Int8>(shape: [2], [3, $0 == Fast.self ? 4 : 5]))
        }
      ]
    }
    let found = try await OperationComparer(effort: noTime).compare(sample)
    #expect(!found.agrees)
  }
}
