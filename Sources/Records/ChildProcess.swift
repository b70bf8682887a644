public import Foundation

/// A program that this one started, with its output in a pipe. It has a process group of its own: a Ctrl-C at the terminal does not reach it, and `kill`
/// ends it with whatever it started itself.
///
/// Foundation's `Process` would do but for a machine that is short of descriptors, where it stops for good or traps.
public final class ChildProcess: Sendable {
  /// How it ended.
  public enum End: Equatable, Sendable {
    /// By itself, with a status.
    case status(Int32)
    /// By a signal.
    case signal(Int32)
  }

  /// A descriptor, closed with its last user.
  private final class Descriptor: Sendable {
    let number: Int32
    init(_ number: Int32) { self.number = number }
    deinit { close(number) }
  }

  private let identifier: pid_t
  private let input: Guarded<Descriptor?>
  private let output: Descriptor
  private let errors: Descriptor?
  private let end = Guarded<End?>(nil)

  /// Starts the program at a path with this one's environment and `environment` over it.
  ///
  /// - Parameters:
  ///   - path: the program.
  ///   - arguments: its arguments.
  ///   - environment: what is set over this one's environment.
  ///   - takesInput: Whether `send` is to reach its standard input; else that is empty.
  ///   - capturesErrors: Whether its standard error is read by `readToEnd`; else it is this program's.
  /// - Throws: `RecordError` where it cannot be started.
  public init(
    _ path: String, _ arguments: [String], environment: [String: String] = [:], takesInput: Bool = false, capturesErrors: Bool = false
  ) throws(RecordError) {
    let merged = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A thread's own mask of signals is not handed on.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))

    // One at a time: between the making of a pipe and its being marked as this program's own, another start would hand it on, and it would never end.
    (identifier, input, output, errors) = try Self.starting.withLock { _ throws(RecordError) in
      func ends(_ made: Int32, _ numbers: [Int32]) throws(RecordError) -> (Descriptor, Descriptor) {
        guard made == 0 else { throw Self.refusal(path, errno) }
        for number in numbers { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
        return (Descriptor(numbers[0]), Descriptor(numbers[1]))
      }
      func pipe() throws(RecordError) -> (Descriptor, Descriptor) {
        var numbers: [Int32] = [-1, -1]
        return try ends(Glibc.pipe(&numbers), numbers)
      }
      // A socket can be told not to end this program by a signal when nobody reads any more.
      func sockets() throws(RecordError) -> (Descriptor, Descriptor) {
        var numbers: [Int32] = [-1, -1]
        return try ends(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &numbers), numbers)
      }
      let input = takesInput ? try sockets() : nil
      let output = try pipe()
      let errors = capturesErrors ? try pipe() : nil
      if let input {
        posix_spawn_file_actions_adddup2(&actions, input.1.number, STDIN_FILENO)
      } else {
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      }
      posix_spawn_file_actions_adddup2(&actions, output.1.number, STDOUT_FILENO)
      if let errors { posix_spawn_file_actions_adddup2(&actions, errors.1.number, STDERR_FILENO) }
      var identifier = pid_t()
      let problem = Self.withCStrings([path] + arguments) { arguments in
        Self.withCStrings(merged.map { "\($0)=\($1)" }) { posix_spawn(&identifier, path, &actions, &attributes, arguments, $0) }
      }
      guard problem == 0 else { throw Self.refusal(path, problem) }
      return (identifier, Guarded(input?.0), output.0, errors?.0)
    }
  }

  private static let starting = Guarded(())

  private static func refusal(_ path: String, _ problem: Int32) -> RecordError {
    RecordError(file: path, problem: "cannot be started: \(String(cString: strerror(problem)))")
  }

  /// Hands a list of texts, with nil at its end, to `body`.
  private static func withCStrings<Result>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  /// Writes to its standard input; false where it does not read any more.
  public func send(_ data: Data) -> Bool {
    guard let descriptor = input.withLock({ $0 }) else { return false }
    return data.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) -> Bool in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.send(
          descriptor.number, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        guard count >= 0 || errno == EINTR else { return false }
        rest = rest.dropFirst(max(count, 0))
      }
      return true
    }
  }

  /// Ends its standard input.
  public func endInput() { input.withLock { $0 = nil } }

  /// What it has written since, as soon as there is something; empty when it has closed its standard output.
  public func read() -> Data { Self.read(output.number) }

  /// All that it writes to its standard output and, where these are captured, its errors.
  public func readToEnd() -> (output: Data, errors: Data) {
    var texts = [Data(), Data()]
    // Both at once: a pipe that is full would stop it. A negative descriptor is passed over.
    var watched = [output.number, errors?.number ?? -1].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while watched.contains(where: { $0.fd >= 0 }) {
      guard poll(&watched, nfds_t(watched.count), -1) >= 0 else {
        if errno == EINTR { continue }
        break
      }
      for index in watched.indices where watched[index].revents != 0 {
        let more = Self.read(watched[index].fd)
        texts[index] += more
        if more.isEmpty { watched[index].fd = -1 }
      }
    }
    return (texts[0], texts[1])
  }

  private static func read(_ descriptor: Int32) -> Data {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count < 0, errno == EINTR else { return Data(buffer.prefix(max(count, 0))) }
    }
  }

  /// Ends it and all processes of its group at once, unless it has been waited for.
  public func kill() {
    end.withLock { end in
      if end == nil { _ = Glibc.kill(-identifier, SIGKILL) }
    }
  }

  /// Waits until it has ended. Every child must be waited for, or its number stays taken.
  public func wait() -> End {
    // It is taken off the system's list under the lock: `kill` never meets another process of the same number.
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    return end.withLock { end in
      if let end { return end }
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
      let signal = status & 0x7F
      let found: End = signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
      end = found
      return found
    }
  }
}
