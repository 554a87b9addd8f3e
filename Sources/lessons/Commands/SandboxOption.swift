import ArgumentParser
import Classroom
import LessonEngine

struct SandboxOption: ParsableArguments {
  @Flag(help: "Refuse to grade where students' programs can't be walled in.")
  var requireSandbox = false

  /// What stands around students' programs. Without walls it is refused, if that was asked for.
  func sandbox(_ library: LessonLibrary) async throws -> Sandbox {
    let sandbox = await Sandbox.strongest(library)
    guard sandbox.walls != .none || !requireSandbox else {
      throw ExitStatus.toolchain.saying(
        "students' programs can't be walled in here, so nothing is graded. Install bubblewrap; "
          + "'lessons doctor' says what there is")
    }
    return sandbox
  }
}
