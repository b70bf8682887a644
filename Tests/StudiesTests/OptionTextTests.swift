import Foundation
import Records
import Runs
import TestSupport
import Testing

/// Options as people write them.
@Suite("options as they are written")
struct OptionTextTests {
  /// The programs of `studies/`.
  private static let programs: [String] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folders = try? FileManager.default.contentsOfDirectory(
      at: root.appendingPathComponent("studies"), includingPropertiesForKeys: [.isDirectoryKey])
    return (folders ?? []).filter { (try? $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true }.map(\.lastPathComponent)
  }()

  @Test("every program has the toolkit's version")
  func version() throws {
    #expect(Self.programs.count > 20)
    for program in Self.programs {
      let result = try Command.run(program, "--version", in: "/")
      #expect(result.status == 0 && result.output == "\(Toolkit.version)\n" && result.errors.isEmpty, "\(program): \(result)")
    }
  }

  @Test("the help of every option that takes a value says what holds without it")
  func defaults() throws {
    for program in Self.programs {
      for command in program == "runs" ? ["list", "compare", "prune", "export", "metrics"] : [""] {
        let help = try Command.run(program, "\(command) --help", in: "/").output
        let options = try #require(help.components(separatedBy: "\nOPTIONS:\n").last).components(separatedBy: "\n  -")
        for option in options where option.prefix(while: { $0 != "\n" }).contains(" <") {
          #expect(option.contains("(default"), "\(program) \(command): \(option)")
        }
      }
    }
  }

  @Test(
    "a negative number is a value, and refused as one",
    arguments: [
      ("landscape", "--workers -1", "found -1, expected a positive whole number"),
      ("landscape", "--learning-rate -0.5", "found -0.5, expected a positive number"),
      ("landscape", "--seeds -3", "expected a count such as 5"), ("landscape", "--gamma -.5", "found -.5, expected a number from 0"),
      ("landscape", "--hidden -1,5", "found -1, expected a positive whole number"),
      ("measure", "--case . --threads -2", "found -2, expected a whole number from 1"),
    ])
  func negative(program: String, arguments: String, message: String) throws {
    let result = try Command.run(program, arguments, in: try TemporaryFolder.make())
    #expect(result.status == 64 && result.errors.contains(message) && !result.errors.contains("Missing value"), "\(result)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  private static let small = ["--model", "dln", "--scale", "quick", "--steps", "4", "--every", "2"]

  @Test("lists may have spaces behind their commas")
  func spaces() throws {
    let folder = try TemporaryFolder.make()
    let plan = try Command.run("landscape", Self.small + ["--variants", "none, batch", "--seeds", "3, 5-6", "--plan"], in: folder)
    let same = try Command.run("landscape", Self.small + ["--variants", "none,batch", "--seeds", "3,5-6", "--plan"], in: folder)
    #expect(plan.status == 0 && plan.output == same.output && plan.output.split(separator: "\n").count == 7, "\(plan)")
    let hidden = try Command.run("landscape", ["--hidden", "8, 4", "--scale", "quick", "--plan"], in: folder)
    #expect(hidden.status == 0, "\(hidden)")
  }

  @Test("a study of one variant says that there is nothing to compare")
  func oneVariant() throws {
    let result = try Command.run("landscape", Self.small + ["--variants", "none", "--seeds", "1"], in: try TemporaryFolder.make())
    #expect(result.status == 0 && result.output.contains("\nNo effects: all runs are of one variant"), "\(result)")
  }

  @Test("a shard can be planned: its part of the whole plan, and the runs that it then does")
  func shard() throws {
    let folder = try TemporaryFolder.make()
    let options = Self.small + ["--variants", "none,batch", "--seeds", "3", "--output", "out"]
    let whole = try Command.run("landscape", options + ["--plan"], in: folder).output.split(separator: "\n")
    var parts = [Substring]()
    for index in 0..<4 {
      let part = try Command.run("landscape", options + ["--plan", "--shard", "\(index)/4"], in: folder)
      #expect(part.status == 0 && part.output.hasPrefix("\(whole[0])\n"))
      parts += part.output.split(separator: "\n").dropFirst().map { Substring(String($0)) }
    }
    #expect(parts.sorted() == whole.dropFirst().sorted())
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
    #expect(try Command.run("landscape", options + ["--shard", "1/4", "--quiet"], in: folder).status == 0)
    let done = try Command.run("landscape", options + ["--plan"], in: folder).output.split(separator: "\n").filter { $0.hasSuffix(",yes") }
    #expect(done.map { $0.prefix { $0 != "," } } == ["1", "5"])
    for other in ["--plan", "--shard"] {
      let result = try Command.run("landscape", options + ["--collect", other] + (other == "--shard" ? ["0/2"] : []), in: folder)
      #expect(result.status == 64 && result.errors.contains("--collect: found \(other) beside it"), "\(result)")
    }
  }

  @Test("effects that compare with a variant that was left out are named with the cause, not passed over")
  func withoutPlain() throws {
    let folder = try TemporaryFolder.make()
    let options = Self.small + ["--variants", "batch,l1", "--seeds", "2", "--output", "out"]
    let result = try Command.run("landscape", options, in: folder)
    let note = result.output.split(separator: "\n").first { $0.hasPrefix("Effects without a value: ") }
    #expect(
      result.status == 0 && note?.contains("variant none, which most compare with, is not among the runs") == true, "\(result.output)")
    let summary = try JSON.object(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/out/summary.json")))
    let effects = try #require(summary["effects"] as? [String: [String: Any]])
    for (name, effect) in effects where (effect["values"] as? [Double])?.isEmpty == true { #expect(note?.contains(name) == true) }
  }
}
