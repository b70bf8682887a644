import Foundation
import Testing

/// What a library must leave to the program that uses it: output, signals, the threads of BLAS, and the end of the process.
@Suite("library manners")
struct LibraryMannersTests {
  /// Calls that are the program's to make.
  private static let programsOwn = [
    // Output.
    #"\b(debugPrint|print|dump|fputs|puts|putchar|fwrite|printf|vprintf|fprintf|perror)\s*\("#, #"(?<!/dev/)\b(stdout|stderr)\b"#,
    #"FileHandle\s*\.\s*standard(Output|Error)\b"#,
    #"\bSTD(OUT|ERR)_FILENO\b"#, #"\bwrite\s*\(\s*[12]\s*,"#, #"\bStandardStreams\b"#,
    // Signals.
    #"(?<![.\w])((Foundation|Glibc)\.)?(signal|sigaction|sigprocmask|pthread_sigmask|sigset|raise|kill)\s*\("#,
    #"\bDispatchSource\s*\.\s*makeSignalSource\b"#,
    // Threads of BLAS.
    #"\b(LinearAlgebraLibrary\s*\.\s*setThreads|kernel_blas_set_threads|openblas_set_num_threads)\b"#, #"\b(setenv|putenv)\s*\("#,
    // The end of the process, other than by a broken precondition.
    #"(?<![.\w])((Foundation|Glibc)\.)?(exit|_exit|quick_exit)\s*\("#,
  ].joined(separator: "|")

  /// Where what a program calls to set BLAS's threads is declared and defined: the Swift function, and the C function behind it.
  private static let definitions: Set = ["Tensors/LinearAlgebraLibrary.swift", "CKernels/blas.c", "CKernels/include/CKernels.h"]

  /// Where streams and signals are those of a child process alone.
  private static let children = "Records/ChildProcess.swift"

  /// The command layer: what a study's program calls, and what shows progress where a program asks for it.
  private static let commands = ["Runs/Options/", "Runs/Progress.swift", "Runs/Worker.swift", "Reports/Study+Command.swift"]

  /// The rooms, and the C below them.
  private static let libraries = StaircaseTests.rooms.keys.filter { $0 != "CAllocationCounter" }

  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources")

  @Test("no library prints, sets signals, sets BLAS's threads or ends the process", arguments: libraries.sorted())
  func manners(of library: String) throws {
    let folder = Self.sources.appendingPathComponent(library)
    var files = 0
    for case let file as URL in try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)) {
      guard ["swift", "c", "h"].contains(file.pathExtension) else { continue }
      files += 1
      let name = file.pathComponents.dropFirst(Self.sources.pathComponents.count).joined(separator: "/")
      if Self.commands.contains(where: name.hasPrefix) { continue }
      for found in try Self.found(in: try String(contentsOf: file, encoding: .utf8)) {
        let isDefinition = Self.definitions.contains(name) && found.contains("kernel_blas_set_threads(")
        #expect(isDefinition || name == Self.children, "\(name): \(found)")
      }
    }
    #expect(files > 0)
  }

  @Test(
    "what is looked for is found",
    arguments: [
      "print(loss)", "  debugPrint(1)", "fputs(line, stderr)", "FileHandle.standardError.write(data)", "printf(\"%d\", n);",
      "write(2, text, 4)",
      "signal(SIGINT, SIG_IGN)", "sigaction(SIGTERM, &action, nil)", "LinearAlgebraLibrary.setThreads(1)", "openblas_set_num_threads(1);",
      "setenv(\"OPENBLAS_NUM_THREADS\", \"1\", 1)", "exit(1)", "Foundation.signal(SIGINT, SIG_IGN)", "Foundation.exit(1)",
    ])
  func finds(_ line: String) throws { #expect(try !Self.found(in: line).isEmpty) }

  @Test(
    "what only looks like it is not",
    arguments: [
      "// print(loss)", "let x = 1  // exit(0)", "process.standardError = errors", "try Fingerprint(of: path)", "condition.signal()",
      "snprintf(text, size, \"%d\", n);", "blueprint(house)", "let child = \"/dev/stdout\"",
    ])
  func passes(_ line: String) throws { #expect(try Self.found(in: line).isEmpty) }

  /// Lines with calls that are the program's to make; comments do not count.
  private static func found(in text: String) throws -> [String] {
    let expression = try NSRegularExpression(pattern: programsOwn)
    return text.split(separator: "\n").map { String($0.replacing(/\/\/.*/, with: "")) }.filter {
      expression.firstMatch(in: $0, range: NSRange($0.startIndex..., in: $0)) != nil
    }
  }
}
