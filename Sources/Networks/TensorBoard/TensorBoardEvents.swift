import Files
public import TensorFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file in which TensorBoard finds the numbers of a training, and which grows with it.
///
///     let events = try TensorBoardEvents(folder: "logs/lenet5")
///     try events.add(epoch)                       // after each epoch
///
/// TensorBoard takes a folder for a run: two trainings in one folder become one curve. What `add` has returned from
/// is in the file, also when the process is killed after that.
public final class TensorBoardEvents {
  private let file: GrowingFile<TensorFileError>

  /// The file: `events.out.tfevents.`, the time, the machine's name and the process's number.
  public var path: String { file.path }

  /// Makes the file.
  ///
  /// - Parameters:
  ///   - folder: what gets it; it is made if it isn't there.
  ///   - time: when it began, in seconds since 1970; without it, now.
  /// - Throws: that the file can't be made or written.
  public init(folder: String, time: Double? = nil) throws(TensorFileError) {
    try FileSystem.makeFolder(folder, failure: TensorFileError.self)
    let time = time ?? Self.now
    let name = "events.out.tfevents.\(Int(time)).\(Self.host).\(getpid())"
    file = try GrowingFile(Self.unused("\(folder)/\(name)"), .new)
    try append(.version(time: time))
  }

  /// Adds numbers, each under its name. Names with the same beginning, before a slash, stand together.
  ///
  /// - Parameters:
  ///   - scalars: the names and numbers; they are kept as Floats.
  ///   - step: the place on the axis.
  ///   - time: when they were found, in seconds since 1970; without it, now.
  /// - Throws: that the file can't be written.
  public func add(
    _ scalars: [(tag: String, value: Double)], step: Int, time: Double? = nil
  ) throws(TensorFileError) {
    try append(.scalars(scalars, step: step, time: time ?? Self.now))
  }

  /// Adds what came of an epoch, at its number: `loss/training`, `loss/validation`, `accuracy/training`,
  /// `accuracy/validation` and `learning_rate`; without a validation, three of them.
  ///
  /// - Throws: that the file can't be written.
  public func add(
    _ epoch: TrainingHistory.Epoch, time: Double? = nil
  ) throws(TensorFileError) {
    let all: [(String, Double?)] = [
      ("loss/training", epoch.loss), ("loss/validation", epoch.validationLoss),
      ("accuracy/training", epoch.accuracy), ("accuracy/validation", epoch.validationAccuracy),
      ("learning_rate", epoch.learningRate),
    ]
    let known = all.compactMap { tag, value in value.map { (tag: tag, value: $0) } }
    try add(known, step: epoch.number, time: time)
  }

  private func append(_ event: EventMessage) throws(TensorFileError) {
    try file.append(RecordFraming.record(event.bytes))
  }

  /// The path itself, or where a file is there already the first free one with a number behind it.
  private static func unused(_ path: String) -> String {
    var (free, number) = (path, 1)
    while FileSystem.kind(ofPath: free) != nil {
      free = "\(path).\(number)"
      number += 1
    }
    return free
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The machine's name, which nobody need be asked for over the network.
  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    let bytes = name.prefix { $0 != 0 && $0 != CChar(UInt8(ascii: "/")) }.map {
      UInt8(bitPattern: $0)
    }
    return bytes.isEmpty ? "localhost" : String(decoding: bytes, as: UTF8.self)
  }
}
