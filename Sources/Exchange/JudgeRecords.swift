// How the judge's messages are written and read; what they mean stands beside their declarations.

extension FunctionDescription: Exchangeable {
  public static var swiftName: String { "FunctionDescription" }

  public init(from record: inout RecordReader) throws(RecordError) {
    self.init(
      name: try String(from: &record), arguments: try [String](from: &record),
      result: try String(from: &record))
  }

  public func write(to record: inout RecordWriter) {
    name.write(to: &record)
    arguments.write(to: &record)
    result.write(to: &record)
  }
}

extension TestDescription: Exchangeable {
  public static var swiftName: String { "TestDescription" }

  public init(from record: inout RecordReader) throws(RecordError) {
    self.init(
      title: try String(from: &record), points: try Int(from: &record),
      isHidden: try Bool(from: &record))
  }

  public func write(to record: inout RecordWriter) {
    title.write(to: &record)
    points.write(to: &record)
    isHidden.write(to: &record)
  }
}

extension JudgeRequest: Exchangeable {
  public static var swiftName: String { "JudgeRequest" }

  public init(from record: inout RecordReader) throws(RecordError) {
    switch try record.number(of: UInt8.self) {
    case 1: self = .describe
    case 2:
      self = .run(test: try Int(from: &record), seed: try record.number(of: UInt64.self))
    case let kind: throw RecordError("it is of kind \(kind), which there isn't")
    }
  }

  public func write(to record: inout RecordWriter) {
    switch self {
    case .describe: record.put(UInt8(1))
    case .run(let test, let seed):
      record.put(UInt8(2))
      test.write(to: &record)
      record.put(seed)
    }
  }
}

extension JudgeMessage: Exchangeable {
  public static var swiftName: String { "JudgeMessage" }

  public init(from record: inout RecordReader) throws(RecordError) {
    switch try record.number(of: UInt8.self) {
    case 1:
      self = .description(
        try [FunctionDescription](from: &record), try [TestDescription](from: &record))
    case 2:
      self = .call(
        function: try Int(from: &record), arguments: Array(try record.bytes(record.left)))
    case 3:
      self = .verdict(
        passed: try Bool(from: &record), feedback: try String(from: &record),
        workedOut: try String(from: &record))
    case let kind: throw RecordError("it is of kind \(kind), which there isn't")
    }
  }

  public func write(to record: inout RecordWriter) {
    switch self {
    case .description(let functions, let tests):
      record.put(UInt8(1))
      functions.write(to: &record)
      tests.write(to: &record)
    case .call(let function, let arguments):
      record.put(UInt8(2))
      function.write(to: &record)
      record.put(bytes: arguments)
    case .verdict(let passed, let feedback, let workedOut):
      record.put(UInt8(3))
      passed.write(to: &record)
      feedback.write(to: &record)
      workedOut.write(to: &record)
    }
  }
}

extension CallOutcome: Exchangeable {
  public static var swiftName: String { "CallOutcome" }

  public init(from record: inout RecordReader) throws(RecordError) {
    switch try record.number(of: UInt8.self) {
    case 1: self = .result(Array(try record.bytes(record.left)))
    case 2: self = .nothing
    case let kind: throw RecordError("it is of kind \(kind), which there isn't")
    }
  }

  public func write(to record: inout RecordWriter) {
    switch self {
    case .result(let value):
      record.put(UInt8(1))
      record.put(bytes: value)
    case .nothing: record.put(UInt8(2))
    }
  }
}
