import Foundation
import Records
import TestSupport
import Testing

/// `measure` as a user meets it.
@Suite("measure", .serialized)
struct MeasureTests {
  private func answer(_ arguments: String, in folder: String = "/") throws -> [String: Any] {
    let result = try Command.run("measure", arguments, in: folder)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    return try JSON.object(Data(result.output.utf8))
  }

  private func expectEqual(_ found: [String: Any], _ expected: [String: Any]) {
    JSON.expectAgreement(found, expected, relative: 0, countsExactly: true) { _ in 1e-300 }
  }

  @Test("every golden case by the command line", arguments: GoldenCase.all)
  func golden(golden: GoldenCase) throws {
    let expected = try golden.expected()
    let request = "\(try TemporaryFolder.make())/request.json"
    try golden.request().write(to: URL(fileURLWithPath: request))
    let norm = (expected["gradient"] as? [String: Any])?["norm"] as? Double ?? 0
    JSON.expectAgreement(
      try answer("--case \(golden.folder) --request \(request)"), expected, relative: 1e-8, countsExactly: true,
      absolute: { _ in 1e-12 * max(1, norm) })
  }

  @Test("files named one by one, archives of NumPy's, an output file and the gradient's tensors")
  func files() throws {
    let golden = GoldenCase.all[2].folder
    let folder = try TemporaryFolder.make()
    for name in ["weights", "batch"] {
      let tensors = try TensorFile.read("\(golden)/\(name).safetensors")
      try TensorFile.write(tensors.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, to: "\(folder)/\(name).npz")
    }
    let whole = try answer("--case \(golden)")
    let result = try Command.run(
      "measure",
      "--model \(golden)/model.json --weights weights.npz --batch batch.npz --request \(golden)/request.json --direction "
        + "\(golden)/direction.safetensors --plane-x \(golden)/plane_x.safetensors --plane-y \(golden)/plane_y.safetensors --output answer.json "
        + "--tensors vectors.npz", in: folder)
    #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty, "\(result)")
    expectEqual(try JSON.object(Data(contentsOf: URL(fileURLWithPath: "\(folder)/answer.json"))), whole)
    let vectors = try TensorFile.read("\(folder)/vectors.npz")
    for (name, entry) in [("gradient", "gradient"), ("hessian_vector_product", "hessian_vector_product")] {
      let norms = try #require((whole[entry] as? [String: Any])?["tensors"] as? [String: Double])
      for (tensor, norm) in norms {
        let values = try #require(vectors["\(name).\(tensor)"]).doubles
        expectAgreement([values.reduce(0) { $0 + $1 * $1 }.squareRoot()], [norm], relative: 1e-12, absolute: 1e-14, "\(name).\(tensor)")
      }
    }
  }

  @Test(
    "a run's own folder is a case", arguments: ["--model dln", "--hidden 8", "--model cnn --batch-size 4 --variants noisy-batch,group"])
  func runFolder(options: String) throws {
    let folder = try TemporaryFolder.make()
    let study = try Command.run("landscape", "\(options) --scale quick --seeds 1 --steps 2 --every 1 --quiet --output out", in: folder)
    #expect(study.status == 0, "\(study.errors)")
    for run in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out/runs") where run != "store.json" {
      let found = try answer("--case out/runs/\(run)", in: folder)
      #expect(found["loss"] is Double && found["line"] is [String: Any] && found["evaluation"] is [String: Any], "\(run)")
    }
  }

  /// A golden case with one file changed.
  private func changed(_ file: String, of name: String = "mlp-batch-norm", _ change: (String) throws -> Void) throws -> String {
    let folder = "\(try TemporaryFolder.make())/case"
    let golden = try #require(GoldenCase.all.first { $0.testDescription == name })
    try FileManager.default.copyItem(atPath: golden.folder, toPath: folder)
    try golden.request().write(to: URL(fileURLWithPath: "\(folder)/request.json"))
    try change("\(folder)/\(file)")
    return folder
  }

  private func tensors(
    _ file: String, of name: String = "mlp-batch-norm", _ change: @escaping (inout [String: StoredTensor]) -> Void
  ) throws -> String {
    try changed(file, of: name) { path in
      var tensors = try TensorFile.read(path)
      change(&tensors)
      try TensorFile.write(tensors.map { ($0.key, $0.value) }, to: path)
    }
  }

  private func text(_ file: String, of name: String = "mlp-batch-norm", _ from: String, _ to: String) throws -> String {
    try changed(file, of: name) { path in
      let text = try String(contentsOfFile: path, encoding: .utf8).filter { !$0.isWhitespace }
      #expect(text.contains(from))
      try text.replacing(from, with: to).write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  @Test("hostile files end with status 1 and one line that names file, tensor, found and expected")
  func hostile() throws {
    let zeros = StoredTensor([Double](repeating: 0, count: 42), shape: [7, 6])
    var broken = zeros.doubles
    broken[5] = .nan
    let cases: [(String, String)] = [
      (
        try tensors("weights.safetensors") { $0["0.weight"] = StoredTensor(broken, shape: [7, 6]) },
        "weights.safetensors: 0.weight: found nan at element 5"
      ),
      (
        try tensors("weights.safetensors") { $0["0.weight"] = nil },
        "weights.safetensors: 0.weight: found no such tensor, expected one of shape [7, 6]"
      ),
      (
        try tensors("weights.safetensors") { $0["0.weight"] = StoredTensor(zeros.doubles, shape: [6, 7]) },
        "found shape [6, 7], expected [7, 6]"
      ),
      (
        try tensors("weights.safetensors") { $0["0.weight"] = StoredTensor([Int64](repeating: 1, count: 42), shape: [7, 6]) },
        "0.weight: found dtype I64"
      ),
      (
        try tensors("weights.safetensors") { $0["9.weight"] = zeros },
        "weights.safetensors: 9.weight: found a tensor that the model has no place for"
      ),
      (try tensors("batch.safetensors") { $0["x"] = StoredTensor([Double](), shape: [0, 6]) }, "batch.safetensors: x: found shape [0, 6]"),
      (
        try tensors("batch.safetensors") { $0["y"] = StoredTensor([Int64](repeating: 3, count: 12), shape: [12]) },
        "y: found label 3 of example 0"
      ),
      (
        try tensors("batch.safetensors") { $0["y"] = StoredTensor([Int64](repeating: .max, count: 12), shape: [12]) },
        "y: found label 9223372036854775807"
      ),
      (try tensors("batch.safetensors") { $0["y"] = StoredTensor([Int64](repeating: -1, count: 12), shape: [12]) }, "y: found label -1"),
      (try tensors("batch.safetensors") { $0["z"] = zeros }, "batch.safetensors: found tensors [\"x\", \"y\", \"z\"], expected x and y"),
      (try tensors("direction.safetensors") { $0["0.bias"] = nil }, "direction.safetensors: 0.bias: found no such tensor"),
      (try tensors("plane_x.safetensors") { $0["7.bias"] = zeros }, "plane_x.safetensors: 7.bias: found a tensor that is no parameter"),
      (
        try text("model.json", "\"out_features\":7", "\"out_features\":-7"),
        "layer 0 (Linear): found out_features -7, expected a number from 1"
      ),
      (
        try text("model.json", "\"out_features\":7", "\"out_features\":1e30"),
        "model.json: layers[0].out_features: found a value that is malformed or out of range, expected a whole number"
      ),
      (try text("model.json", "\"out_features\":7", "\"out_features\":8"), "0.weight: found shape [7, 6], expected [8, 6]"),
      (
        try text("model.json", "\"Linear\",\"out_features\":7", "\"Conv2d\",\"out_channels\":7,\"kernel_size\":3"),
        "layer 0 (Conv2d): found an input of 6, expected an image"
      ),
      (try text("model.json", "\"ReLU\"", "\"Relu\""), "found type Relu, expected one of Linear, Conv2d"),
      (try text("model.json", "{\"input\"", String(repeating: "[", count: 100_000)), "model.json: the file: found no valid JSON"),
      (try text("model.json", "cross_entropy", "hinge"), "loss: found hinge, expected one of cross_entropy"),
      (
        try text("request.json", "\"theory\"", "\"theorie\""),
        "request.json: theorie: found an unknown name, expected one of precision, "
      ),
      (
        try text("model.json", "{\"type\":\"BatchNorm\"}", "{\"type\":\"BatchNorm\",\"epsilon\":1}"),
        "model.json: layers[1].epsilon: found an unknown name, expected one of type, eps, momentum, affine"
      ),
      (
        try text("request.json", "\"evaluation\":{}", "\n\"evaluation\":oops"),
        "request.json: the file: found no valid JSON (Invalid value in line 2), expected it"
      ),
      (
        try text("request.json", "\"evaluation\":{}", "\"evaluation\":false"),
        "request.json: evaluation: found another kind of value, expected {}"
      ),
      (
        try text("request.json", "\"evaluation\":{}", "\"evaluation\":{},\"evaluation\":{}"),
        "request.json: evaluation: found the name twice, expected it once"
      ),
      (
        try tensors("weights.safetensors") {
          $0["1.running_var"] = StoredTensor([Double](repeating: -1, count: 7), shape: [7])
        },
        "weights.safetensors: 1.running_var: found -1.0 at element 0, expected a number from 0"
      ),
      (try text("request.json", "\"layer\":1", "\"layer\":2"), "theory: found layer 2, ReLU, expected a BatchNorm"),
      (try text("request.json", "float64", "float16"), "precision: found float16, expected one of float32, float64"),
      (try text("request.json", "\"bins\":40", "\"bins\":0"), "activations.bins: found 0, expected 1 to 1000000"),
      (
        try text("model.json", of: "resnet-small", "[\"layer1.0.bn2\",\"relu\"]", "[\"layer1.0.bn2\",\"layer2.0.relu2\"]"),
        "model.json: node \"layer1.0.add\": found input \"layer2.0.relu2\", expected an earlier node or \"input\""
      ),
      (
        try text("model.json", of: "resnet-small", "\"name\":\"layer2.0.relu2\"", "\"name\":\"relu\""),
        "model.json: node \"relu\": found a name that is used already, expected a name of its own"
      ),
      (
        try text("model.json", of: "resnet-small", "[\"layer2.0.bn2\",\"layer2.0.downsample.1\"]", "[\"layer2.0.bn2\",\"layer2.0.bn2\"]"),
        "model.json: node \"layer2.0.downsample.1\": found an output that no node reads"
      ),
      (
        try text("model.json", of: "shared-recurrent", "\"inputs\":[\"x1\"],", "\"inputs\":[\"h0\"],"),
        "model.json: layer ih1 (Linear): found parameters weight [8, 8], expected those of ih0 (Linear): weight [8, 4]"
      ),
      (
        try tensors("weights.safetensors", of: "resnet-small") { $0["layer2.0.downsample.0.weight"] = nil },
        "weights.safetensors: layer2.0.downsample.0.weight: found no such tensor, expected one of shape [6, 4, 1, 1]"
      ),
      (
        try changed("weights.safetensors") { try Data([0, 0, 0, 0, 0, 0, 0, 128]).write(to: URL(fileURLWithPath: $0)) },
        "header length of 9223372036854775808"
      ),
      (
        try changed("batch.safetensors") { try FileManager.default.removeItem(atPath: $0) },
        "batch.safetensors: cannot be read: No such file or directory"
      ),
    ]
    for (folder, message) in cases {
      let result = try Command.run("measure", "--case \(folder) --output \(folder)/answer.json", in: "/")
      #expect(result.status == 1 && result.output.isEmpty && result.errors.contains(message), "\(message): \(result)")
      #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/answer.json"))
    }
    #expect(try Command.run("measure", "--model m.json", in: "/").status == 64)
  }

  @Test("a batch that leaves a normalization one value is answered with a warning")
  func warning() throws {
    let folder = try tensors("batch.safetensors") { batch in
      batch["x"] = StoredTensor([1.0, 2, 3, 4, 5, 6], shape: [1, 6])
      batch["y"] = StoredTensor([1 as Int64], shape: [1])
    }
    let result = try Command.run("measure", "--case \(folder)", in: "/")
    let warnings = try #require(try JSON.object(Data(result.output.utf8))["warnings"] as? [String])
    #expect(
      warnings.first?.hasPrefix("layer 1 (BatchNorm1d): found one value a channel of this batch, expected more") == true
    )
    #expect(result.status == 0 && result.errors == warnings.map { "Warning: \($0)\n" }.joined(), "\(result)")
  }

  @Test(
    "an empty path is refused, and nothing is read or written in the root",
    arguments: [
      "case", "model", "weights", "batch", "request", "direction", "plane-x", "plane-y", "output", "tensors", "tables", "data",
    ])
  func emptyPath(option: String) throws {
    let golden = GoldenCase.all[0].folder
    let folder = try TemporaryFolder.make()
    let result = try Command.shell("measure --case \(golden) --\(option) ''", in: folder)
    #expect(
      result.status == 64 && result.output.isEmpty
        && result.errors == "Error: --\(option): found nothing, expected a path\n", "\(result)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test("an answer that cannot be written is one line and status 1, whatever is closed or full")
  func unwritten() throws {
    let golden = GoldenCase.all[2].folder
    let folder = try TemporaryFolder.make()
    func expectFailure(_ redirections: String, _ message: String) throws {
      let result = try Command.shell("measure --case \(golden) --tensors tensors.npz \(redirections)", in: folder)
      #expect(result.status == 1 && result.output.isEmpty && result.errors == message, "\(redirections): \(result)")
      // A file that took the place of a closed stream would have the answer written over it.
      #expect(try TensorFile.read("\(folder)/tensors.npz").isEmpty == false)
      try FileManager.default.removeItem(atPath: "\(folder)/tensors.npz")
    }
    let full = "Error: standard output: cannot be written: No space left on device\n"
    let closed = "Error: standard output: cannot be written: Bad file descriptor\n"
    try expectFailure(">/dev/full", full)
    try expectFailure(">&-", closed)
    try expectFailure("<&- >&-", closed)
    try expectFailure(">/dev/full 2>/dev/full", "")
    try expectFailure("<&- >&- 2>&-", "")
    for redirections in ["2>/dev/full", "2>&-"] {
      let result = try Command.shell("measure --case nowhere \(redirections)", in: folder)
      #expect(result.status == 1 && result.output.isEmpty && result.errors.isEmpty, "\(result)")
    }
    let written = try Command.shell("measure --case \(golden) --output answer.json <&- >&- 2>&-", in: folder)
    #expect(written.status == 0)
    expectEqual(
      try JSON.object(Data(contentsOf: URL(fileURLWithPath: "\(folder)/answer.json"))), try answer("--case \(golden)"))
  }

  @Test("the help says what a plane is")
  func help() throws {
    let help = try Command.run("measure", "--help", in: "/").output.split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
    for words in [
      "directions are filter-normalized", "step sizes along the raw gradient", "--schema",
      "tensors of one dimension, such as biases, are left alone",
      "loss[beta][alpha], a row a beta",
    ] {
      #expect(help.contains(words), "\(help)")
    }
  }
}
