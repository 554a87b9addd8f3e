import Foundation
import TestSupport
import Testing

extension GradingTests {
  @Suite("lessons exercises, start, hint and grade")
  struct GradeCommandTests {
    @Test("from the list to all points, as a student goes")
    func theWay() async throws {
      try await GradedCourse.with { graded in
        let course = graded.course
        let list = try await Command.lessons("exercises", in: course)
        #expect(list.output.contains("  01/double  Twice as much (4 points)\n"))
        #expect(list.output.contains("Start one with: swift run lessons start 01/double"))

        let start = try await Command.lessons("start", "1/double", in: course)
        #expect(start.output.contains("Write a function that gives back the double of a number."))
        // The hints are for who asks for them.
        #expect(!start.output.contains("Add it to itself."))
        #expect(start.output.contains("Your file: Workbook/exercises/01-sums/double.swift\n"))
        let path = "\(graded.folder)/Workbook/exercises/01-sums/double.swift"
        let begun = try String(contentsOfFile: path, encoding: .utf8)
        #expect(begun == "// Exercise 01-sums/double\n" + GradedCourse.starter)

        let blank = try await Command.lessons("grade", "01", in: course)
        #expect(blank.code == 1)
        #expect(
          blank.output.hasPrefix(
            "One place isn't filled in yet:\n  Workbook/exercises/01-sums/double.swift:3\n"))
        #expect(blank.output.contains("  ✗ two              0/1\n"))
        #expect(blank.output.contains("0 of 4 points; with --seed "))
        // Whoever has tried nothing yet is told what is right, and not how it comes about.
        #expect(blank.output.contains("your answer is 0, and 4 is right\n"))
        #expect(!blank.output.contains("2 + 2"))
        #expect(blank.output.contains("Fill in what you think;"))

        try begun.replacing("0  //", with: "x * x  //").write(
          toFile: path, atomically: true, encoding: .utf8)
        let partly = try await Command.lessons("grade", in: course)
        #expect(partly.code == 1)
        #expect(partly.errors.isEmpty)
        #expect(partly.output.contains("  ✓ two              1/1\n"))
        #expect(partly.output.contains("1 of 4 points"))
        let middle = try await Command.lessons("exercises", in: course)
        #expect(middle.output.contains("› 01/double  Twice as much (1 of 4 points)\n"))

        try begun.replacing("0  //", with: "2 * x  //").write(
          toFile: path, atomically: true, encoding: .utf8)
        let all = try await Command.lessons("grade", "01/double", in: course)
        #expect(all.code == 0)
        #expect(all.output.contains("4 of 4 points"))
        let done = try await Command.lessons("exercises", in: course)
        #expect(done.output.contains("✓ 01/double  Twice as much (4 of 4 points)\n"))
        #expect(done.output.contains("You have earned all points."))
      }
    }

    @Test("start leaves a file that is there as it is")
    func startTwice() async throws {
      try await GradedCourse.with { graded in
        _ = try await Command.lessons("start", "1/1", in: graded.course)
        let path = "\(graded.folder)/Workbook/exercises/01-sums/double.swift"
        try "my own".write(toFile: path, atomically: true, encoding: .utf8)
        let again = try await Command.lessons("start", "1/1", in: graded.course)
        #expect(again.code == 0)
        #expect(again.output.contains("double.swift, as you left it"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "my own")
      }
    }

    @Test("hints come one at a time, and then all")
    func hints() async throws {
      try await GradedCourse.with { graded in
        let first = try await Command.lessons("hint", "1/double", in: graded.course)
        #expect(first.output == "Hint 1 of 2\nAdd it to itself.\n\n")
        let second = try await Command.lessons("hint", "1/double", in: graded.course)
        #expect(second.output == "Hint 2 of 2\nOr multiply it by two.\n\n")
        let third = try await Command.lessons("hint", "1/double", in: graded.course)
        #expect(third.output.contains("Add it to itself."))
        #expect(third.output.contains("Or multiply it by two."))
        #expect(third.output.contains("That is all of them."))
        let again = try await Command.lessons("hint", "1/double", "--again", in: graded.course)
        #expect(again.output == first.output)
      }
    }

    @Test("the same seed gives the same numbers, and without one they are new")
    func seeds() async throws {
      try await GradedCourse.with { graded in
        let path = "\(graded.folder)/mine.swift"
        try "// Exercise 01-sums/double\nfunc double(_ x: Int) -> Int { 0 }\n"
          .write(toFile: path, atomically: true, encoding: .utf8)
        func grade(_ options: String...) async throws -> String {
          try await Command.lessons(["grade", "mine.swift"] + options, in: graded.course).output
        }
        let first = try await grade("--seed", "7")
        #expect(first.contains("with --seed 7 the same numbers come again"))
        #expect(try await grade("--seed", "7") == first)
        #expect(try await grade("--seed", "8") != first)
        // Of millions of seeds, two are hardly ever the same.
        #expect(try await grade() != grade())
      }
    }

    @Test("another judge than the exercise's own can be named, and a broken one is told")
    func judges() async throws {
      try await GradedCourse.with { graded in
        func grade(judge: String) async throws -> Command.Outcome {
          try judge.write(
            toFile: "\(graded.folder)/private.swift", atomically: true, encoding: .utf8)
          return try await Command.lessons(
            "grade", "\(graded.exercise)/solution.swift", "--exercise", "1/double", "--judge",
            "private.swift", in: graded.course)
        }
        let head =
          "import Judging\nlet double = Student.function(\"double(_:)\", as: ((Int) -> Int).self)\n"
        let strict = try await grade(
          judge: head + "test(\"secret\", points: 7) { try expect(double(1), equals: 3) }\n")
        #expect(strict.code == 1)
        #expect(strict.output.contains("✗ secret  0/7"))
        let wrong = try await grade(judge: head + "test(\"x\", points: 1) { let a: Int = \"\" }\n")
        #expect(wrong.code == 2)
        #expect(wrong.errors.contains("private.swift:3:"))
        let empty = try await grade(judge: head)
        #expect(empty.code == 2)
        #expect(
          empty.errors.contains(
            "private.swift: the judge has no test(…), so there is nothing to grade"))
        let crashing = try await grade(
          judge: head + "test(\"fine\", points: 1) { try expect(double(1), equals: 2) }\n"
            + "test(\"bad\", points: 1) { _ = [1][Int(\"3\")!] }\n"
            + "test(\"fine too\", points: 1) { try expect(double(2), equals: 4) }\n")
        #expect(crashing.code == 2)
        #expect(crashing.output.contains("the judge itself failed in the test 'bad'"))
        // The tests after it are run by a new judge.
        #expect(crashing.output.contains("✓ fine too  1/1"))
        let gone = try await Command.lessons(
          "grade", "\(graded.exercise)/solution.swift", "--exercise", "1/double", "--judge",
          "nowhere.swift", in: graded.course)
        #expect(gone.code == 2)
        #expect(
          gone.errors.contains("nowhere.swift: the judge can't be read: No such file or directory"))
      }
    }

    @Test("what can't be graded is told, and what to do")
    func unusable() async throws {
      try await GradedCourse.with { graded in
        let course = graded.course
        func said(_ arguments: String...) async throws -> String {
          let outcome = try await Command.lessons(arguments, in: course)
          #expect(outcome.code == 2)
          return outcome.errors
        }
        #expect(
          try await said("grade").contains(
            "Workbook/exercises/01-sums/double.swift isn't there, so there is nothing to grade. Begin with: swift run lessons start 01/double"
          ))
        #expect(
          try await said("grade", "1/dubble").contains(
            "has no exercise 'dubble'; did you mean 'double'?"))
        #expect(try await said("grade", "7/double").contains("there is no lesson '7'"))
        #expect(
          try await said("grade", "gone.swift").contains(
            "gone.swift: it can't be read: No such file")
        )
        try "func double(_ x: Int) -> Int { x }".write(
          toFile: "\(graded.folder)/plain.swift", atomically: true, encoding: .utf8)
        #expect(
          try await said("grade", "plain.swift").contains(
            "doesn't say which exercise it is for. Say it with --exercise"))
        try FileManager.default.createSymbolicLink(
          atPath: "\(graded.folder)/link.swift",
          withDestinationPath: "\(graded.exercise)/solution.swift")
        #expect(
          try await said("grade", "link.swift", "--exercise", "1/double").contains(
            "link.swift: it is a link to another file; hand in the file itself"))
        #expect(mkfifo("\(graded.folder)/pipe.swift", 0o600) == 0)
        #expect(
          try await said("grade", "pipe.swift", "--exercise", "1/double").contains("it is no file"))
        #expect(
          try await said("grade", "Lessons", "--exercise", "1/double").contains("it is no file"))
      }
    }

    @Test(
      "a file that doesn't compile is told at its own lines, and nothing of an older one is run")
    func broken() async throws {
      try await GradedCourse.with { graded in
        let path = "\(graded.folder)/mine.swift"
        try GradedCourse.solution.write(toFile: path, atomically: true, encoding: .utf8)
        let right = try await Command.lessons(
          "grade", "mine.swift", "--exercise", "1/double", in: graded.course)
        #expect(right.code == 0)
        try "func double(_ x: Int) -> Int {\n  x + y\n}\n".write(
          toFile: path, atomically: true, encoding: .utf8)
        let wrong = try await Command.lessons(
          "grade", "mine.swift", "--exercise", "1/double", in: graded.course)
        #expect(wrong.code == 1)
        #expect(wrong.output.contains("mine.swift:2:7: error: cannot find 'y' in scope"))
        #expect(wrong.output.contains("Nothing was run."))
        #expect(wrong.output.contains("0 of 4 points"))
      }
    }

    @Test("two graders at once don't get into each other's way")
    func together() async throws {
      try await GradedCourse.with { graded in
        let outcome = try await Command.shell(
          """
          for i in 1 2 3; do
            "$lessons" grade Lessons/01-sums/exercises/double/solution.swift --exercise 1/double > $i.txt &
          done
          wait
          grep -c '4 of 4 points' 1.txt 2.txt 3.txt
          """, in: graded.course)
        #expect(outcome.output == "1.txt:1\n2.txt:1\n3.txt:1\n")
      }
    }

    @Test("--require-sandbox refuses where there are no walls")
    func required() async throws {
      try await GradedCourse.with { graded in
        // A machine with a compiler, and without the tools that build walls.
        let tools = "\(graded.folder)/tools"
        try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
        let found = try await Command.shell(
          """
          swift=$(dirname "$(command -v swiftc)")
          for tool in /usr/bin/*; do ln -s "$tool" tools; done
          rm -f tools/bwrap tools/unshare
          PATH=$swift:$PWD/tools
          "$lessons" grade Lessons/01-sums/exercises/double/solution.swift \
            --exercise 1/double --require-sandbox
          echo "code $?"
          "$lessons" grade Lessons/01-sums/exercises/double/solution.swift --exercise 1/double
          echo "code $?"
          """, in: graded.course)
        #expect(
          found.errors.contains("students' programs can't be walled in here, so nothing is graded"))
        #expect(found.output.contains("code 3\n"))
        #expect(found.output.contains("around it: limits alone, no walls"))
        #expect(found.output.hasSuffix("code 0\n"))
      }
    }

    @Test("nobody needs what compilers keep: the first file of a machine is graded as any other")
    func coldCaches() async throws {
      try await GradedCourse.with { graded in
        let home = "\(graded.folder)/home"
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        try ("import Foundation\n" + GradedCourse.solution).write(
          toFile: "\(graded.folder)/mine.swift", atomically: true, encoding: .utf8)
        let first = try await Command.lessons(
          "grade", "mine.swift", "--exercise", "1/double", in: graded.course,
          environment: [
            "HOME": home, "XDG_CACHE_HOME": "\(home)/cache",
            "CLANG_MODULE_CACHE_PATH": "\(home)/clang",
          ])
        #expect(first.code == 0)
        #expect(first.output.contains("4 of 4 points"))
      }
    }

    #if os(Linux)
      @Test("clocks may jump and the machine may sleep while a file is graded")
      func clocks() async throws {
        try await GradedCourse.with { graded in
          // Between two looks at a clock that can be set, or that goes on while the machine sleeps, an hour passes.
          let jumping = """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <stdatomic.h>
            #include <time.h>
            static _Atomic long hours;
            int clock_gettime(clockid_t clock, struct timespec *time) {
              static int (*real)(clockid_t, struct timespec *);
              if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
              int result = real(clock, time);
              if (clock == CLOCK_REALTIME || clock == CLOCK_BOOTTIME) time->tv_sec += 3600 * ++hours;
              return result;
            }

            """
          try jumping.write(
            toFile: "\(graded.folder)/jumping.c", atomically: true, encoding: .utf8)
          let outcome = try await Command.shell(
            """
            clang -shared -fPIC -o jumping.so jumping.c -ldl || exit 99
            LD_PRELOAD=$PWD/jumping.so "$lessons" grade \
              Lessons/01-sums/exercises/double/solution.swift --exercise 1/double
            """, in: graded.course)
          #expect(outcome.code == 0)
          #expect(outcome.output.contains("4 of 4 points"))
        }
      }
    #endif

    @Test("one broken exercise doesn't hide the others")
    func brokenExercise() async throws {
      try await GradedCourse.with { graded in
        let broken = "\(graded.exercise)/../broken"
        try FileManager.default.createDirectory(atPath: broken, withIntermediateDirectories: true)
        try "# No front matter\n".write(
          toFile: "\(broken)/README.md", atomically: true, encoding: .utf8)
        let list = try await Command.lessons("exercises", in: graded.course)
        #expect(list.code == 2)
        #expect(list.output.contains("  01/double  Twice as much (4 points)\n"))
        #expect(list.errors.contains("exercises/broken/README.md:1: "))
        let proofs = try await Command.lessons("exercises", "--author", in: graded.course)
        #expect(proofs.code == 2)
        #expect(proofs.output.contains("01-sums/double: the starter fails"))
      }
    }

    @Test("two exercises of one name are told to their author")
    func sameName() async throws {
      try await GradedCourse.with { graded in
        let lessons = "\(graded.folder)/Lessons"
        try FileManager.default.copyItem(atPath: "\(lessons)/01-sums", toPath: "\(lessons)/02-more")
        let proofs = try await Command.lessons("exercises", "1", "--author", in: graded.course)
        #expect(proofs.code == 2)
        #expect(
          proofs.output.hasPrefix(
            "Lessons/01-sums/exercises/double/README.md:1: Lessons/02-more/exercises/double is called so, too;"
          ))
      }
    }

    @Test("an exercise that can be passed unsolved is told to its author")
    func proofs() async throws {
      try await GradedCourse.with { graded in
        let fine = try await Command.lessons("exercises", "--author", in: graded.course)
        #expect(fine.code == 0)
        #expect(
          fine.output
            == "01-sums/double: the starter fails, the solution earns 4 points, 1 wrong solution caught\n"
        )
        try GradedCourse.solution.write(
          toFile: "\(graded.exercise)/starter.swift", atomically: true, encoding: .utf8)
        for command in [["exercises", "--author"], ["check", "--author"]] {
          let outcome = try await Command.lessons(command, in: graded.course)
          #expect(outcome.code == 2)
          #expect(outcome.output.contains("Lessons/01-sums/exercises/double/starter.swift:1: "))
        }
      }
    }
  }
}
