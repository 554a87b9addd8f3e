import Foundation
import TensorFiles
import TestSupport
import Testing

@testable import Networks

@Suite("Events for TensorBoard")
struct TensorBoardEventsTests {
  private func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// The numbers that the RFC gives for these bytes, and the one that all catalogues of checksums have.
  @Test(
    "the checksum is CRC-32C",
    arguments: [
      (Array("123456789".utf8), 0xE306_9283), ([], 0),
      (Array(repeating: 0, count: 32), 0x8A91_36AA),
      (Array(repeating: 0xFF, count: 32), 0x62A8_AB43), (Array(0..<32), 0x46DD_794E),
      (Array((0..<32).reversed()), 0x113F_DB5C),
    ] as [([UInt8], UInt32)])
  func checksum(bytes: [UInt8], expected: UInt32) {
    #expect(RecordFraming.checksum(bytes) == expected)
  }

  /// The first record of every such file is known byte by byte.
  @Test("the first record says how to read the others")
  func firstRecord() {
    let record = RecordFraming.record(EventMessage.version(time: 1.5).bytes)
    #expect(
      record == [
        24, 0, 0, 0, 0, 0, 0, 0, 0xA3, 0x7F, 0x4B, 0x22, 9, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0x1A, 13,
      ] + Array("brain.Event:2".utf8)
        + RecordFraming.littleEndian(
          RecordFraming.maskedChecksum(EventMessage.version(time: 1.5).bytes)))
  }

  @Test("what is added is read again, and long messages and large steps too")
  func roundTrip() throws {
    try withTemporaryFolder { (folder: String) throws in
      let events = try TensorBoardEvents(folder: "\(folder)/logs/a", time: 1_700_000_000.25)
      #expect(events.path.contains("/logs/a/events.out.tfevents.1700000000."))
      let long = (0..<40).map { (tag: "layer\($0)/größe", value: Double($0) / 8) }
      try events.add([("loss", 0.125)], step: 1, time: 1_700_000_001)
      try events.add(long, step: 1 << 40, time: 1_700_000_002)
      try events.add([("worse", -.infinity)], step: 300, time: 1_700_000_003)
      let reader = EventReader(try read(events.path))
      #expect(reader.isWhole)
      #expect(
        reader.events == [
          .init(time: 1_700_000_000.25, version: "brain.Event:2"),
          .init(time: 1_700_000_001, step: 1, scalars: ["loss": 0.125]),
          .init(
            time: 1_700_000_002, step: 1 << 40,
            scalars: Dictionary(uniqueKeysWithValues: long.map { ($0.tag, Float($0.value)) })),
          .init(time: 1_700_000_003, step: 300, scalars: ["worse": -.infinity]),
        ])
    }
  }

  @Test("an epoch has its loss, its accuracy and its learning rate, with and without a validation")
  func epochs() throws {
    try withTemporaryFolder { (folder: String) throws in
      let events = try TensorBoardEvents(folder: folder)
      for (number, loss, accuracy) in [(1, 0.5, 0.75), (2, nil, nil)] as [(Int, Double?, Double?)] {
        try events.add(
          TrainingHistory.Epoch(
            number: number, loss: 0.25, accuracy: 0.875, validationLoss: loss,
            validationAccuracy: accuracy, learningRate: 0.0625, seconds: 1, picturesPerSecond: 8))
      }
      let read = EventReader(try read(events.path)).events
      #expect(read.map(\.step) == [0, 1, 2])
      #expect(
        read[1].scalars == [
          "loss/training": 0.25, "loss/validation": 0.5, "accuracy/training": 0.875,
          "accuracy/validation": 0.75, "learning_rate": 0.0625,
        ])
      #expect(
        read[2].scalars == [
          "loss/training": 0.25, "accuracy/training": 0.875, "learning_rate": 0.0625,
        ])
      #expect(abs(read[1].time - Date().timeIntervalSince1970) < 600)
    }
  }

  @Test("a file that is torn anywhere keeps the records before that")
  func torn() throws {
    try withTemporaryFolder { (folder: String) throws in
      let events = try TensorBoardEvents(folder: folder, time: 1)
      var ends = [try read(events.path).count]
      for step in 1...3 {
        try events.add([("loss", Double(step))], step: step, time: 2)
        // Nothing waits to be written.
        ends.append(try read(events.path).count)
      }
      let whole = try read(events.path)
      for length in 0...whole.count {
        let reader = EventReader(Array(whole.prefix(length)))
        #expect(reader.events.count == ends.count { $0 <= length })
        #expect(reader.isWhole == (length == 0 || ends.contains(length)))
      }
      // And a reader sees each byte that has been changed.
      for place in whole.indices {
        var damaged = whole
        damaged[place] ^= 0x10
        #expect(EventReader(damaged).events.count == ends.count { $0 <= place })
      }
    }
  }

  @Test("two files that begin in the same second are two, and what can't be written is told")
  func files() throws {
    try withTemporaryFolder { (folder: String) throws in
      let files = try (0..<3).map { _ in try TensorBoardEvents(folder: folder, time: 7) }
      #expect(Set(files.map(\.path)).count == 3)
      #expect(files.allSatisfy { $0.path.contains("tfevents.7.") })
      let file = files[0].path
      #expect(throws: TensorFileError(path: file, problem: .unwritable("Not a directory"))) {
        try TensorBoardEvents(folder: "\(file)/logs")
      }
    }
  }
}
