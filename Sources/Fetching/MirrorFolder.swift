import Foundation

/// A folder on a web server that has the files of a data set.
public struct MirrorFolder: Equatable, Sendable, CustomStringConvertible {
  private let folder: URL

  /// The folder at an address, such as `https://example.org/data/mnist`; nil for what is no address of a web
  /// server: one that begins with `http://` or `https://`, and names a machine.
  public init?(_ address: String) {
    guard let url = URL(string: address.hasSuffix("/") ? address : address + "/"),
      ["http", "https"].contains(url.scheme?.lowercased()), url.host?.isEmpty == false,
      url.query == nil, url.fragment == nil
    else { return nil }
    folder = url
  }

  /// The address, with a slash at its end.
  public var description: String { folder.absoluteString }

  /// Where a file of this name is.
  func address(of name: String) -> URL { folder.appendingPathComponent(name) }
}
