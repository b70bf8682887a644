import Foundation
import Records
import TestSupport
import Testing

/// The same bytes on every processor from x86-64-v3 on: the hash of quick runs' tables and weights, which every machine must meet. Sanitizers compile sums
/// in other orders, so `Tests/sanitize` leaves this suite out.
@Suite("the same bytes on every processor")
struct SameBytesTests {
  /// A study's options, and the hash of what its runs hold. A change that is meant to change results raises the version of its instruments, and the hash
  /// here.
  static let runs: [(options: String, hash: String)] = [
    ("--variants none,batch,l1,l2,linf,layer,group,noisy-batch --steps 20 --hidden 48,40 --batch-size 37", "27f704e9b3b920ed"),
    ("--model cnn --variants none,batch --steps 3 --batch-size 24", "502726457531529a"),
    ("--model dln --variants none,batch --steps 20", "befb07bd2b663680"),
  ]

  @Test("quick runs have the committed hashes", arguments: runs.indices)
  func hashes(index: Int) throws {
    let folder = try TemporaryFolder.make()
    let (options, expected) = Self.runs[index]
    let result = try Command.run(
      "landscape", "--scale quick --seeds 1 --every 10 --quiet --workers 1 \(options) --output out", in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let found = try hash(of: "\(folder)/out/runs")
    #expect(found == expected, "\(options): found \(found)")
  }

  /// The hash of all files of runs but for manifests, which say where and when.
  private func hash(of runs: String) throws -> String {
    var bytes = Data()
    for run in try FileManager.default.contentsOfDirectory(atPath: runs).sorted() where run != "store.json" {
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(runs)/\(run)").sorted() where name != "manifest.json" {
        bytes += Data("\(run)/\(name)\n".utf8) + (try Data(contentsOf: URL(fileURLWithPath: "\(runs)/\(run)/\(name)")))
      }
    }
    return Checksum.fnv1a(bytes)
  }
}
