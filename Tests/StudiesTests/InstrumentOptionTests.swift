import Foundation
import Records
import TestSupport
import Testing

@Suite("--instruments")
struct InstrumentOptionTests {
  @Test("adds to what a study measures, changes nothing of it, and refuses what it cannot add")
  func adds() throws {
    let folder = try TemporaryFolder.make()
    let study = "--model dln --scale quick --variants batch --seeds 1 --steps 20 --quiet --no-isolation"
    #expect(try Command.run("norms", "\(study) --output plain", in: folder).status == 0)
    let result = try Command.run("norms", "\(study) --instruments gradient,curvature,activations --output more", in: folder)
    #expect(result.status == 0, "\(result.errors)")
    func run(_ name: String) throws -> String {
      let runs = "\(folder)/\(name)/runs"
      return "\(runs)/\(try #require(try FileManager.default.contentsOfDirectory(atPath: runs).first { $0 != "store.json" }))"
    }
    let (plain, more) = (try run("plain"), try run("more"))
    #expect(URL(fileURLWithPath: plain).lastPathComponent != URL(fileURLWithPath: more).lastPathComponent)
    for file in ["training.csv", "landscape.csv", "weights.safetensors"] {
      #expect(FileManager.default.contentsEqual(atPath: "\(plain)/\(file)", andPath: "\(more)/\(file)"), "\(file)")
    }
    let gradient = try CSVTable(contentsOf: "\(more)/gradient.csv")
    #expect(gradient.texts("tensor")?.first == "all" && gradient.numbers("step")?.last == 20)
    #expect(try CSVTable(contentsOf: "\(more)/curvature.csv").texts("quantity")?.contains("largest") == true)
    let wrong = try Command.run("norms", "\(study) --instruments plane --output wrong", in: folder)
    #expect(wrong.status == 64 && wrong.errors.contains("found plane, expected some of training, evaluation"), "\(wrong.errors)")
  }
}
