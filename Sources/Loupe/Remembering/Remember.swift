import Networks

/// Teaches a network, or gives it the numbers that it learned the last time.
///
///     let network = Architecture.lenet5.make()
///     let history = try remember("lenet-digits", network) {
///       try train(network, on: digits, validation: unseen, epochs: 3)
///     }
///
/// The first time the closure runs. The network's numbers are kept then, with what the closure returned and what it
/// printed. The next time it doesn't run: the network gets its numbers, the value comes back, and what was
/// printed is printed again, so a record of the lesson says the same either way.
///
/// The closure runs again as soon as anything has changed that its result follows from: the code of this cell or of
/// one before it, the library, the picture that the reader chose, or a file that this library has read for the
/// program up to the end of the closure. What later cells say doesn't matter, nor does prose. `lessons clean`
/// forgets everything that is kept, and `lessons check --fresh` makes it anew. In a program of one's own, outside a
/// lesson, the closure always runs.
///
/// What can't be known is what the program reads by other means than this library's readers: give such a thing
/// another name when it changes.
///
/// - Parameters:
///   - name: what it is called; each in a program has a name of its own.
///   - network: what the closure changes. Its layers are the program's; only their numbers are kept, and gradients
///     are none afterwards.
///   - make: what takes long. It returns what else is to be kept: a `TrainingHistory`, a tensor, numbers, texts,
///     arrays and dictionaries of them, anything that is `Codable`.
/// - Returns: what the closure returned.
/// - Throws: what the closure throws; nothing is kept then.
/// - Precondition: the name isn't used yet, and the closure shows no pictures and makes no checks: those would be
///   missing the next time, so they come after it.
@discardableResult
public func remember<Value: Codable>(
  _ name: String, _ network: any Layer, _ make: () throws -> Value
) rethrows -> Value {
  try Remembering.value(name, network, make)
}

/// The same for a closure that returns nothing.
public func remember(
  _ name: String, _ network: any Layer, _ make: () throws -> Void
) rethrows {
  _ = try Remembering.value(name, network) {
    try make()
    return true
  }
}

/// What a closure made, or what it made the last time.
///
///     let errors = remember("errors-by-size") {
///       [8, 16, 32, 64].map { size in error(ofSize: size) }
///     }
///
/// The same as with a network, where there is none.
///
/// - Parameters:
///   - name: what it is called; each in a program has a name of its own.
///   - make: what takes long, and returns what is kept.
/// - Returns: what the closure returned.
/// - Throws: what the closure throws; nothing is kept then.
/// - Precondition: as above.
public func remember<Value: Codable>(
  _ name: String, _ make: () throws -> Value
) rethrows -> Value {
  // A network without layers has no numbers.
  try Remembering.value(name, Sequential([] as [any Layer]), make)
}

/// Not there, because a file can hold a network's numbers and not its layers: make the network first, and give it.
@available(
  *, unavailable,
  message: """
    make the network before, and give it: remember("name", network) { … }; its numbers are kept, \
    its layers are the program's
    """
)
@_disfavoredOverload
public func remember(_ name: String, _ make: () throws -> some Layer) rethrows {
  fatalError("remember of a network that isn't given is unavailable")
}
