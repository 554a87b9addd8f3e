import Foundation
import LessonEngine

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A student's file, as it was when it was read.
public struct Submission: Sendable {
  /// Where it was.
  public let path: String
  /// What it holds.
  public let text: String

  /// The most bytes that a student's file may have. A long solution has some 3000.
  static let mostBytes = 200_000

  /// Reads the file at this path.
  ///
  /// - Throws: `SubmissionError` where it is no plain file, isn't text or is longer than any solution.
  public init(readingFrom path: String) throws(SubmissionError) {
    self.path = path
    text = try Self.text(of: path)
  }

  private static func text(of path: String) throws(SubmissionError) -> String {
    // Neither a link, which could lead to what the student mustn't see, nor a pipe, which would never end.
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw SubmissionError(
        path: path,
        errno == ELOOP
          ? "it is a link to another file; hand in the file itself"
          : "it can't be read: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw SubmissionError(path: path, "it is no file; hand in a file of Swift")
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    guard let data = try? handle.read(upToCount: mostBytes + 1) ?? Data() else {
      throw SubmissionError(path: path, "it can't be read: \(String(cString: strerror(errno)))")
    }
    guard data.count <= mostBytes else {
      throw SubmissionError(
        path: path,
        "it has more than \(mostBytes) bytes, and no solution needs so many; is it the right file?")
    }
    guard let text = String(validating: data, as: UTF8.self), !text.contains("\0") else {
      throw SubmissionError(path: path, "it isn't text in UTF-8; save it in that encoding")
    }
    return text
  }

  /// The exercise that its first line says it is for: `03-convolution/valid-convolution`. Nil if it says none.
  public var exercise: String? {
    let first = SourceLines(text).lines.first?.text.trimmingPrefix("\u{FEFF}") ?? ""
    guard first.hasPrefix(Exercise.headingMark) else { return nil }
    let name = first.dropFirst(Exercise.headingMark.count).trimmingCharacters(in: .whitespaces)
    // Others write of exercises, too: "// Exercise 1: doubling".
    return name.wholeMatch(of: #/[0-9A-Za-z_-]+/[0-9A-Za-z_-]+/#) == nil ? nil : name
  }
}

/// Why a student's file can't be graded at all.
public struct SubmissionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What is wrong with it and what to do, in words that begin with "it".
  public let message: String

  init(path: String, _ message: String) { (self.path, self.message) = (path, message) }

  /// `mia/slide.swift: it is a link to another file; …`
  public var description: String { "\(shownPath(path)): \(message)" }
}
