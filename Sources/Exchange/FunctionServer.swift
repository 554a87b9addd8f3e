#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Calls a student's functions for the runner, as often as it asks.
///
/// The program that Loupe writes around a student's file is one of these. It knows no answers and prints
/// nothing; it takes arguments from the runner's socket and puts results there.
public enum FunctionServer {
  /// A function that takes its arguments out of a record and puts its result into one.
  public typealias Function = (inout RecordReader) throws(RecordError) -> [UInt8]

  /// Answers the runner until it needs nothing more; then the process ends.
  public static func serve(_ functions: [Function]) -> Never {
    // A crash must not swallow what was printed before it.
    setvbuf(stdout, nil, _IOLBF, 0)
    let channel = Channel.fromRunner
    channel.send(StudentReply.ready.record)
    var results = 0
    while let record = channel.receive(), let request = try? StudentRequest(record: record) {
      switch request {
      case .call(let number, let function, let arguments):
        guard functions.indices ~= function else { exit(2) }
        var reader = RecordReader(arguments)
        guard let value = try? functions[function](&reader) else { exit(2) }
        fflush(stdout)
        channel.send(StudentReply.result(number: number, value: value).record)
        results += 1
      case .finish:
        fflush(stdout)
        channel.send(StudentReply.finished(results: results).record)
        exit(0)
      }
    }
    exit(2)
  }
}
