/// The script that teaches a shell to complete 'lessons', with the names of lessons where a command may
/// stand: 'lessons 03' needs no 'run'.
///
/// The library that writes the script knows commands alone there. The names come from the program itself,
/// which is asked as for 'lessons run'.
struct CompletionScript {
  let text: String

  /// Adds the names to the script that the library has made for one of its shells.
  init(madeByLibrary script: String) {
    if script.hasPrefix("#compdef") {
      let commands = "_describe -V subcommand subcommands && ret=0"
      text = script.replacing(
        commands, with: "\(commands)\n        \(Self.zshNames)", maxReplacements: 1)
    } else {
      text = script + "\n" + (script.hasPrefix("#!") ? Self.bashNames : Self.fishNames)
    }
  }

  private static let bashNames = """
    _lessons_and_names() {
        _lessons "${@}"
        if [[ "${COMP_CWORD}" -eq 1 && "${2}" != -* ]]; then
            COMPREPLY+=($(compgen -W "$("${COMP_WORDS[0]}" ---completion run -- positional@0 1 0 "${COMP_WORDS[@]}")" -- "${2}"))
        fi
    }

    complete -o filenames -F _lessons_and_names lessons
    """

  private static let zshNames =
    #"compadd -- ${(f)"$("${command_name}" ---completion run -- positional@0 1 0 "${command_line[@]}")"} && ret=0"#

  private static let fishNames = """
    complete -c lessons -n '__lessons_should_offer_completions_for_positional "lessons" -eq 1' -fka \
    '(__lessons_custom_completion ---completion run -- positional@0 1 0)'
    """
}
