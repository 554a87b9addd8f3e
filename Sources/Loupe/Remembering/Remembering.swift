import Files
import Networks
import Synchronization

/// The way of a remembered value: is there one, does it still hold, and if not, make it and keep it.
enum Remembering {
  private struct State {
    var names: Set<String> = []
    /// What runs its closure now.
    var running: String?
  }

  private static let state = Mutex(State())

  /// What `remember` runs the closure of, if it does.
  static var running: String? { state.withLock { $0.running } }

  /// What `remember` does.
  static func value<Value: Codable>(
    _ name: String, _ network: any Layer, _ make: () throws -> Value
  ) rethrows -> Value {
    // What is remembered within something else is kept with that.
    guard let memory = LessonMemory.current, running == nil else { return try make() }
    guard state.withLock({ $0.names.insert(name).inserted }) else {
      fatalError(
        "two things are remembered as \"\(name)\", and the second would be taken for the first; "
          + "give each a name of its own")
    }
    let place = memory.place(of: name)
    if !memory.isFresh, let kept = recall(Value.self, name, network, from: place) { return kept }
    let before = ReadFiles.all
    state.withLock { $0.running = name }
    defer { state.withLock { $0.running = nil } }
    memory.startCollecting()
    let value = try make()
    let printed = memory.collected()
    network.clearGradients()
    let files = ReadFiles.all.filter { before[$0.key] != $0.value }
    do {
      try KeptValue(name: name, printed: printed, files: files, value: value)
        .write(network, to: place)
    } catch {
      memory.say("\"\(name)\" could not be kept, and is made again the next time: \(error)")
    }
    return value
  }

  /// What is kept in this file, if there is something and it still holds. Its text is printed.
  private static func recall<Value: Codable>(
    _ type: Value.Type, _ name: String, _ network: any Layer, from place: String
  ) -> Value? {
    guard FileSystem.kind(ofPath: place) != nil else { return nil }
    let numbers = network.namedParameters.map { ($0.parameter, $0.parameter.value) }
    do {
      let kept = try KeptValue<Value>(readingInto: network, from: place)
      guard kept.name == name,
        kept.files.allSatisfy({ ReadFiles.version(of: $0.key) == $0.value })
      else {
        for (parameter, value) in numbers { parameter.value = value }
        return nil
      }
      ReadFiles.add(kept.files)
      network.clearGradients()
      print(kept.printed, terminator: "")
      return kept.value
    } catch {
      for (parameter, value) in numbers { parameter.value = value }
      LessonMemory.current?.say(
        "what was kept of \"\(name)\" is damaged, so it is made again: \(error)")
      return nil
    }
  }
}
