import Foundation
import TestSupport
import Testing

/// Layers and whole runs with registers of 256 bits beside those of 512: Valgrind knows no AVX-512, so that below it every loop is the narrow one. On a processor
/// without wide registers there is nothing to compare.
@Suite(
  "bits of wide and narrow registers",
  .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/valgrind"), "Valgrind is not installed"),
  .enabled(
    if: (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.contains("avx512f") == true, "the processor has no AVX-512"))
struct RegisterWidthTests {
  @Test("are the same for every layer, normalization, activation and loss: outputs, gradients and products of Hessians")
  func layers() throws {
    let folder = try TemporaryFolder.make()
    // Debian's Valgrind stumbles over Swift's debug information.
    let line =
      "strip -o layer-results $(command -v layer-results) && ./layer-results >wide && valgrind -q --tool=none ./layer-results >narrow"
    let result = try Command.shell(line, in: folder)
    try #require(result.status == 0, "\(result)")
    let wide = try String(contentsOfFile: "\(folder)/wide", encoding: .utf8).split(separator: "\n")
    let narrow = try String(contentsOfFile: "\(folder)/narrow", encoding: .utf8).split(separator: "\n")
    #expect(wide.count == narrow.count)
    for (a, b) in zip(wide, narrow) { #expect(a == b) }
    for problem in Problem.all + Problem.large { #expect(wide.contains { $0.hasPrefix("\(problem.name), ") }, "\(problem.name)") }
  }

  @Test(
    "are the same in every table of a run and in the trained weights",
    arguments: [
      // Products of more than 256 terms, which are summed in blocks, and of Hessians.
      ("mlp --hidden 300,17", "batch", "--instruments largest-eigenvalue,batch-sharpness"),
      ("mlp --hidden 33,17", "none,linf", "--precision float64"),
    ])
  func whole(model: String, variants: String, options: String) throws {
    let labels = (0..<24).map { UInt8($0 % 3) }
    let folder = try ImageFiles.make(training: labels, test: labels, side: 6)
    // Debian's Valgrind stumbles over Swift's debug information.
    let command =
      "./landscape --model \(model) --variants \(variants) \(options) --data . --scale quick --seeds 1 --steps 2 --every 1 --batch-size 8 --no-isolation --quiet "
      + "--workers 1 --threads 1"
    let line =
      "strip -o landscape $(command -v landscape) && \(command) --output wide && valgrind -q --tool=none \(command) --output narrow"
    let result = try Command.shell(line, in: folder)
    try #require(result.status == 0, "\(result)")
    let size = options.contains("float64") ? 8 : 4
    let runs = "\(folder)/wide/runs"
    let files = try FileManager.default.subpathsOfDirectory(atPath: runs).filter { $0.hasSuffix(".csv") || $0.hasSuffix(".safetensors") }
    #expect(files.count { $0.hasSuffix(".safetensors") } == variants.split(separator: ",").count)
    let (all, others) = (
      try FileManager.default.subpathsOfDirectory(atPath: runs),
      try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/narrow/runs")
    )
    #expect(Set(all) == Set(others))
    for file in files {
      let wide = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(runs)/\(file)")))
      let narrow = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/narrow/runs/\(file)")))
      let isWeights = file.hasSuffix(".safetensors")
      #expect(isWeights ? Self.areEqual(wide, narrow, size: size) : wide == narrow, "\(file)")
    }
  }

  /// Whether two files of numbers of `size` bytes are the same but for the sign of zeros, which Valgrind's multiplication and addition in one loses.
  private static func areEqual(_ a: [UInt8], _ b: [UInt8], size: Int) -> Bool {
    let header = 8 + Int(a.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    guard a.count == b.count, a.count > header, a.prefix(header) == b.prefix(header) else { return false }
    return stride(from: header, to: a.count, by: size).allSatisfy { start in
      func magnitude(_ bytes: [UInt8]) -> [UInt8] { bytes[start..<start + size - 1] + [bytes[start + size - 1] & 0x7f] }
      return a[start..<start + size] == b[start..<start + size]
        || (magnitude(a).allSatisfy { $0 == 0 } && magnitude(b).allSatisfy { $0 == 0 })
    }
  }
}
