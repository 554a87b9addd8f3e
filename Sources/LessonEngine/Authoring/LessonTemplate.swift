/// The text that a new lesson begins as: one that runs, with nothing recorded yet.
public struct LessonTemplate: Sendable {
  let name: LessonName
  let requires: [String]

  /// A lesson of this name for readers who know those of other names.
  public init(_ name: LessonName, requires: [String]) {
    self.name = name
    self.requires = requires
  }

  /// The file's text. Recording puts in what its cells print.
  public var text: String {
    """
    ---
    title: "\(name.title)"
    summary: "Which question does this lesson answer?"
    requires: [\(requires.joined(separator: ", "))]
    minutes: 15
    ---

    # \(name.title)

    Begin with a question that the reader can't answer yet, and something to look at. The block below
    is a *cell*: it is compiled and run, and a later cell knows its names. Put your own code in its
    place.

    ```swift
    let X = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
    let K = Tensor([[0, 1], [2, 3]])
    print(Reference.conv2d(X, weight: K))
    ```

    What a cell prints stands below it because `lessons record` has put it there: nobody types it. A
    picture that a cell makes with `show(picture, "What it is", alt: "What there is to see")` comes to
    stand there in the same way.

    Then hold what you have built against the package's own:

    ```swift
    check(X, K) { kernels, x, w in kernels.conv2d(x, weight: w) }
    ```

    ## What to do next

    - Write the summary above: the question, in one sentence.
    - Change a cell, then step through the lesson: `swift run lessons`, with its name or its path.
    - Record what the cells print and show: `swift run lessons record`.
    - Before you hand it on, look for what only you can mend: `swift run lessons check --author`.

    Words after `swift` change what a cell does: `hidden` runs and isn't shown, `norun` is shown and
    doesn't run, `fails` is meant to fail, `masked` prints timings.

    """
  }
}
