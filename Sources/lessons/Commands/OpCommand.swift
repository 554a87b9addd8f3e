import ArgumentParser
import LessonEngine
import Loupe
import Operations

struct OpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "op",
    abstract: "Run any operation of the contract on tensors in files.",
    usage: """
      lessons op NAME --TENSOR file.npy … --PARAMETER value …
      lessons op NAME --help      the tensors and parameters of one operation
      lessons op --list           all operations
      """,
    discussion: """
      Tensors come from .npy files, or from a .safetensors file as file.safetensors:name. Names of \
      operations and parameters are found whatever their case, '_' and '-': max_pool2d is maxPool2d. \
      What is yes or no can be written --ceil-mode, --no-ceil-mode or --ceil-mode true; 1 and 0, \
      yes and no mean the same.

      Everything is checked and computed before the first file is written; folders that are missing \
      are made then. The exit code is 2 if a file can't be read or its tensor doesn't fit.
      """,
    helpNames: [])

  enum KernelChoice: String, CaseIterable, ExpressibleByArgument {
    case reference, fast
  }

  enum ScalarChoice: String, CaseIterable, ExpressibleByArgument {
    case float, double
  }

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      "The operation's name, then its tensors and parameters.", valueName: "operation"),
    completion: .operations)
  var words: [String] = []

  @Flag(help: "List all operations with their tensors and parameters.")
  var list = false

  @Flag(help: "With --list: for machines.")
  var json = false

  @Option(help: "The kernels.")
  var using = KernelChoice.reference

  @Option(help: "The numbers to compute with; double is the reference's alone.")
  var scalar = ScalarChoice.float

  @Option(help: "Where to write the output; printed if not given.", completion: .tensorFiles)
  var output: String?

  @Option(help: "Before the names of what else there is: out/ makes out/running_mean.npy.")
  var outputPrefix: String?

  @Option(help: "The gradient of the loss by the output.", completion: .tensorFiles)
  var gradOutput: String?

  @Option(help: "Before the names of the gradients: out/grad_ makes out/grad_input.npy.")
  var gradPrefix: String?

  @Flag(name: .shortAndLong, help: "Show help information, after NAME that of the operation.")
  var help = false

  func validate() throws {
    if json && !list { throw ValidationError("--json goes with --list.") }
    if using == .fast && scalar == .double {
      throw ValidationError(
        "Double is the reference's alone: take --using reference, or leave out --scalar double.")
    }
  }

  func run() throws {
    if list { return try OperationList.show(asJSON: json) }
    guard let name = words.first, !name.hasPrefix("-") else {
      if help { throw CleanExit.helpRequest(self) }
      throw Self.misuse("the first word is the name of an operation", seeing: "--list")
    }
    guard let operation = try? OperationTable.operation(named: name) else {
      throw Self.misuse("there is no operation '\(name)'" + Self.hint(to: name), seeing: "--list")
    }
    if help { return OperationHelp.show(operation) }
    do {
      try checkGradients(of: operation)
      let words = try OperationWords(words.dropFirst(), for: operation)
      switch (using, scalar) {
      case (.fast, _): try files.run(operation, words, on: Fast.self)
      case (.reference, .float): try files.run(operation, words, on: Reference<Float>.self)
      case (.reference, .double): try files.run(operation, words, on: Reference<Double>.self)
      }
    } catch let error as OperationError where error.fault == .call {
      throw Self.misuse(error.description, seeing: "\(operation.name) --help")
    } catch let error as any CustomStringConvertible & Error {
      // What is wrong with a file, a tensor's numbers, a shape or a value.
      throw ExitStatus.malformed.saying(error.description)
    }
  }

  private func checkGradients(of operation: any KernelOperation.Type) throws(OperationError) {
    if gradOutput == nil && gradPrefix == nil { return }
    guard operation is any DifferentiableOperation.Type else {
      throw OperationError(
        .call, "\(operation.name) has no gradients: leave out --grad-output and --grad-prefix")
    }
    guard gradOutput != nil && gradPrefix != nil else {
      throw OperationError(
        .call,
        "--grad-output and --grad-prefix go together: the one is read, the other says where to "
          + "write the gradients")
    }
  }

  private var files: OperationFiles {
    OperationFiles(
      output: output, outputPrefix: outputPrefix, gradOutput: gradOutput, gradPrefix: gradPrefix)
  }

  /// Which operations may be meant by a word that is none.
  static func hint(to word: String) -> String {
    var words = OperationTable.words(meantBy: word)
    if words.isEmpty {
      let all = OperationTable.all.flatMap { [$0.name] + $0.aliases }
      words = Spelling.nearest(to: word, among: all).map { [$0] } ?? []
    }
    guard let last = words.popLast() else { return "" }
    let others = words.map { "'\($0)'" }.joined(separator: ", ")
    return "; did you mean \(others)\(others.isEmpty ? "" : " or ")'\(last)'?"
  }

  /// Says what is wrong with the call, as the other commands say it.
  private static func misuse(_ text: String, seeing words: String) -> ExitCode {
    Messages.write(
      """
      \(Messages.errorPrefix)\(text)
      Usage: lessons op NAME --TENSOR file.npy … --PARAMETER value …
        See 'lessons op \(words)' for more information.

      """)
    return .validationFailure
  }
}
