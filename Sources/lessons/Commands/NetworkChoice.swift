import ArgumentParser
import FastKernels
import Kernels
import LessonEngine
import Networks
import ReferenceKernels

/// Which kernels compute a network.
enum NetworkImplementation: String, CaseIterable, ExpressibleByArgument {
  case fast, reference

  var kernels: any Kernels<Float>.Type {
    switch self {
    case .fast: Fast.self
    case .reference: Reference<Float>.self
    }
  }
}

extension Architecture {
  /// The network that a person names, for pictures of this shape.
  static func chosen(_ name: String, for shape: [Int]) throws -> Architecture {
    let architecture: Architecture
    do {
      architecture = try Architecture(named: name)
    } catch {
      let nearest = Spelling.nearest(to: name, among: error.known)
      throw ValidationError("\(error)" + (nearest.map { ". Did you mean '\($0)'?" } ?? ""))
    }
    guard architecture.inputShape == shape else {
      throw ExitStatus.malformed.saying(
        "\(name) takes inputs of \(architecture.inputShape), and these pictures are \(shape)")
    }
    return architecture
  }
}
