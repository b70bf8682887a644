import TestSupport
import Testing

@Suite("options of normalization")
struct NormalizationOptionTests {
  /// The runs of a plan by their variant.
  private func plan(_ options: String, in folder: String) throws -> [String: String] {
    let study = "--model dln --scale quick --variants batch,ghost --seeds 1 --plan"
    let result = try Command.run("norms", "\(study) \(options)", in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let rows = result.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    return Dictionary(uniqueKeysWithValues: rows.map { (String($0[3]), String($0[1])) })
  }

  @Test("a ghost batch is part of the runs that have one, and of no others; the usual one is as good as none given")
  func ghostBatch() throws {
    let folder = try TemporaryFolder.make()
    let usual = try plan("", in: folder)
    #expect(usual.count == 2)
    #expect(try plan("--ghost-batch 32", in: folder) == usual)
    let smaller = try plan("--ghost-batch 16", in: folder)
    #expect(smaller["batch"] == usual["batch"] && smaller["ghost"] != usual["ghost"])
  }

  @Test("normalization behind nonlinearities is refused by the option's name and with the reason, where a model has no place for it")
  func place() throws {
    let folder = try TemporaryFolder.make()
    func run(_ model: String) throws -> (status: Int32, output: String, errors: String) {
      let result = try Command.run(
        "norms", "--model \(model) --scale quick --variants batch --seeds 1 --normalization-place after --plan", in: folder)
      return (result.status, result.output, result.errors)
    }
    for (model, reason) in [
      ("resnet8", "before, or --pre-activation on: without it a block's second normalization has no ReLU of its own"),
      ("rnn", "before: it normalizes the terms of a sum and not what its nonlinearity takes"),
    ] {
      let refused = try run(model)
      #expect(refused.status == 64 && refused.errors.contains("--normalization-place: found after in model \(model), expected \(reason)"))
    }
    #expect(try run("resnet8 --pre-activation on").status == 0)
  }
}
