import Foundation
import TestSupport
import Testing

/// `measure` and studies by several threads, as a user meets them.
@Suite("threads of measure and studies")
struct MeasureThreadTests {
  // These networks are too small to be shared; what is looked at is what is around the passes.
  @Test("the number of threads does not show in the answer, nor in the tensors", arguments: GoldenCase.all)
  func threads(golden: GoldenCase) throws {
    let folder = try TemporaryFolder.make()
    try golden.request().write(to: URL(fileURLWithPath: "\(folder)/request.json"))
    try expectSameBytes("--case \(golden.folder) --request request.json", in: folder)
  }

  @Test(
    "the number of threads does not show where networks are large enough to be shared",
    arguments: ["--hidden 200,200 --batch-size 96", "--model cnn --batch-size 32"])
  func threadsOfLargeNetworks(options: String) throws {
    let folder = try TemporaryFolder.make()
    let study = try Command.run(
      "landscape", "\(options) --scale quick --variants batch --seeds 1 --steps 2 --every 1 --quiet --threads 3 --output out", in: folder)
    #expect(study.status == 0, "\(study)")
    let runs = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out/runs")
    let run = try #require(runs.first { $0 != "store.json" })
    try expectSameBytes("--case out/runs/\(run)", in: folder)
  }

  private func expectSameBytes(_ arguments: String, in folder: String) throws {
    var answers = [[Data]]()
    for threads in ["--threads 1", "--threads 2", ""] {
      let result = try Command.run("measure", "\(arguments) \(threads) --output answer.json --tensors tensors.npz", in: folder)
      #expect(result.status == 0, "\(result)")
      answers.append(try ["answer.json", "tensors.npz"].map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")) })
    }
    for answer in answers.dropFirst() { #expect(answer == answers[0]) }
  }

  @Test(
    "a number of threads that cannot be is refused in one line, by measure and by studies",
    arguments: ["0", "-1", "257", "two"])
  func refusedThreads(text: String) throws {
    let folder = try TemporaryFolder.make()
    for (program, others) in [("measure", ["--case", GoldenCase.all[0].folder]), ("landscape", ["--scale", "quick"])] {
      let result = try Command.run(program, others + ["--threads=\(text)"], in: folder)
      #expect(result.status == 64 && result.output.isEmpty, "\(program) \(result)")
      #expect(result.errors.contains("--threads") && result.errors.contains("1 to 256"), "\(program) \(result)")
      #expect(result.errors.hasSuffix("\n") && !result.errors.dropLast().contains("\n"), "\(program) \(result)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }
}
