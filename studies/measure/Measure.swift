import ArgumentParser
import Foundation
import Interchange
import Networks
import Records
import Reports
import Runs
import Tensors

/// Every measurement of this toolkit on a model from outside: a network trained in PyTorch and saved, or the folder of a study's run.
///
/// `plane` is a plane of filter-normalized directions (Li et al. 2018), whatever the files hold: each filter (first
/// index) of a tensor of two dimensions or more is scaled to the norm of the weights' own filter, and tensors of one
/// dimension (biases, scales and shifts) are not moved. Its answer is `loss[beta][alpha]`: a row a beta.
@main
struct Measure: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Measures a model from outside: loss, gradient, landscape, covariate shift, activations, curvature.",
    discussion: """
      A case is a folder with model.json, weights.safetensors, batch.safetensors and, where there are any, request.json, direction.safetensors, \
      plane_x.safetensors, plane_y.safetensors and other.safetensors; studies/measure/export.py writes one from a torch.nn.Module. The folder of a study's run is \
      a case too: its batch is the first that it was trained on. Options name single files instead, or in place of the folder's. Tensors may come as \
      .safetensors or .npz.

      --schema prints what a request may hold, with units, usual values and the columns of --tables. Without a request \
      all is measured that needs no direction and no second derivatives. The answer is JSON. What has no finite value is \
      null; what is answered and yet not to be relied on is a line on standard error and in the answer's list of \
      warnings.

      A line's steps are step sizes along the raw gradient. A plane's directions are drawn from its seed, 0 unless \
      given, where plane_x or plane_y is missing. All directions are filter-normalized: each filter (first index) of a tensor of two dimensions or more is \
      scaled to the norm of the weights' own, and tensors of one dimension, such as biases, are left alone. Its answer \
      is loss[beta][alpha], a row a beta.

      model.json holds layers, or nodes that name what they read. A node's "frozen": true, or a list of tensors' names, \
      leaves its parameters out of every measurement. What is left out, frozen or used by no node, is a line on standard \
      error and in the answer's left_out.
      """, version: Toolkit.version)

  @Option(help: ArgumentHelp("A folder with a case, or of a run. (default: none, and each file is named)", valueName: "folder"))
  var `case`: String?
  @Option(help: ArgumentHelp("The network. (default: the case's)", valueName: "model.json"))
  var model: String?
  @Option(help: ArgumentHelp("Its weights: what state_dict holds. (default: the case's)", valueName: "file"))
  var weights: String?
  @Option(help: ArgumentHelp("The batch: tensors x and y. (default: the case's)", valueName: "file"))
  var batch: String?
  @Option(help: ArgumentHelp("What to measure. (default: the case's)", valueName: "request.json"))
  var request: String?
  @Option(
    help: ArgumentHelp(
      "The direction of products with the Hessian or the Gauss–Newton matrix, and of a line along it. (default: the case's)",
      valueName: "file"))
  var direction: String?
  @Option(help: ArgumentHelp("The first direction of a plane. (default: the case's)", valueName: "file"))
  var planeX: String?
  @Option(help: ArgumentHelp("The second direction of a plane. (default: the case's)", valueName: "file"))
  var planeY: String?
  @Option(
    help: ArgumentHelp("The weights at the other end of an interpolation: what state_dict holds. (default: the case's)", valueName: "file"))
  var other: String?
  @Option(help: ArgumentHelp("Where the answer goes. (default: standard output)", valueName: "file"))
  var output: String?
  @Option(
    help: ArgumentHelp(
      "Where the gradient and products with matrices go, tensor by tensor (.safetensors or .npz). (default: nowhere)", valueName: "file"))
  var tensors: String?
  @Option(help: ArgumentHelp("Where tables of what was measured go, one CSV file each. (default: nowhere)", valueName: "folder"))
  var tables: String?
  @Flag(help: "Print the JSON Schema of request.json, and measure nothing.")
  var schema = false
  @Option(
    help: "Threads that share the work; the answer does not depend on them. (default: the number of cores)", transform: ThreadOption.threads
  )
  var threads: Int?
  @Option(help: "Folder with the data that a run was trained on.")
  var data = RunBatch.defaultFolder

  func validate() throws {
    let paths = [
      ("--case", `case`), ("--model", model), ("--weights", weights), ("--batch", batch), ("--request", request),
      ("--direction", direction),
      ("--plane-x", planeX), ("--plane-y", planeY), ("--other", other), ("--output", output), ("--tensors", tensors), ("--tables", tables),
      ("--data", data),
    ]
    for (name, path) in paths where path?.isEmpty == true {
      throw ValidationError("\(name): found nothing, expected a path")
    }
    if `case` == nil, !schema {
      for (name, value) in [("--model", model), ("--weights", weights), ("--batch", batch)] where value == nil {
        throw ValidationError("\(name): found none, expected a file (or --case with a folder)")
      }
    }
  }

  func run() throws {
    if schema { return try StandardStreams.write(try JSONValue.data(Request.schema)) }
    var files = `case`.map { CaseFiles(folder: $0) } ?? CaseFiles(model: model!, weights: weights!, batch: batch!)
    files.model = model ?? files.model
    files.weights = weights ?? files.weights
    files.batch = batch ?? files.batch
    files.request = request ?? files.request
    files.direction = direction ?? files.direction
    files.planeX = planeX ?? files.planeX
    files.planeY = planeY ?? files.planeY
    files.other = other ?? files.other
    let request = try files.request.map { path throws(RecordError) in try Request(contentsOf: path) } ?? .standard
    switch request.precision {
    case .float32: try measure(files, request, as: Float.self)
    case .float64: try measure(files, request, as: Double.self)
    }
  }

  private func measure<R: Real>(_ files: CaseFiles, _ request: Request, as type: R.Type) throws {
    var line: (title: String, progress: Runs.Progress, done: Int)?
    let measurements = try Measurements(
      try subject(files, as: type), request, files: files, keepsTables: tables != nil, team: ThreadOption.team(threads)
    ) { title, share in
      if line?.title != title {
        line?.progress.finish()
        line = (title, Runs.Progress(title: title, total: 1000, style: .line), 0)
      }
      line?.progress.advance(by: Int(1000 * share) - (line?.done ?? 0))
      line?.done = Int(1000 * share)
    }
    line?.progress.finish()
    if !measurements.leftOut.isEmpty {
      let layout = measurements.layout
      StandardStreams.note("Measured: \(layout.count) parameters in \(layout.entries.count) tensors")
    }
    for entry in measurements.leftOut { StandardStreams.note("Left out: \(entry)") }
    for warning in measurements.warnings { StandardStreams.note("Warning: \(warning)") }
    if let tensors {
      let layout = measurements.layout
      let gradient = Weights.tensors(layout, measurements.gradient, prefix: "gradient.")
      let products = measurements.products.flatMap { product in
        Weights.tensors(layout, product.vector, prefix: "\(product.name).")
      }
      try TensorFile.write(gradient + products, to: tensors)
    }
    if let tables {
      try AtomicFiles.makeFolder(tables)
      for (name, table) in measurements.tables { try AtomicFiles.write(table.text, to: "\(tables)/\(name).csv") }
    }
    let answer = try JSONValue.data(measurements.json)
    if let output {
      try AtomicFiles.write(answer, to: output)
    } else {
      try StandardStreams.write(answer)
    }
  }

  /// A run has no batch of its own on file; its first one is laid again.
  private func subject<R: Real>(_ files: CaseFiles, as type: R.Type) throws -> Case<R> {
    if let folder = `case`, batch == nil, !FileManager.default.fileExists(atPath: files.batch), RunBatch.isRun(folder) {
      return try Case(model: files.model, weights: files.weights) { model throws(RecordError) in
        try RunBatch.first(ofRun: folder, data: data, for: model.network)
      }
    }
    return try Case(files)
  }
}
