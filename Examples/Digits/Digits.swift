// Teaches LeNet-5 to read digits, and draws what it says of some that it hasn't seen.
//
//     swift run digits
//     swift run digits --count 20000 --epochs 5 -o answers.png
//
// The program draws the digits itself, each a little different, so there is nothing to download.

import ArgumentParser
import Loupe

@main
struct Digits: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digits", abstract: "Teach a network to read digits.")

  @Option(help: "How many digits it learns.")
  var count = 6000

  @Option(help: "How often it sees them all.")
  var epochs = 3

  @Option(name: .shortAndLong, help: "Where to write the picture of what it says.")
  var output = "digits.png"

  func validate() throws {
    guard 1...1_000_000 ~= count, 1...1000 ~= epochs else {
      throw ValidationError("There are 1 to 1000000 digits, and 1 to 1000 epochs.")
    }
  }

  func run() throws {
    let digits = DrawnDigits.make(count: count, seed: 1)
    let unseen = DrawnDigits.make(count: 1000, seed: 2)
    let network = Architecture.lenet5.make()
    print("LeNet-5, \(network.parameterCount) numbers: \(count) digits to learn, 1000 to try")
    try train(network, on: digits, validation: unseen, epochs: epochs)

    let answers = network.answers(to: unseen)
    let wrong = answers.indices.filter { answers[$0] != unseen.labels[$0] }
    // What it doesn't read comes first, as far as there is room, and then some that it does.
    let shown = (wrong.prefix(10) + answers.indices.filter { !wrong.contains($0) }).prefix(20)
    let sheet = PictureGrid(
      shown.map { number in
        let (answer, digit) = (answers[number], unseen.labels[number])
        let label = answer == digit ? "\(answer)" : "\(answer), but is \(digit)"
        return (label: label, picture: unseen.picture(number).enlarged(by: 3))
      }, columns: 5)
    try sheet.picture.write(to: output)
    print("\(output): 20 of them, of which \(min(wrong.count, 10)) are not right")
  }
}
