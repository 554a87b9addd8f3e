// Stands between Loupe and code that Loupe did not write.
//
//     Launcher [--memory BYTES] [--file-size BYTES] [--processes NUMBER] [--cpu SECONDS] [--files NUMBER]
//              [--judged] [--user NUMBER] [--room BYTES [--show PATH AS]... [--link TARGET AS]...] [--inside]
//              -- PROGRAM [ARGUMENT ...]
//
// Whoever starts it passes one end of a socket as standard input. The launcher moves it to
// descriptor 3, where the program expects the runner, and leaves the null device in its place; sets
// the limits; and becomes the program. It is given its own session by its starter, so that the
// program and everything that it starts can be ended together.
//
// Around code that is judged there is a sandbox, and the launcher stands on both sides of it: outside it
// becomes the sandbox, and inside, where `--inside` says that the socket is in its place already, it builds
// the room (`Room`) unless that is done, sets the limits, becomes the user that nobody is, and then the program.
//
// Where there is no sandbox, `--judged` gives up at least what a program that is judged doesn't need.
//
// It has nothing in it that could go wrong in an interesting way: no Foundation, no allocation that
// matters. When it can't do what it was asked, it says so and exits with 126, before the program
// has run.

import CPlatform

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

func stop(_ message: String) -> Never {
  let line = "launcher: \(message): \(String(cString: strerror(errno)))\n"
  _ = line.withCString { write(2, $0, strlen($0)) }
  exit(126)
}

#if canImport(Glibc)
  let (memory, fileSize, processes, core) = (
    Int32(RLIMIT_AS.rawValue), Int32(RLIMIT_FSIZE.rawValue), Int32(__RLIMIT_NPROC.rawValue),
    Int32(RLIMIT_CORE.rawValue)
  )
  let (seconds, files) = (Int32(RLIMIT_CPU.rawValue), Int32(RLIMIT_NOFILE.rawValue))
#else
  let (memory, fileSize, processes, core) = (RLIMIT_AS, RLIMIT_FSIZE, RLIMIT_NPROC, RLIMIT_CORE)
  let (seconds, files) = (RLIMIT_CPU, RLIMIT_NOFILE)
#endif

func limit(_ resource: Int32, to value: rlim_t, atLast: rlim_t? = nil) -> Bool {
  var old = rlimit()
  guard getrlimit(resource, &old) == 0 else { return false }
  var new = rlimit(
    rlim_cur: min(value, old.rlim_max), rlim_max: min(atLast ?? value, old.rlim_max))
  return setrlimit(resource, &new) == 0
}

var user: uid_t?
var room: Room?
var isInside = false
var isJudged = false
var arguments = CommandLine.arguments.dropFirst()
while let option = arguments.popFirst(), option != "--" {
  if option == "--judged" {
    isJudged = true
    continue
  }
  if option == "--inside" {
    isInside = true
    continue
  }
  if option == "--show" || option == "--link", let from = arguments.popFirst(),
    let place = arguments.popFirst()
  {
    if option == "--show" {
      room?.shown.append((from, place))
    } else {
      room?.links.append((from, place))
    }
    continue
  }
  guard let text = arguments.popFirst(), let value = rlim_t(text) else {
    errno = EINVAL
    stop("the option \(option) needs a number")
  }
  switch option {
  case "--memory":
    // macOS has no limit on a process's address space; there the lesson runs without this one.
    #if os(Linux)
      if !limit(memory, to: value) { stop("the limit of memory can't be set") }
    #endif
  case "--file-size":
    if !limit(fileSize, to: value) { stop("the limit of file size can't be set") }
  case "--processes":
    // Of the user, all together, threads as well; root is not held to it.
    if !limit(processes, to: value) { stop("the limit of processes can't be set") }
  case "--cpu":
    // The first limit tells; who doesn't listen is ended by the second.
    if !limit(seconds, to: value, atLast: value + 1) { stop("the limit of time can't be set") }
  case "--files":
    if !limit(files, to: value) { stop("the limit of open files can't be set") }
  case "--room":
    room = Room(bytes: Int(value))
  case "--user":
    user = uid_t(value)
  default:
    errno = EINVAL
    stop("there is no option \(option)")
  }
}
guard let program = arguments.first else {
  errno = EINVAL
  stop("there is no program to start after --")
}
if !limit(core, to: 0) { stop("core dumps can't be switched off") }
if !isInside {
  if dup2(0, 3) < 0 { stop("the socket can't be moved to descriptor 3") }
  let null = open("/dev/null", O_RDONLY)
  if null < 0 || dup2(null, 0) < 0 { stop("the null device can't be opened") }
  if null > 3 { close(null) }
}
room?.enter()
if let user {
  if setgroups(0, nil) != 0 || setgid(user) != 0 || setuid(user) != 0 {
    stop("it can't become the user \(user)")
  }
}

#if os(Linux)
  // Where memory runs out, what is judged goes first, before anything of the machine's owner.
  if isInside || isJudged {
    let score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)
    _ = write(score, "1000", 4)
    close(score)
  }
#endif
if isInside || isJudged, loupeGiveUpPrivileges() != 0 { stop("privileges can't be given up") }

let words = arguments.map { strdup($0) } + [nil]
execv(program, words)
stop("\(program) can't be started")
