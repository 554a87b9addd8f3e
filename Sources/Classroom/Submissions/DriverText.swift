import Exchange
import LessonEngine

/// The program around a student's file, which calls the functions that the judge asks for.
///
/// It imports those functions and nothing else of the file, and writes out the type of each argument and
/// result: so it doesn't matter what else the file declares, an `Int` of its own or a type that is equal to
/// everything.
struct DriverText {
  let text: String

  /// - Parameters:
  ///   - functions: what the judge asks for.
  ///   - modules: what the student's file imports: whoever imports a module has the linker add its library.
  init(_ functions: [FunctionDescription], imports modules: [String]) {
    let imports = Set(functions.map(\.baseName)).sorted().map { name in
      let number = functions.firstIndex { $0.baseName == name } ?? 0
      return Self.place(number)
        + "@testable import func \(StudentCompiler.moduleName).\(name)\n"
    }
    let calls = functions.enumerated().map { number, function in
      Self.place(number)
        + "func call\(number)(_ record: inout RecordReader) throws(RecordError) -> [UInt8] {\n"
        + Self.body(function) + "}\n"
    }
    let names = functions.indices.map { "call\($0)" }.joined(separator: ", ")
    text =
      Set(["Exchange", "Tensors"] + modules).sorted().map { "import \($0)\n" }.joined()
      + imports.joined() + calls.joined() + Self.ownPlace
      + "FunctionServer.serve([\(names)])\n"
  }

  private static func body(_ function: FunctionDescription) -> String {
    let arguments = function.arguments.enumerated().map { index, type in
      "    let argument\(index): \(type) = try \(type)(from: &record)\n"
    }
    let passed = function.labels.enumerated().map { index, label in
      (label == "_" ? "" : "\(label): ") + "argument\(index)"
    }
    return arguments.joined()
      + "    let result: \(function.result) = \(function.baseName)(\(passed.joined(separator: ", ")))\n"
      + "    return result.record\n"
  }

  /// Complaints about what follows are about a function of the judge's.
  private static func place(_ number: Int) -> String {
    "#sourceLocation(file: \"\(path)\(number)\", line: 1)\n"
  }

  private static let ownPlace = "#sourceLocation()\n"
  private static let path = "/function/"

  /// The number of the function that a complaint of the compiler's is about; nil if it is about none.
  func function(blamedBy diagnostic: Diagnostic) -> Int? {
    guard diagnostic.severity == .error, diagnostic.path.hasPrefix(Self.path) else { return nil }
    return Int(diagnostic.path.dropFirst(Self.path.count))
  }
}

extension FunctionDescription {
  /// The name without its labels.
  var baseName: String { String(name.prefix { $0 != "(" }) }

  /// The labels of the arguments, `_` where there is none.
  var labels: [String] {
    let inside = name.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
    return inside.split(separator: ":").map(String.init)
  }

  /// As one would begin to write it: `func pool(_: Tensor<Float>, size: Int) -> Tensor<Float>`.
  var signature: String {
    let written = zip(labels, arguments).map { "\($0): \($1)" }
    return "func \(baseName)(\(written.joined(separator: ", "))) -> \(result)"
  }
}
