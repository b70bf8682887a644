/// The command that made results, as their pages repeat it.
public enum ResultCommand {
  /// The command line without what does not show in results: workers, threads, folders and how progress is told.
  ///
  /// - Parameters:
  ///   - arguments: a process's arguments, the program first.
  ///   - study: the program's name in `studies/`.
  public static func text(_ arguments: [String], study: String) -> String {
    let withValue: Set = ["--workers", "--threads", "--output", "--checkpoint-every", "--shard"]
    let flags: Set = ["--quiet", "--json-progress", "--collect", "--tensorboard", "--watch", "--isolation", "--no-isolation"]
    var words = ["studies/run", study]
    var isSkipping = false
    for argument in arguments.dropFirst() {
      let name = argument.prefix { $0 != "=" }
      if isSkipping {
        isSkipping = false
      } else if withValue.contains(String(name)) {
        isSkipping = name.count == argument.count
      } else if !flags.contains(argument) {
        words.append(argument)
      }
    }
    return words.joined(separator: " ")
  }
}
