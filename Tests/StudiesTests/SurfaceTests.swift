import Foundation
import Records
import TestSupport
import Testing

/// `surface` as a user meets it: its files, its refusals, and what becomes of it when it is stopped in the middle.
@Suite("surface", .serialized)
struct SurfaceTests {
  /// A folder with the runs of one network with batch normalization and one without, both with their trajectories.
  private static let folder: String = {
    guard let folder = try? TemporaryFolder.make() else { return "" }
    let labels = (0..<96).map { UInt8($0 * 5 % 3) }
    guard let data = try? ImageFiles.make(training: labels, test: Array(labels.prefix(24)), side: 4) else { return "" }
    let options = "--hidden 6 --steps 24 --batch-size 16 --every 12 --scale quick --seeds 1 --variants none,batch --quiet --no-isolation"
    _ = try? Command.run("landscape", "\(options) --trajectory 4 --data \(data) --output kept", in: folder)
    _ = try? Command.run("landscape", "\(options) --data \(data) --output unkept", in: folder)
    try? FileManager.default.moveItem(atPath: data, toPath: "\(folder)/data")
    return folder
  }()

  private func run(of study: String = "kept", _ variant: String = "batch") throws -> String {
    let runs = "\(Self.folder)/\(study)/runs"
    return
      "\(study)/runs/\(try #require(try FileManager.default.contentsOfDirectory(atPath: runs).first { $0.hasPrefix("mlp-\(variant)") }))"
  }

  private func surface(_ arguments: String) throws -> (status: Int32, output: String, errors: String) {
    try Command.run("surface", "--data data \(arguments)", in: Self.folder)
  }

  private func expectSame(_ one: String, _ other: String, _ sourceLocation: SourceLocation = #_sourceLocation) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/\(one)").sorted()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/\(other)").sorted() == names, sourceLocation: sourceLocation)
    for name in names {
      let isSame = FileManager.default.contentsEqual(atPath: "\(Self.folder)/\(one)/\(name)", andPath: "\(Self.folder)/\(other)/\(name)")
      #expect(isSame, "\(name)", sourceLocation: sourceLocation)
    }
  }

  @Test("a line and a plane leave tables, arrays, PolyData, settings and figures, and the weights as they were")
  func files() throws {
    let run = try run()
    let weights = try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(run)/weights.safetensors"))
    let metrics = "loss,accuracy,gradient-norm,largest-eigenvalue,smallest-eigenvalue"
    let result = try surface("--run \(run) --shape both --alphas -1:1:5 --betas -0.5:1:4 --metrics \(metrics) --pairs 2 --output files")
    #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(run)/weights.safetensors")) == weights)
    let names = Set(try FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/files"))
    let figures = ["contours-1", "contours-accuracy-2", "surface-2", "contours-largest-eigenvalue-1", "line"].flatMap { figure in
      ["csv", "gnuplot", "svg", "png"].map { "figure-\(figure).\($0)" }
    }
    let expected = ["line.csv", "line.npz", "plane.csv", "plane.npz", "plane-1.vtp", "plane-2.vtp", "surface.json"] + figures
    #expect(names.isSuperset(of: expected), "\(names)")
    #expect(!names.contains { $0.hasPrefix(".") }, "\(names)")
    let listed = Set(result.output.split(separator: "\n").dropFirst().map { String($0.split(separator: " ")[0].dropFirst("files/".count)) })
    #expect(listed.isSubset(of: names) && listed.isSuperset(of: ["plane.csv", "surface.json", "figure-line.png"]))

    let plane = try CSVTable(contentsOf: "\(Self.folder)/files/plane.csv")
    let columns = ["loss", "accuracy", "gradient_norm", "largest_eigenvalue", "smallest_eigenvalue"]
    #expect(plane.columns == ["pair", "alpha", "beta"] + columns && plane.rows.count == 40)
    let line = try CSVTable(contentsOf: "\(Self.folder)/files/line.csv")
    #expect(line.columns == ["pair", "alpha"] + columns && line.rows.count == 10)
    // θ is on the line and on the plane of every pair, and has one loss; β = 0 is a place of the plane's grid.
    let centre = try #require(line.numbers("loss"))[2]
    #expect(line.numbers("loss")?[7] == centre && plane.numbers("loss")?[7] == centre && plane.numbers("loss")?[27] == centre)
    #expect(plane.numbers("alpha")?[7] == 0 && plane.numbers("beta")?[7] == 0)
    let arrays = try TensorFile.read("\(Self.folder)/files/plane.npz")
    #expect(arrays["loss"]?.shape == [2, 4, 5] && arrays["loss"]?.doubles == plane.numbers("loss"))
    #expect(arrays["alphas"]?.doubles == [-1, -0.5, 0, 0.5, 1] && arrays["betas"]?.doubles == [-0.5, 0, 0.5, 1])
    let largest = try #require(plane.numbers("largest_eigenvalue"))
    let smallest = try #require(plane.numbers("smallest_eigenvalue"))
    #expect(zip(largest, smallest).allSatisfy { $0 >= $1 } && largest.allSatisfy(\.isFinite))
    // `measure` looks at the same batch at the same point.
    let measured = try Command.run("measure", "--case \(run) --data data --output measured.json", in: Self.folder)
    let answer = try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/measured.json")))
    guard measured.status == 0, case .object(let entries) = answer, case .number(let loss)? = entries["loss"] else {
      Issue.record("\(measured)")
      return
    }
    // The run is float32, and measure computes in float64.
    expectAgreement([centre], [loss], relative: 1e-5)
  }

  @Test(
    "the loss along other weights' direction is the other weights' at 1, with every kind of statistics",
    arguments: ["batch", "running", "recomputed"])
  func checkpoint(normalization: String) throws {
    let run = try run()
    let other = "\(run)/trajectory-00000012.safetensors"
    let options =
      "--shape line --normalization \(normalization) --metrics loss,accuracy --split training --batch-size 24 --precision float64"
    let line = try surface("--run \(run) --x checkpoint:\(other) --alphas 0:1:3 \(options) --output to-\(normalization)")
    let there = try surface("--run \(run) --weights \(other) --x random --alphas 0:0:1 \(options) --output at-\(normalization)")
    #expect(line.status == 0 && there.status == 0, "\(line) \(there)")
    let (own, expected) = (
      try CSVTable(contentsOf: "\(Self.folder)/to-\(normalization)/line.csv"),
      try CSVTable(contentsOf: "\(Self.folder)/at-\(normalization)/line.csv")
    )
    let (found, wanted) = (try #require(own.numbers("loss"))[2], try #require(expected.numbers("loss"))[0])
    // Kept running statistics belong to the weights that they were kept at: there the two differ.
    if normalization == "running" { #expect(abs(found - wanted) > 1e-6) } else { expectAgreement([found], [wanted], relative: 1e-10) }
    let settings = try String(contentsOfFile: "\(Self.folder)/to-\(normalization)/surface.json", encoding: .utf8)
    let script = try String(contentsOfFile: "\(Self.folder)/to-\(normalization)/figure-line.gnuplot", encoding: .utf8)
    let words = ["batch": "each batch's own", "running": "running statistics kept", "recomputed": "recomputed at every point"]
    for text in [settings, script] { #expect(text.contains(words[normalization] ?? "?")) }
  }

  @Test("a plane of a training trajectory has its checkpoints with distances and losses, and a random walk's shares beside its own")
  func trajectory() throws {
    let run = try run()
    let result = try surface("--run \(run) --x trajectory-1 --y trajectory-2 --precision float64 --output walk")
    #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
    let table = try CSVTable(contentsOf: "\(Self.folder)/walk/trajectory.csv")
    #expect(table.numbers("step") == [0, 4, 8, 12, 16, 20, 24])
    func numbers(_ name: String) throws -> [Double] { try #require(table.numbers(name)) }
    // The last point is θ: on the plane, in its origin.
    for name in ["alpha", "beta", "plane_distance", "end_distance"] {
      let last = try numbers(name)[6]
      #expect(abs(last) < 1e-12)
    }
    let (losses, planeLosses) = (try numbers("loss"), try numbers("plane_loss"))
    #expect(losses[6] == planeLosses[6])
    for index in 0..<7 {
      let (alpha, beta, rest) = (try numbers("alpha")[index], try numbers("beta")[index], try numbers("plane_distance")[index])
      expectAgreement(
        [(alpha * alpha + beta * beta + rest * rest).squareRoot()], [try numbers("end_distance")[index]], relative: 1e-9, absolute: 1e-12)
    }
    // The first checkpoint's loss, by way of its own weights.
    let first = try surface(
      "--run \(run) --weights \(run)/trajectory-00000000.safetensors --shape line --alphas 0:0:1 --precision float64 --output first")
    #expect(first.status == 0, "\(first)")
    expectAgreement(
      [try numbers("loss")[0]], try #require(try CSVTable(contentsOf: "\(Self.folder)/first/line.csv").numbers("loss")), relative: 1e-12)
    let plane = try CSVTable(contentsOf: "\(Self.folder)/walk/plane.csv")
    let (alphas, own) = (try #require(plane.numbers("alpha")), try numbers("alpha"))
    #expect(alphas.contains(0) && own.allSatisfy { $0 >= (alphas.min() ?? 0) && $0 <= (alphas.max() ?? 0) })
    let script = try String(contentsOfFile: "\(Self.folder)/walk/figure-contours.gnuplot", encoding: .utf8)
    #expect(script.contains("a random walk's without momentum holds 63.1 % + 16.6 %") && script.contains("trajectory.csv"), "\(script)")
    #expect(FileManager.default.fileExists(atPath: "\(Self.folder)/walk/figure-trajectory.png"))
    // The last point kept is the run's end.
    #expect(
      FileManager.default.contentsEqual(
        atPath: "\(Self.folder)/\(run)/trajectory-00000024.safetensors", andPath: "\(Self.folder)/\(run)/weights.safetensors"))
  }

  @Test("keeping a trajectory changes nothing else of a run")
  func keeping() throws {
    for variant in ["none", "batch"] {
      let (kept, unkept) = (try run(variant), try run(of: "unkept", variant))
      for file in ["weights.safetensors", "training.csv", "line.csv", "model.json"] {
        #expect(
          FileManager.default.contentsEqual(atPath: "\(Self.folder)/\(kept)/\(file)", andPath: "\(Self.folder)/\(unkept)/\(file)"),
          "\(file)")
      }
      #expect(kept != unkept)
    }
  }

  @Test("no number of threads shows, a damaged table is measured again, and a finished one comes out the same again")
  func threads() throws {
    let run = try run()
    let options = "--run \(run) --shape both --alphas -1:1:7 --x gradient --y eigenvector-1 --metrics loss,largest-eigenvalue --quiet"
    for count in [1, 2, 5] { #expect(try surface("\(options) --threads \(count) --output threads-\(count)").status == 0) }
    try expectSame("threads-1", "threads-2")
    try expectSame("threads-1", "threads-5")
    // A damaged table is not believed.
    let path = "\(Self.folder)/threads-5/plane.csv"
    try String(contentsOfFile: path, encoding: .utf8).replacing("1.0", with: "1.5").write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try surface("\(options) --output threads-5").status == 0)
    try expectSame("threads-1", "threads-5")
    #expect(try surface("\(options) --output threads-5").status == 0)
    try expectSame("threads-1", "threads-5")
  }

  @Test("killed in the middle of a plane it goes on, to the same bytes; so does one that Ctrl-C ended", arguments: [SIGKILL, SIGINT])
  func resumes(signal: Int32) throws {
    let options = "--data data --run \(try run()) --alphas -1:1:61 --metrics loss,gradient-norm,largest-eigenvalue --threads 2 --quiet"
    if !FileManager.default.fileExists(atPath: "\(Self.folder)/whole") {
      #expect(try Command.run("surface", "\(options) --output whole", in: Self.folder).status == 0)
    }
    let output = "stopped-\(signal)"
    let (process, _, errors) = try Command.start(
      "surface", "\(options) --output \(output)".split(separator: " ").map(String.init), in: Self.folder)
    func journalSize() -> Int {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/\(output)")) ?? []
      guard let name = names.first(where: { $0.hasPrefix(".unfinished-") }) else { return 0 }
      return (try? Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(output)/\(name)")).count) ?? 0
    }
    while process.isRunning, journalSize() < 2000 { Thread.sleep(forTimeInterval: 0.01) }
    kill(process.processIdentifier, signal)
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let before = journalSize()
    #expect(before >= 2000 && before < 61 * 61 * 36, "\(before)")
    if signal == SIGINT {
      #expect(process.terminationStatus == 130 && text.contains("interrupted") && text.split(separator: "\n").count == 1, "\(text)")
    }
    let result = try Command.run("surface", "\(options) --output \(output)", in: Self.folder)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
    try expectSame("whole", output)
  }

  @Test(
    "what cannot be drawn is one line, and leaves no file",
    arguments: [
      ("--alphas -1:1:100001 --betas 0:1:10000", 64, "--alphas, --betas: found 1e+09 points, which take 120 GB and about "),
      (
        "--alphas -1:1:24", 64,
        "--alphas: found -1:1:24, which passes 0 by, expected a place at 0, where the network is, as -1:1:51 has one"
      ),
      ("--alphas 0:1:0", 64, "found 0:1:0, expected from:to:count such as -1:1:51"),
      ("--alphas 0:1:-2", 64, "found 0:1:-2, expected from:to:count"), ("--betas 1:0:3", 64, "found 1:0:3, expected from:to:count"),
      ("--pairs 0", 64, "found 0, expected a positive whole number"), ("--batches=-1", 64, "found -1, expected a positive whole number"),
      ("--metrics loss,sharpness", 64, "found sharpness, expected some of loss, accuracy, gradient-norm, largest-eigenvalue"),
      ("--metrics loss,loss", 64, "found loss,loss, expected nothing twice"),
      ("--x eigenvector-3", 64, "found eigenvector-3, expected random, gradient, eigenvector-1"),
      ("--x checkpoint:", 64, "found checkpoint:, expected random"),
      ("--x gradient --y gradient", 64, "--y: found gradient, a direction parallel to x (cosine "),
      ("--x checkpoint:OWN", 64, "a direction of length 0.0, expected a positive, finite length"),
      ("--x checkpoint:NONE", 1, "found a tensor that the model has no place for, expected the same network's weights"),
      ("--x checkpoint:nan.safetensors", 1, "nan.safetensors: 1.weight: found nan at element 3, expected a finite float32"),
      ("--weights nan.safetensors", 1, "nan.safetensors: 1.weight: found nan at element 3, expected a finite float32"),
      ("--x file:none.safetensors", 1, "none.safetensors: cannot be read: No such file or directory"),
      (
        "--x trajectory-1 --y gradient UNKEPT", 1,
        "found no training trajectory, expected trajectory-*.safetensors: train with --trajectory STEPS"
      ),
      ("--x trajectory-1 --shape line --normalize filter", 64, "--normalize: found trajectory-1, expected a direction that may be scaled"),
      ("--shape line --y gradient", 64, "--y: found shape line, expected plane or both"),
      ("--x gradient --y eigenvector-1 --pairs 2", 64, "--pairs: found 2 without a random direction, expected 1"),
      ("--split test --examples 25", 64, "--examples: found 25, expected at most the 24 of the test split"),
      ("--examples 3", 64, "--examples: found no --split, expected training or test"),
      ("--normalization frozen", 64, "found frozen, expected one of batch, running, recomputed"),
      ("--statistics-batches 2", 64, "--statistics-batches: found --normalization batch, expected recomputed"),
      ("--case missing", 64, "--run, --case: found both, expected one of them with a folder"),
    ])
  func refusals(arguments: String, status: Int32, message: String) throws {
    let (own, none) = (try run(), try run("none"))
    let path = "\(Self.folder)/nan.safetensors"
    if !FileManager.default.fileExists(atPath: path) {
      var tensors = try TensorFile.read("\(Self.folder)/\(own)/weights.safetensors")
      let weight = try #require(tensors["1.weight"])
      var values = weight.doubles.map { Float($0) }
      values[3] = .nan
      tensors["1.weight"] = StoredTensor(values, shape: weight.shape)
      try TensorFile.write(tensors.map { (name: $0.key, tensor: $0.value) }, to: path)
    }
    let folder = arguments.contains("UNKEPT") ? try run(of: "unkept") : own
    let options = arguments.replacing("OWN", with: "\(own)/weights.safetensors").replacing("NONE", with: "\(none)/weights.safetensors")
      .replacing(" UNKEPT", with: "")
    let result = try surface("--run \(folder) \(options) --output refused")
    #expect(result.status == status && result.errors.contains(message) && result.output.isEmpty, "\(result)")
    #expect(result.errors.split(separator: "\n").count == 1 && !result.errors.contains("["), "\(result.errors)")
    let left = (try? FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/refused")) ?? []
    #expect(left.isEmpty, "\(left)")
  }

  @Test(
    "a disk that fills in the middle of a plane is one line, and the plane goes on", .enabled(if: geteuid() == 0, "mounting takes root"))
  func fullDisk() throws {
    let disk = try TemporaryFolder.make()
    func mount(_ options: String) throws -> Int32 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/mount")
      process.arguments = ["-t", "tmpfs", "-o", options, "tmpfs", disk]
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    guard try mount("size=16k") == 0 else { return print("surface: no tmpfs can be mounted here, a full disk is not tried") }
    defer {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/umount")
      process.arguments = ["-l", disk]
      try? process.run()
      process.waitUntilExit()
    }
    let options = "--run \(try run()) --alphas -1:1:41 --quiet"
    let full = try surface("\(options) --output \(disk)/plane")
    #expect(full.status == 1 && full.errors.contains("cannot be written: No space left on device"), "\(full)")
    #expect(full.errors.split(separator: "\n").count == 1)
    #expect(try mount("remount,size=64m") == 0)
    #expect(try surface("\(options) --output \(disk)/plane").status == 0)
    #expect(try surface("\(options) --output room").status == 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/room") {
      #expect(FileManager.default.contentsEqual(atPath: "\(Self.folder)/room/\(name)", andPath: "\(disk)/plane/\(name)"), "\(name)")
    }
  }
}
