import ArgumentParser
import Datasets
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
  /// The network that a person names.
  static func chosen(_ name: String) throws -> Architecture {
    do {
      return try Architecture(named: name)
    } catch {
      let nearest = Spelling.nearest(to: name, among: error.known)
      throw ValidationError("\(error)" + (nearest.map { ". Did you mean '\($0)'?" } ?? ""))
    }
  }

  /// Refuses pictures of another shape than the network takes.
  func check(takes pictures: LabelledPictures) throws {
    let shape = Array(pictures.pictures.shape.dropFirst())
    guard inputShape == shape else {
      throw ExitStatus.malformed.saying(
        "\(name) takes inputs of \(inputShape), and these pictures are \(shape)")
    }
  }
}
