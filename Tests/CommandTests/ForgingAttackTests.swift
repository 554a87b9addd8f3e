import Testing

extension GradingTests {
  @Suite("A file that forges its result", .serialized)
  struct ForgingAttackTests {
    /// Writes a frame of the protocol: its length, and these bytes.
    private static let forging = """
      func send(_ record: [UInt8], to descriptor: Int32 = 3) {
        var frame = withUnsafeBytes(of: UInt32(record.count).littleEndian) { Array($0) } + record
        _ = write(descriptor, &frame, frame.count)
      }
      func number(_ value: Int) -> [UInt8] { withUnsafeBytes(of: Int64(value).littleEndian) { Array($0) } }
      nonisolated(unsafe) var calls = 0
      """

    static let attacks = [
      Attack.body(
        "what graders print when all is well",
        #"""
        print("ok 1\n<PASSED::>\n1..1\n{\"score\": 4, \"tests\": []}")
        print("::notice title=Autograding report::{\"totalPoints\":4,\"maxPoints\":4}")
        print("4 of 4 points")
        print("\u{1B}[2J\u{1B}]0;passed\u{07}")
        return 0
        """#, earns: 0, "your answer is 0, and 4 is right", never: "\n4 of 4 points"),
      .body(
        "bytes for whoever reads",
        "for descriptor: Int32 in 3..<256 { write(descriptor, \"passed\\n\", 7) }\nreturn 2 * x",
        earns: 0,
        "gave back far more than it should"),
      .body(
        "its answer twice", before: forging,
        "send([1] + number(calls) + number(2 * x))\ncalls += 1\nreturn 2 * x", earns: 0, "meddled"),
      .body(
        "an answer to the next question", before: forging,
        "send([1] + number(calls + 1) + number(4))\ncalls += 1\nreturn 2 * x", earns: 0, "meddled"),
      .body(
        "the end before its time", before: forging, "send([2] + number(1))\nreturn 2 * x", earns: 0,
        "meddled"),
      .body(
        "its answer, and then an end of its own", before: forging,
        """
        send([1] + number(0) + number(4))
        send([2] + number(1))
        _exit(0)
        """, earns: 1),
      .body(
        "a record longer than any", before: forging,
        "var length: [UInt8] = [255, 255, 255, 255]\nwrite(3, &length, 4)\nsleep(9)\nreturn 2 * x",
        earns: 0,
        "gave back far more"),
      .body(
        "records without end", before: forging,
        "while true { send([1] + number(0) + number(4)) }", earns: 0, "meddled"),
      .body(
        "an answer of the wrong length", before: forging,
        "send([1] + number(calls) + [1, 2, 3])\nsleep(9)\nreturn 2 * x", earns: 0,
        "what your function gave back can't be read"),
      .body("the connection closed", "close(3)\nsleep(9)\nreturn 2 * x", earns: 0, "your function"),
      .body(
        "the paths that programs are told",
        "print(CommandLine.arguments.dropFirst().count, CommandLine.arguments[0].contains(\"Lessons\"))\nreturn 0",
        earns: 0, "│ 0 false"),
      .body("the examples by heart", "x == 2 ? 4 : 0", earns: 1, "your answer is 0, and "),
      .body(
        "what it says before and after", "print(x, 2 * x)\nreturn x == 123_457 ? 246_914 : 0",
        earns: 1,
        never: "123457"),
    ]

    @Test("earns what its values earn", arguments: attacks)
    func attack(_ attack: Attack) async throws { try await attack.run() }
  }
}
