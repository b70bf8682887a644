import Foundation
import Networks
import TestSupport
import Tensors
import Testing

/// The number of threads does not show in a single bit.
@Suite("threads within a pass")
struct ThreadTests {
  private func expectSame<R: Real>(
    _ problem: Problem, samples: Int, _ mode: Mode = .training, threads: [Int] = [2, 3], leastWork: Int = 1, as type: R.Type
  ) {
    let one = problem.results(samples: samples, mode, as: R.self)
    // Not a number is the same as not a number: what nobody wrote would pass.
    for (name, values) in one { #expect(values.isFinite, "\(problem.name): \(name)") }
    for count in threads {
      let several = problem.results(samples: samples, mode, team: Team(threads: count, leastWork: leastWork), as: R.self)
      #expect(several.count == one.count)
      for (name, values) in one {
        let same = several[name]?.elementsEqual(values) { withUnsafeBytes(of: $0, Array.init) == withUnsafeBytes(of: $1, Array.init) }
        #expect(same == true, "\(problem.name): \(name) with \(count) threads in \(R.precision)")
      }
    }
  }

  @Test("no type of layer is missing among the problems")
  func complete() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("Sources/Networks")
    let used = Set((Problem.all + Problem.large).flatMap { $0.network.nodes.map { "\(type(of: $0.layer))" } })
    var found = 0
    for case let file as URL in try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      let layers = /public (?:struct|enum) (\w+):[^{\n]*\b(?:Layer|UnaryLayer|BilinearLayer|LinearMap|ChannelNormalization)\b/
      for layer in text.matches(of: layers) {
        found += 1
        #expect(used.contains(String(layer.1)), "\(layer.1)")
      }
    }
    #expect(found > 20)
  }

  // Parts of any size, so that small layers are cut too; as many samples as let vectors be cut.
  @Test("every layer, normalization, activation and loss: the bits of one thread with 2 and 3", arguments: Problem.all)
  func catalogue(problem: Problem) {
    expectSame(problem, samples: 41, as: Float.self)
    expectSame(problem, samples: 41, as: Double.self)
  }

  @Test("evaluation mode, likewise", arguments: Problem.all)
  func evaluation(problem: Problem) {
    expectSame(problem, samples: 23, .evaluation, as: Float.self)
  }

  @Test("larger networks, with parts of the usual size and of any: the bits of one thread with 2, 3 and 7", arguments: Problem.large)
  func networks(problem: Problem) {
    for least in [1, Team().leastWork] {
      expectSame(problem, samples: 128, threads: [2, 3, 7], leastWork: least, as: Float.self)
      expectSame(problem, samples: 128, threads: [2, 3, 7], leastWork: least, as: Double.self)
    }
  }
}
