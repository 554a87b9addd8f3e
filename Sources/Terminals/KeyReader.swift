#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads single key presses from a terminal, without Enter and without showing them.
///
///     guard var keys = KeyReader(fileDescriptor: 0) else { return }  // no terminal
///     while let key = keys.next(), key != .character("q") { … }
///
/// While the reader lives, the terminal hands over each key at once; when it goes, on whatever
/// way out of its scope, the terminal gets back the settings that it had. Ctrl-C still interrupts
/// and Ctrl-Z still stops the process. Handlers of such signals call `restoreNow()`, and `exit` does
/// so too, or `pause()` and `goOn()`. One reader lives at a time.
public struct KeyReader: ~Copyable {
  private let descriptor: Int32

  /// Prepares the terminal.
  ///
  /// - Returns: nil if the descriptor is no terminal.
  public init?(fileDescriptor: Int32) {
    var settings = termios()
    guard tcgetattr(fileDescriptor, &settings) == 0 else { return nil }
    descriptor = fileDescriptor
    if savedSettings == nil {
      savedSettings = .allocate(capacity: 1)
      atexit { KeyReader.restoreNow() }
    }
    savedSettings?.initialize(to: settings)
    savedDescriptor = fileDescriptor
    Self.takeOver()
  }

  deinit { KeyReader.restoreNow() }

  /// Gives the terminal back its settings, if a reader has changed them. Safe in the handler of a
  /// signal: it reads two variables and calls `tcsetattr`, nothing else.
  public static func restoreNow() {
    guard savedDescriptor >= 0, let savedSettings else { return }
    tcsetattr(savedDescriptor, TCSANOW, savedSettings)
    savedDescriptor = -1
  }

  /// Takes the terminal over again, after `restoreNow()` has given it to another program for a while.
  public func takeAgain() {
    savedDescriptor = descriptor
    Self.takeOver()
  }

  /// Whether a reader holds a terminal now.
  public static var holdsTerminal: Bool { savedDescriptor >= 0 }

  /// Gives the terminal back before the process is stopped.
  public static func pause() {
    guard savedDescriptor >= 0 else { return }
    pausedDescriptor = savedDescriptor
    restoreNow()
  }

  /// Takes the terminal over again when the process goes on after a stop, if a reader held it before.
  ///
  /// - Returns: false if the process goes on in the background, where the terminal isn't ours.
  public static func goOn() -> Bool {
    let descriptor = pausedDescriptor >= 0 ? pausedDescriptor : savedDescriptor
    guard isInForeground(descriptor >= 0 ? descriptor : 0) else { return false }
    if pausedDescriptor >= 0 { savedDescriptor = pausedDescriptor }
    pausedDescriptor = -1
    takeOver()
    return true
  }

  /// Reads over the keys that were pressed and haven't been read yet.
  ///
  /// - Returns: whether one of them is such a key; nil stands for the end of the input.
  public mutating func skipPressed(lookingFor isSought: (Key?) -> Bool) -> Bool {
    var isFound = false
    while isReady(within: 0) {
      let key = next()
      isFound = isFound || isSought(key)
      if key == nil { break }
    }
    return isFound
  }

  /// Waits for the next key.
  ///
  /// - Returns: nil at the end of the input: Ctrl-D, or a terminal that is gone.
  public mutating func next() -> Key? {
    guard let first = readByte(), first != 0x04 else { return nil }
    guard first == 0x1B else { return character(startingWith: first) }
    var sequence: [UInt8] = []
    // A terminal sends a sequence at once. An escape with nothing behind it is the key itself. The
    // longest are no keys but what a terminal says of itself, when it is asked and answers late.
    while sequence.count < 128, isReady(within: 50), let byte = readByte() {
      sequence.append(byte)
      if sequence.count == 1, "P]_^X".utf8.contains(byte) { return skipString() }
      let isIntroducer =
        sequence.count == 1 && (byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O"))
      if !isIntroducer, 0x40...0x7E ~= byte || sequence.count == 1 { break }
    }
    return Key(escapeSequence: sequence)
  }

  /// Reads over a text that a terminal sends, up to the `ESC \` or the bell at its end: its letters
  /// are no keys.
  private func skipString() -> Key {
    var last: UInt8 = 0
    while isReady(within: 50), let byte = readByte() {
      if byte == 0x07 || last == 0x1B && byte == UInt8(ascii: "\\") { break }
      last = byte
    }
    return .other
  }

  /// Keeps bytes that were read in another way for the reader that reads next.
  static func putBack(_ bytes: [UInt8]) { bytesPutBack += bytes }

  /// The key of a character that may take several bytes in UTF-8.
  private func character(startingWith first: UInt8) -> Key? {
    let count = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var bytes = [first]
    while bytes.count < count, isReady(within: 50), let byte = readByte() { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self).first.map { Key($0) }
  }

  private func readByte() -> UInt8? {
    if !bytesPutBack.isEmpty { return bytesPutBack.removeFirst() }
    var byte: UInt8 = 0
    while true {
      // After Ctrl-Z and `fg` the shell may have set the terminal to its own liking.
      while !isReady(within: 1000) { Self.takeOver() }
      // In the background the keys aren't ours: wait to be called back, as every program does.
      while !Self.isInForeground(descriptor) {
        kill(getpid(), SIGTTIN)
        usleep(100_000)
      }
      let count = read(descriptor, &byte, 1)
      if count == 1 { return byte }
      if count == 0 || errno != EINTR { return nil }
    }
  }

  /// Whether there is something to read, or the terminal is gone, within some milliseconds.
  private func isReady(within milliseconds: Int32) -> Bool {
    if !bytesPutBack.isEmpty { return true }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  /// No lines, no echo; signals stay on, and so does what is done to the output.
  private static func takeOver() {
    guard savedDescriptor >= 0, isInForeground(savedDescriptor),
      var settings = savedSettings?.pointee
    else { return }
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    withUnsafeMutableBytes(of: &settings.c_cc) {
      $0[Int(VMIN)] = 1
      $0[Int(VTIME)] = 0
    }
    tcsetattr(savedDescriptor, TCSANOW, &settings)
  }

  /// Whether the terminal listens to the process. One that isn't its own has no background.
  private static func isInForeground(_ descriptor: Int32) -> Bool {
    let owner = tcgetpgrp(descriptor)
    return owner < 0 || owner == getpgrp()
  }
}

// What a signal handler needs, in the plainest form: a handler may not allocate or wait. The
// reader writes them before it changes the terminal.
private nonisolated(unsafe) var savedSettings: UnsafeMutablePointer<termios>?
private nonisolated(unsafe) var savedDescriptor: Int32 = -1

/// Where a reader reads again when the process, which is stopped, goes on.
private nonisolated(unsafe) var pausedDescriptor: Int32 = -1

/// What `putBack` keeps. One reader lives at a time, and only readers touch it.
private nonisolated(unsafe) var bytesPutBack: [UInt8] = []
