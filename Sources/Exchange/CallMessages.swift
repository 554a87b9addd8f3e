/// What the runner asks of the process with a student's functions.
public enum StudentRequest: Equatable, Sendable {
  /// Call the function of this number with the arguments in the record. Calls are counted from 0.
  case call(number: Int, function: Int, arguments: [UInt8])
  /// No more calls come.
  case finish
}

/// What that process answers.
public enum StudentReply: Equatable, Sendable {
  /// The program has started, and none of the student's code has run yet.
  case ready
  /// What the call of this number gave back.
  case result(number: Int, value: [UInt8])
  /// All is done, and so many results were sent.
  case finished(results: Int)
}

extension StudentRequest: Exchangeable {
  public static var swiftName: String { "StudentRequest" }

  public init(from record: inout RecordReader) throws(RecordError) {
    switch try record.number(of: UInt8.self) {
    case 1:
      self = .call(
        number: try Int(from: &record), function: try Int(from: &record),
        arguments: Array(try record.bytes(record.left)))
    case 2: self = .finish
    case let kind: throw RecordError("it is of kind \(kind), which there isn't")
    }
  }

  public func write(to record: inout RecordWriter) {
    switch self {
    case .call(let number, let function, let arguments):
      record.put(UInt8(1))
      number.write(to: &record)
      function.write(to: &record)
      record.put(bytes: arguments)
    case .finish: record.put(UInt8(2))
    }
  }
}

extension StudentReply: Exchangeable {
  public static var swiftName: String { "StudentReply" }

  public init(from record: inout RecordReader) throws(RecordError) {
    switch try record.number(of: UInt8.self) {
    case 1:
      self = .result(number: try Int(from: &record), value: Array(try record.bytes(record.left)))
    case 2: self = .finished(results: try Int(from: &record))
    case 3: self = .ready
    case let kind: throw RecordError("it is of kind \(kind), which there isn't")
    }
  }

  public func write(to record: inout RecordWriter) {
    switch self {
    case .ready: record.put(UInt8(3))
    case .result(let number, let value):
      record.put(UInt8(1))
      number.write(to: &record)
      record.put(bytes: value)
    case .finished(let results):
      record.put(UInt8(2))
      results.write(to: &record)
    }
  }
}
