import ArgumentParser
import Foundation
import LessonEngine
import Loupe
import Operations
import Terminals

struct WalkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "walk",
    abstract: "Take an operation apart: where each number of its result comes from.",
    usage: """
      lessons walk conv2d                     the course's example, step by step
      lessons walk conv2d --input x.npy --weight w.npy --padding 1
      lessons walk conv2d --backward weight   where a gradient comes from
      lessons walk conv2d --way winograd      another way to the same numbers
      lessons walk maxPool2d --at 0,1         one step
      """,
    discussion: """
      The operations: \(walkable.map { $0.name }.joined(separator: ", ")).

      Tensors and parameters are given as to 'lessons op'; 'lessons op NAME --help' lists them. Without \
      tensors it is the course's example, and parameters change that.

      In the grids [ ] takes part, { } is chosen as the largest, □ is padding, ' is padding that repeats \
      a number, and · isn't known yet. X · K multiplies number by number; K is the weight, oc and ic count \
      output and input channels, dK is the gradient of the loss by K.

      On a terminal a key is a step: Enter, space, n and → go on, b and ← back, a prints the rest, q \
      quits. Into a pipe or a file, all steps are printed.
      """,
    helpNames: [])

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      "The operation's name, then its tensors and parameters.", valueName: "operation"),
    completion: .list(walkable.map { $0.name }))
  var words: [String] = []

  @Option(
    help: ArgumentHelp(
      "Follow the gradient by input, weight or bias.", valueName: "tensor"))
  var backward: String?

  @Option(
    help: "With --backward: the gradient of the loss by the output; 0, 1, 2 … unless given.",
    completion: .tensorFiles)
  var gradOutput: String?

  @Option(help: "The way to the result: sums; im2col and winograd of conv2d, winograd of conv1d.")
  var way: String?

  @Option(
    help: ArgumentHelp(
      "Only the step about the number at this place: 0,1; scattered numbers by their own place.",
      valueName: "place"))
  var at: String?

  @Flag(help: "All steps at once, on a terminal too.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "Draw the step of --at, or else the first, into this PNG.", valueName: "file"),
    completion: .file(extensions: ["png"]))
  var png: String?

  @OptionGroup var color: ColorOption

  @Flag(name: .shortAndLong, help: "Show help information.")
  var help = false

  func validate() throws {
    if gradOutput != nil && backward == nil {
      throw ValidationError("--grad-output goes with --backward.")
    }
    if way != nil && backward != nil {
      throw ValidationError(
        "--way leads to the result, --backward to a gradient: take one of them.")
    }
    if all && at != nil { throw ValidationError("Take either --all or --at.") }
    if all && png != nil {
      throw ValidationError("--png draws one step: take either --all or --png.")
    }
    if let png, !png.lowercased().hasSuffix(".png") {
      throw ValidationError("--png writes a PNG, so its name ends with .png; '\(png)' doesn't.")
    }
    if at != nil { _ = try place() }
  }

  func run() async throws {
    guard let name = words.first, !name.hasPrefix("-"), !help else {
      if help { throw CleanExit.helpRequest(self) }
      throw Self.misuse(
        "the first word is the name of an operation: "
          + Self.walkable.map { $0.name }.joined(separator: ", "))
    }
    guard let operation = try? OperationTable.operation(named: name) else {
      throw Self.misuse("there is no operation '\(name)'" + OpCommand.hint(to: name))
    }
    guard let walkable = operation as? any WalkableOperation.Type else {
      throw Self.misuse(
        "\(operation.name) can't be followed; these can: "
          + Self.walkable.map { $0.name }.joined(separator: ", "))
    }
    do {
      // The reference takes its time with large tensors.
      let walk = try await Messages.working("computing the result") {
        try walkthrough(of: walkable)
      }
      try show(walk)
    } catch let error as OperationError where error.fault == .call {
      throw Self.misuse(error.description)
    } catch let error as any CustomStringConvertible & Error {
      // What is wrong with a file, a tensor's numbers, a shape or a value.
      throw ExitStatus.malformed.saying(error.description)
    }
  }

  private static let walkable = OperationTable.all.compactMap {
    $0 as? any WalkableOperation.Type
  }

  // MARK: The walkthrough

  private func walkthrough(of operation: any WalkableOperation.Type) throws -> Walkthrough {
    let arguments = try arguments(for: operation)
    guard let backward else { return try operation.steps(arguments, way: way) }
    if gradOutput == nil {
      Messages.note("dY is 0, 1, 2 and so on, for --grad-output isn't given")
    }
    let gradient: Tensor<Float>? = try gradOutput.map { file in
      let stored = try StoredTensor(file: file)
      do throws(StoredTensorError) {
        return try Float.tensor(stored)
      } catch {
        throw OperationError("grad-output", error)
      }
    }
    let name = operation.tensorNames.name(for: backward) ?? backward
    return try operation.gradientSteps(by: name, gradOutput: gradient, arguments)
  }

  /// What was given, or the example with the parameters that were given.
  private func arguments(for operation: any WalkableOperation.Type) throws -> Arguments<Float> {
    let words = try OperationWords(words.dropFirst(), for: operation)
    let parameters = try words.parametersWithFiles()
    guard words.tensors.isEmpty else {
      return try Arguments(
        for: operation, tensors: words.tensors, parameters: parameters,
        reading: StoredTensor.init(file:))
    }
    let example = operation.example(way: way)
    // Who gives a parameter expects the others to be what they are unless told.
    let others = parameters.isEmpty ? example.parameters : operation.exampleParameters
    return try Arguments(
      for: operation, tensors: example.tensors.mapValues { StoredTensor.float32($0) },
      parameters: others.merging(parameters) { $1 })
  }

  private func place() throws -> [Int] {
    let indices = (at ?? "").split(separator: ",", omittingEmptySubsequences: false)
      .map { Int($0.trimmingCharacters(in: .whitespaces)) }
    guard !indices.isEmpty, !indices.contains(nil) else {
      throw ValidationError("--at takes a place as in 0,1; not '\(at ?? "")'.")
    }
    return indices.compactMap(\.self)
  }

  // MARK: Showing

  private func show(_ walk: Walkthrough) throws {
    guard walk.count > 0 else {
      throw ExitStatus.malformed.saying("there is nothing to follow: the result has no numbers")
    }
    var number: Int?
    if at != nil {
      let place = try place()
      guard let found = walk.number(ofStepAt: place) else {
        throw ExitStatus.malformed.saying(
          "there is no step at \(place.map(String.init).joined(separator: ",")): the first is "
            + "\(walk[0].title), the last \(walk[walk.count - 1].title)")
      }
      number = found
    }
    if let png {
      try walk.picture(ofStep: number ?? 0).write(to: png)
      return print(png)
    }
    let printer = WalkPrinter(
      walk,
      style: color.color.style(
        isTerminal: isTerminal(1), environment: ProcessInfo.processInfo.environment))
    if let number { return printer.show(number) }
    if !all, WalkStepper.canStep, var stepper = WalkStepper(printer) {
      stepper.step()
    } else {
      printer.showAll()
    }
  }

  /// Says what is wrong with the call, as the other commands say it.
  private static func misuse(_ text: String) -> ExitCode {
    Messages.error(text)
    Messages.write("See 'lessons walk --help'.\n")
    return .validationFailure
  }
}
