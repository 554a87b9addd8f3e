/// A piece of XML, to be written.
struct XMLElement {
  let name: String
  var attributes: [(name: String, value: String)] = []
  /// What stands in it, if it has no elements.
  var text = ""
  var elements: [XMLElement] = []

  /// The whole text, indented.
  func document() -> String {
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    write(into: &lines, indent: "")
    return lines.joined(separator: "\n")
  }

  private func write(into lines: inout [String], indent: String) {
    let words = attributes.map { " \($0.name)=\"\(Self.escaped($0.value, inAttribute))\"" }
    let start = "\(indent)<\(name)\(words.joined())"
    if !elements.isEmpty {
      lines.append("\(start)>")
      for element in elements { element.write(into: &lines, indent: indent + "  ") }
      lines.append("\(indent)</\(name)>")
    } else if text.isEmpty {
      lines.append("\(start)/>")
    } else {
      lines.append("\(start)>\(Self.escaped(text, inText))</\(name)>")
    }
  }

  private static func escaped(_ text: String, _ names: [Unicode.Scalar: String]) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let name = names[scalar] {
        escaped.append(contentsOf: name.unicodeScalars)
      } else {
        escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}

/// `>` too: `]]>` must not stand in a text.
private let inText: [Unicode.Scalar: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;"]

/// Readers make blanks of an attribute's line feeds and tabs, unless they have numbers.
private let inAttribute = inText.merging(["\"": "&quot;", "\n": "&#10;", "\t": "&#9;"]) { $1 }
