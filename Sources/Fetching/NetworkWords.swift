import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// What the system says of a connection, in words for people.
enum NetworkWords {
  /// Words for an error of the network.
  static func of(_ error: any Error) -> String {
    guard let error = error as? URLError else { return "\(error)" }
    switch error.code {
    case .notConnectedToInternet: return "this machine has no network"
    case .cannotFindHost, .dnsLookupFailed: return "there is no server of this name, or no network"
    case .cannotConnectToHost: return "nothing answers there"
    case .timedOut: return "nothing came for too long"
    case .networkConnectionLost: return "the connection was lost"
    case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
      .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid:
      return "the server can't prove who it is"
    default: return error.localizedDescription
    }
  }
}
