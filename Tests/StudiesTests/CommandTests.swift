import Foundation
import Records
import TestSupport
import Testing

/// The command as a user meets it: what it prints, how it ends, and what it leaves behind.
@Suite("commands", .serialized)
struct CommandTests {
  private func run(_ arguments: String, of study: String = "landscape", in folder: String) throws -> (
    status: Int32, output: String, errors: String
  ) { try Command.run(study, arguments, in: folder) }

  @Test(
    "wrong options end with status 64 and a line that names option, found and expected",
    arguments: [
      ("--seeds 5-3", "'5-3' is invalid for '--seeds <seeds>': expected a count such as 5"),
      ("--variants none,bach", "'--variants <list>': found bach, expected one of none, batch"),
      ("--steps 0", "'--steps <steps>': found 0, expected a positive whole number"),
      ("--batch-size=-3", "'--batch-size <batch-size>': found -3, expected a positive whole number"),
      ("--learning-rate nan", "'--learning-rate <learning-rate>': found nan, expected a positive number"),
      ("--hidden 64,,3", "'--hidden <list>': found nothing, expected a positive whole number"),
      ("--step-sizes 1,0", "'--step-sizes <list>': found 0, expected positive numbers"),
      ("--normalization-place behind", "'--normalization-place <normalization-place>': found behind, expected one of before, after"),
      ("--variants ghost --ghost-batch 0", "'--ghost-batch <examples>': found 0, expected a positive whole number"),
      ("--model cnn7", "'--model <model>': found cnn7, expected one of mlp, dln, cnn, vgg11"),
      ("--optimizer sam --rho 0", "'--rho <rho>': found 0, expected a positive number"),
      (
        "--schedule cosin",
        "'--schedule <schedule>': found cosin, expected constant, cosine, steps:0.1@100,200 or exponential:0.999"
      ),
      ("--warm-up 0", "'--warm-up <steps>': found 0, expected a positive whole number"),
      ("--model dln --steps 50 --warm-up 50", "--warm-up: found 50, expected fewer than the 50 steps of a run"),
      (
        "--model dln --steps 50 --schedule steps:0.1@20,50",
        "--schedule: found steps:0.1@20,50, expected steps below the 50 of a run"
      ),
      (
        "--model dln --steps 5000 --schedule exponential:0.5",
        "--schedule: found exponential:0.5, expected one that leaves a finite rate above 0 after the 5000 steps of a run"
      ),
      ("--model resnet7", "'--model <model>': found resnet7, expected one of mlp, dln, cnn, vgg11"),
      ("--clip 0", "'--clip <clip>': found 0, expected a positive number"),
      ("--shortcuts yes", "'--shortcuts <shortcuts>': found yes, expected one of on, off"),
      ("--model resnet8 --branch-scale=-1", "'--branch-scale <branch-scale>': found -1, expected a number from 0"),
      ("--gamma x", "'--gamma <gamma>': found x, expected a number from 0"),
      ("--momentum 1", "--momentum: found 1.0, expected 0 to below 1"),
      ("--model dln --batch-size 2000", "--batch-size: found 2000, expected at most the 1000 training examples"),
      ("--no-such-option", "Unknown option '--no-such-option'"),
    ])
  func wrongOptions(arguments: String, message: String) throws {
    let folder = try TemporaryFolder.make()
    let result = try run(arguments, in: folder)
    #expect(result.status == 64 && result.errors.contains(message) && result.output.isEmpty, "\(result)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test(
    "options that would do nothing are refused",
    arguments: [
      ("landscape", "--optimizer adam --momentum 0.9", "--momentum: found optimizer adam, expected sgd or sam"),
      ("landscape", "--optimizer adam --momentum 0", "--momentum: found optimizer adam, expected sgd or sam"),
      ("landscape", "--rho 0.1", "--rho: found optimizer sgd, expected sam"),
      ("landscape", "--model mlp --width 2", "--width: found model mlp, expected a vgg or resnet"),
      ("landscape", "--model cnn --width 0.5", "--width: found model cnn, expected a vgg or resnet"),
      ("norms", "--model dln --hidden 5", "--hidden: found model dln, expected mlp, rnn or lstm"),
      ("landscape", "--model vgg11 --hidden 5", "--hidden: found model vgg11, expected mlp, rnn or lstm"),
      ("landscape", "--model resnet20 --hidden 5", "--hidden: found model resnet20, expected mlp, rnn or lstm"),
      ("landscape", "--model lstm --hidden 5,6", "--hidden: found 5,6, expected one width for lstm"),
      ("landscape", "--model vgg11 --shortcuts off", "--shortcuts: found model vgg11, expected a resnet"),
      ("landscape", "--model resnet8 --shortcuts off --branch-scale 0", "--branch-scale: found shortcuts off, expected shortcuts on"),
      ("landscape", "--model resnet20 --rows permuted", "--rows: found model resnet20, expected rnn or lstm"),
      ("landscape", "--model rnn --width 0.5", "--width: found model rnn, expected a vgg or resnet"),
      ("landscape", "--variants none,noise --gamma 0.1", "--gamma: found variants none,noise, expected one with a γ"),
      ("landscape", "--variants none,weight --gamma 0.1", "--gamma: found variants none,weight, expected one with a γ"),
      (
        "landscape", "--model mlp --variants none,ghost --ghost-batch 1",
        "--ghost-batch: found 1 in model mlp, expected 2 or more: a single value is all that its normalization sees, and is taken away"
      ),
      (
        "landscape", "--model rnn --variants none,layer --recurrent-statistics shared",
        "--recurrent-statistics: found variants none,layer, expected one with running statistics"
      ),
      (
        "landscape", "--model lstm --variants none,weight --recurrent-normalization input",
        "--recurrent-normalization: found variants none,weight, expected one that normalizes what layers put out"
      ),
      ("landscape", "--clip 1 --optimizer sam", "--clip: found optimizer sam, expected sgd or adam"),
      ("landscape", "--model cnn --activation relu", "--activation: found model cnn, expected mlp"),
      ("landscape", "--model dln --activation tanh", "--activation: found model dln, expected mlp"),
      ("landscape", "--augment", "--augment: found model mlp, expected a convolutional model"),
      ("norms", "--ghost-batch 16", "--ghost-batch: found variants none,batch,l1,l2,linf, expected ghost among them"),
      (
        "norms", "--model dln --normalization-place after",
        "--normalization-place: found model dln, expected one with nonlinearities"
      ),
      (
        "landscape", "--variants none,weight --normalization-place before",
        "--normalization-place: found variants none,weight, expected one that normalizes what layers put out"
      ),
      (
        "landscape", "--model cnn --variants none,instance --normalization-place after",
        "--normalization-place: found after with variant instance in model cnn, expected before: the mean of a channel that is normalized by itself says nothing of an image"
      ),
      (
        "norms", "--model dln --variants none,instance",
        "--variants: found instance in model dln, where layer 1 (InstanceNorm2d) has an input of 10, expected an image of more than one position"
      ),
      ("covariate-shift", "--model dln --data .", "--data: found model dln, expected a model on images"),
      (
        "covariate-shift", "--step-sizes 1,2",
        "--step-sizes: found study covariate-shift, expected one that measures the line along the gradient"
      ),
      (
        "covariate-shift", "--model dln --learning-rate 1e-6",
        "--learning-rate: found study covariate-shift of model dln, expected one without learning rates of its own"
      ),
    ])
  func idleOptions(study: String, arguments: String, message: String) throws {
    let folder = try TemporaryFolder.make()
    let result = try run(arguments, of: study, in: folder)
    #expect(result.status == 64 && result.errors == "Error: \(message)\n" && result.output.isEmpty, "\(result)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test(
    "the same options where they do something are taken",
    arguments: [
      ("landscape", "--optimizer sgd --momentum 0.9 --hidden 5 --activation tanh --step-sizes 1,2"),
      ("landscape", "--optimizer sam --rho 0.1 --momentum 0.9"),
      ("landscape", "--optimizer adam --weight-decay 0.1"), ("landscape", "--model dln --momentum 0.5 --step-sizes 1"),
      ("norms", "--model dln --learning-rate 1e-5"), ("theory", "--scale quick --schedule exponential:0.99 --data ."),
      ("landscape", "--schedule steps:0.1@50,80 --warm-up 10"), ("covariate-shift", "--learning-rate 0.2 --every 5"),
      ("landscape", "--model cnn --augment --data ."), ("landscape", "--model vgg11 --width 0.5 --augment --quiet --data ."),
      ("landscape", "--model resnet20 --width 0.5 --shortcuts off --pre-activation on --augment --quiet --data ."),
      ("norms", "--model resnet8 --branch-scale 0 --quiet --data . --clip 1"),
      ("covariate-shift", "--model rnn --hidden 5 --gamma 0.1 --recurrent-normalization both --recurrent-statistics shared --data ."),
      ("landscape", "--model lstm --recurrent-initializer identity --rows permuted --optimizer adam --clip 1 --data ."),
    ])
  func usedOptions(study: String, arguments: String) throws {
    let labels = (0..<200).map { UInt8($0 % 3) }
    let result = try run("\(arguments) --plan", of: study, in: try ImageFiles.make(training: labels, test: labels, side: 8))
    #expect(result.status == 0 && result.errors.isEmpty && result.output.hasPrefix("index,run,model"), "\(result)")
  }

  @Test(
    "residual and recurrent networks train in every study that takes a model", arguments: ["landscape", "norms", "covariate-shift"])
  func graphs(study: String) throws {
    let labels = (0..<24).map { UInt8($0 % 3) }
    let folder = try ImageFiles.make(training: labels, test: labels, side: 6)
    for model in ["resnet8 --width 0.125 --branch-scale 0.5", "rnn --hidden 3 --rows permuted", "lstm --hidden 3 --gamma 0.1 --clip 1"] {
      let options = "--data . --scale quick --seeds 1 --variants none,batch --steps 4 --every 2 --batch-size 8 --no-isolation --quiet"
      let name = String(model.prefix { $0 != " " })
      let result = try run("--model \(model) \(options) --output \(name)", of: study, in: folder)
      #expect(result.status == 0 && result.errors.isEmpty, "\(study) \(name): \(result.errors)")
      let runs = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)/runs").filter { $0.hasPrefix(name) }
      #expect(runs.count == 2, "\(study) \(name): \(runs)")
      for run in runs { #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name)/runs/\(run)/model.json")) }
    }
  }

  @Test("a network has as many outputs as the data have classes", arguments: [3, 30])
  func classes(count: Int) throws {
    let folder = try ImageFiles.make(training: (0..<60).map { UInt8($0 % (count - 1)) }, test: [0, UInt8(count - 1)], side: 4)
    let options = "--data . --scale quick --seeds 1 --variants none --hidden 5 --steps 3 --batch-size 8 --quiet --output out"
    let result = try run(options, in: folder)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
    let run = try #require(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out/runs").first { $0.hasPrefix("mlp-none") })
    let model = try JSON.object(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/out/runs/\(run)/model.json")))
    let layers = try #require(model["layers"] as? [[String: Any]])
    #expect(layers.last?["out_features"] as? Int == count)
  }

  @Test("a network that sees padded images says so, where nobody asked it to be quiet")
  func padding() throws {
    let labels = (0..<200).map { UInt8($0 % 3) }
    let folder = try ImageFiles.make(training: labels, test: labels, side: 28)
    let note = "images of 28×28 are padded with zeros to 32×32 for vgg13\n"
    for (options, expected) in [("", note), (" --quiet", ""), (" --json-progress", "")] {
      let result = try run("--model vgg13 --data . --plan\(options)", in: folder)
      #expect(result.status == 0 && result.errors == expected && result.output.hasPrefix("index,run,model"), "\(result)")
    }
    for (model, side) in [("vgg13", 32), ("cnn", 28), ("mlp", 28)] {
      let result = try run(
        "--model \(model) --data . --plan", in: try ImageFiles.make(training: labels, test: labels, side: side))
      #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
    }
  }

  @Test(
    "wrong files and folders end with status 1 and one line",
    arguments: [
      ("--data nowhere", "nowhere/train-images-idx3-ubyte: found no readable file, expected a data file"),
      ("--model dln --output file/below", "file: found a file, expected a folder"),
    ])
  func wrongFiles(arguments: String, message: String) throws {
    let folder = try TemporaryFolder.make()
    try Data().write(to: URL(fileURLWithPath: "\(folder)/file"))
    let result = try run("\(arguments) --scale quick", in: folder)
    #expect(result.status == 1 && result.errors.contains(message), "\(result)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["file"])
  }

  @Test(
    "an empty path is refused: it would name the root of the file system",
    arguments: [
      ("landscape", "--output", "--scale quick"), ("landscape", "--data", "--scale quick"), ("theory", "--output", "--plan"),
      ("ledger", "--output", ""), ("ledger", "--results", ""), ("runs", "--results", "list"), ("runs", "--results", "compare a b"),
      ("runs", "--results", "prune"), ("runs", "--results", "export"), ("runs", "--output", "export"), ("benchmark", "--output", ""),
      ("benchmark", "--peer", ""), ("benchmark", "--yardstick", "--peer python3"),
    ])
  func emptyPaths(command: String, option: String, more: String) throws {
    let folder = try TemporaryFolder.make()
    let result = try Command.run(command, more.split(separator: " ").map(String.init) + [option, ""], in: folder)
    #expect(result.status == 64 && result.errors.contains("for '\(option) <"), "\(result)")
    #expect(result.errors.hasSuffix(": found nothing, expected a path\n") && !result.errors.dropLast().contains("\n"), "\(result)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty && result.output.isEmpty)
  }

  @Test("--help names every option that a user would vary")
  func help() throws {
    let result = try run("--help", in: try TemporaryFolder.make())
    for option in [
      "model", "variants", "learning-rate", "steps", "batch-size", "seeds", "step-sizes", "every", "precision", "scale", "workers",
      "threads",
      "output",
      "data",
    ] {
      #expect(result.output.contains("--\(option)"), "--\(option)")
    }
    for text in ["(default: relu)", "(default: 0)", "(default: /usr/share/datasets/fashion-mnist)", "padded with zeros for vgg"] {
      #expect(result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(text), "\(text)")
    }
    #expect(result.status == 0)
  }

  @Test("a quick study on real data prints its table and leaves figures, data and summary")
  func quick() throws {
    let folder = try TemporaryFolder.make()
    let result = try run("--scale quick --steps 30 --hidden 32 --seeds 2 --output out", in: folder)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    for title in ["none", "BatchNorm", "L1", "L2", "L∞", "β × rate", "out/summary.csv"] { #expect(result.output.contains(title)) }
    let files = Set(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out"))
    let figures = ["training", "loss-band", "gradient-band", "smoothness", "covariate-shift", "activations", "variants"]
    #expect(
      files
        == Set(
          figures.flatMap { name in ["csv", "gnuplot", "svg", "png"].map { "figure-\(name).\($0)" } } + [
            "runs", "summary.csv", "summary.json", "environment.json", "index.html",
          ]))
    let environment = try JSON.object(Data(contentsOf: URL(fileURLWithPath: "\(folder)/out/environment.json")))
    #expect(environment["command"] as? String == "studies/run landscape --scale quick --steps 30 --hidden 32 --seeds 2")
    #expect(environment["models"] as? [String] == ["mlp"])
    for name in figures {
      let size = try FileManager.default.attributesOfItem(atPath: "\(folder)/out/figure-\(name).png")[.size] as? Int ?? 0
      #expect(size > 10_000, "figure-\(name).png has \(size) bytes")
    }
  }

  @Test("probes of a run with a schedule take multiples of the rate of their step, and metrics and the folder's name follow it")
  func schedule() throws {
    let folder = try TemporaryFolder.make()
    let options = "--model dln --scale quick --variants batch --seeds 1 --steps 100 --every 5 --learning-rate 1e-5 --quiet"
    #expect(try run("\(options) --schedule cosine --warm-up 10", in: folder).status == 0)
    let name = "landscape-dln-quick-learning-rate-1e-05-decay-cosine-warm-up-10-seed-0-steps-100-variant-batch"
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/results") == [name])
    let path = "\(folder)/results/\(name)/runs"
    let run = try #require(try FileManager.default.contentsOfDirectory(atPath: path).first { $0.hasPrefix("dln-batch") })
    let lines = try CSVTable(contentsOf: "\(path)/\(run)/line.csv")
    let (steps, sizes) = (try #require(lines.numbers("step")), try #require(lines.numbers("step_size")))
    func rate(_ step: Double) -> Double {
      let step = min(step, 99)
      return 1e-5 * (step < 10 ? (step + 1) / 10 : 0.5 * (1 + cos(.pi * (step - 10) / 90)))
    }
    var smallest = [Double: Double]()
    for (step, size) in zip(steps, sizes) { smallest[step] = min(smallest[step] ?? .infinity, size) }
    #expect(smallest.count == 21)
    for (step, size) in smallest { #expect(abs(size - 0.01 * rate(step)) < 1e-12 * size, "step \(step)") }
    let probes = try CSVTable(contentsOf: "\(path)/\(run)/landscape.csv")
    let values = try zip(#require(probes.numbers("step")), #require(probes.numbers("effective_smoothness"))).filter { $0.0 > 10 }
      .map { $0.1 * rate($0.0) }.sorted()
    let manifest = try JSON.object(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(run)/manifest.json")))
    let metrics = try #require((manifest["outcome"] as? [String: Any])?["metrics"] as? [String: Any])
    let found = try #require(metrics["smoothness_times_learning_rate"] as? Double)
    let expected = (values[(values.count - 1) / 2] + values[values.count / 2]) / 2
    #expect(abs(found - expected) < 1e-12 * expected, "\(found) \(expected)")
  }
}
