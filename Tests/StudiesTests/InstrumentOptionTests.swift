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
    let result = try Command.run("norms", "\(study) --instruments gradient,curvature,activations,inspection --output more", in: folder)
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
    // Looks of several steps could not be told apart in a file without steps: each unit is there once.
    #expect(try CSVTable(contentsOf: "\(more)/inspection.csv").numbers("unit") == (0..<10).map(Double.init))
    #expect(try CSVTable(contentsOf: "\(more)/curvature.csv").texts("quantity")?.contains("largest") == true)
    let twice = try Command.run("norms", "\(study) --instruments gradient,gradient --output wrong", in: folder)
    #expect(twice.status == 64 && twice.errors.contains("found gradient,gradient, expected nothing twice"), "\(twice.errors)")
    let wrong = try Command.run("norms", "\(study) --instruments plane --output wrong", in: folder)
    #expect(wrong.status == 64 && wrong.errors.contains("found plane, expected some of training, evaluation"), "\(wrong.errors)")
  }

  @Test("is in TensorBoard by what each row belongs to, so that no two rows of a step are one scalar")
  func events() throws {
    let folder = try TemporaryFolder.make()
    let options = "--model dln --scale quick --variants batch --seeds 1 --steps 4 --quiet --tensorboard --output out"
    let result = try Command.run(
      "norms", "\(options) --instruments gradient,representations,distribution-shift,covariate-shift,activations", in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let path = "\(folder)/out/tensorboard"
    let run = try #require(try FileManager.default.contentsOfDirectory(atPath: path).first { $0 != "study" })
    let file = try #require(try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(run)").first)
    let events = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(run)/\(file)"))
    for tag in [
      "training/loss", "gradient/all/norm", "gradient/0.weight/norm", "representations/1/gradient_norm",
      "distribution_shift/1-step/mean_drift",
      "distribution_shift/1-start/mean_drift", "covariate_shift/2.weight/cosine", "activations/1-BatchNorm/mean",
    ] { #expect(events.range(of: Data(tag.utf8)) != nil, "\(tag)") }
    for tag in ["gradient/norm", "representations/gradient_norm", "distribution_shift/mean_drift", "line/"] {
      #expect(events.range(of: Data(tag.utf8)) == nil, "\(tag)")
    }
  }
}
