import Foundation

/// Why the file system refused something, in the system's own words: "Permission denied". What Foundation
/// says of it is long, or says a number alone.
public func systemWords(_ error: any Error) -> String {
  var cause = error as NSError
  while cause.domain != NSPOSIXErrorDomain {
    guard let next = cause.userInfo[NSUnderlyingErrorKey] as? any Error else {
      return error.localizedDescription
    }
    cause = next as NSError
  }
  return String(cString: strerror(Int32(cause.code)))
}
