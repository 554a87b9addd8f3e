/// Why there is no report.
public enum ReportError: Error, Equatable, CustomStringConvertible {
  /// The format's report is for one student, who must not read what the others are told.
  case severalStudents(ReportFormat)
  /// The platform would refuse the report, even with all messages cut.
  case tooLong(bytes: Int, atMost: Int)

  public var description: String {
    switch self {
    case .severalStudents(let format):
      "a report as \(format.rawValue) is for one student, and these grades are of several: make one for each"
    case .tooLong(let bytes, let most):
      "the report would be \(bytes) bytes long, and the platform takes \(most) at most: make one for each exercise"
    }
  }
}
