import ArgumentParser
import Datasets
import Foundation
import Instruments
import Landscape
import Records
import Reports
import Runs
import Tensors

/// The loss over a line or a plane through a trained network's parameters.
@main
struct Surface: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "surface",
    abstract: "Draws the loss around a trained network: lines and planes through its parameters.",
    discussion: """
      The network's parameters θ are moved along one or two directions, and at every point θ + αX + βY of a grid the loss (and what else --metrics \
      names) is measured over the same examples. What comes of it: tables (CSV, NPZ), the settings (JSON), the plane for ParaView or pyvista (VTP), and \
      figures, filled contours and a surface in three dimensions, each with the gnuplot script that draws it.

      For a first look: studies/run surface --run results/landscape-vgg11/runs/FOLDER. For a plane that can be compared with another network's: the \
      default directions, which are random and filter-normalized (Li et al. 2018), the same --alphas and --betas, and --pairs 5 with --shape line to see \
      how much of a picture is the draw's.

      Directions: random (Gaussian, by --seed), gradient, eigenvector-1 and -2 (of the Hessian's largest eigenvalues), trajectory-1 and -2 (principal \
      components of the points that the run kept: train with --trajectory STEPS), checkpoint:FILE (θ at 0, the other weights at 1), file:FILE (one tensor a \
      parameter). Gradient, eigenvectors and components have length 1, so that α is a distance. A random walk in many dimensions has 60.8 % of \
      its variance in its first component and 15.2 % in its second; a trajectory on the plane of its own components means something only beyond that.

      Normalizations over the batch do one of three things where the weights have moved, and the picture depends on it: batch (each batch's own \
      statistics, as in training), running (the statistics kept at θ) or recomputed (estimated anew from training batches at every point).

      Interrupted, or stopped by a full disk, the same command goes on; the files are the same to the last byte, whatever the number of threads.
      """, version: Toolkit.version)

  private static let usual = (shape: SurfaceShape.plane, metric: SurfaceMetric.loss, pairs: 1, normalization: SurfaceStatistics.batch)

  @OptionGroup var source: SourceOptions

  @Option(help: "line, plane or both. (default: \(Surface.usual.shape.rawValue))", transform: OptionParsing.choice)
  var shape = Surface.usual.shape
  @Option(help: ArgumentHelp("What α goes along. (default: random)", valueName: "direction"), transform: DirectionChoice.init)
  var x: DirectionChoice?
  @Option(help: ArgumentHelp("What β goes along. (default: random)", valueName: "direction"), transform: DirectionChoice.init)
  var y: DirectionChoice?
  @Option(
    help:
      "Scales random directions, and where given gradients, eigenvectors and files too, by the weights: filter, layer, weight or none. (default: filter)",
    transform: OptionParsing.choice)
  var normalize: DirectionScaling?
  @Option(
    help: "Tensors of one dimension in scaled directions, such as biases: zero (not moved) or keep. (default: zero)",
    transform: OptionParsing.choice)
  var oneDimensional: DirectionScaling.OneDimensional?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Places along the first direction. (default: -1:1:61 for a line, -1:1:25 for a plane; -0.5:1.5 to a checkpoint; around a trajectory)",
      valueName: "from:to:count"),
    transform: OptionParsing.axis)
  var alphas: GridAxis?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Places along the second. (default: as --alphas)", valueName: "from:to:count"), transform: OptionParsing.axis)
  var betas: GridAxis?
  @Option(
    help: ArgumentHelp(
      "What is measured at every point, of: \(OptionParsing.names(of: SurfaceMetric.self)). (default: \(Surface.usual.metric.rawValue))",
      valueName: "list"),
    transform: OptionParsing.list("some of \(OptionParsing.names(of: SurfaceMetric.self))", SurfaceMetric.init(rawValue:)))
  var metrics = [Surface.usual.metric]
  @Option(
    help: "Lines or planes, each with random directions of its own; lines are drawn as a band. (default: \(Surface.usual.pairs))",
    transform: OptionParsing.positive)
  var pairs = Surface.usual.pairs
  @Option(help: "Seed of random directions.")
  var seed: UInt64 = 0
  @Option(
    help:
      "What normalizations over the batch work with at a moved point: batch, running or recomputed. (default: \(Surface.usual.normalization.rawValue))",
    transform: OptionParsing.choice)
  var normalization = Surface.usual.normalization
  @Option(help: "Points at a time; the files do not depend on them. (default: the number of cores)", transform: ThreadOption.threads)
  var threads: Int?
  @Option(help: "Folder for results. (default: results/surface/ and the folder's name)", transform: PathOption.path)
  var output: String?
  @Flag(help: "No progress line and no table.")
  var quiet = false
  @Flag(help: "Progress as lines of JSON on standard error.")
  var jsonProgress = false

  func validate() throws {
    guard shape.hasPlane || (y == nil && betas == nil) else {
      throw ValidationError("\(y == nil ? "--betas" : "--y"): found shape line, expected plane or both")
    }
    guard pairs == 1 || xChoice == .random || (shape.hasPlane && yChoice == .random) else {
      throw ValidationError("--pairs: found \(pairs) without a random direction, expected 1")
    }
    guard source.statisticsBatches == nil || normalization == .recomputed else {
      throw ValidationError("--statistics-batches: found --normalization \(normalization.rawValue), expected recomputed")
    }
    let choices = [xChoice] + (shape.hasPlane ? [yChoice] : [])
    guard normalize == nil || choices.contains(where: \.bearsScaling) else {
      throw ValidationError(
        "--normalize: found \(choices.map(\.text).joined(separator: " and ")), expected a direction that may be scaled: a trajectory or a checkpoint would not lie on the scaled one"
      )
    }
  }

  var xChoice: DirectionChoice { x ?? .random }
  var yChoice: DirectionChoice { y ?? .random }

  func run() throws {
    switch try source.chosenPrecision() {
    case .float32: try draw(as: Float.self)
    case .float64: try draw(as: Double.self)
    }
  }

  private func draw<R: Real>(as type: R.Type) throws {
    let subject: SurfaceSubject<R> = try source.subject(statistics: normalization)
    let centre = try measuredCentre(subject)
    let plan = try SurfacePlan(self, subject)
    let folder = output ?? "results/surface/\(subject.name)"
    try AtomicFiles.makeFolder(folder)
    guard let lock = try FileLock("\(folder)/.lock") else {
      throw RecordError(file: folder, problem: "found another process that draws there, expected none")
    }
    try withExtendedLifetime(lock) {
      let points = try SurfaceRun(plan, folder: folder, threads: threadCount, style: quiet ? .quiet : jsonProgress ? .json : .line)
      let files = try SurfaceFiles(plan, points, centre: centre, folder: folder, threads: threadCount).write()
      points.finish()
      guard !quiet else { return }
      try StandardStreams.print(TextTable.text([["file", "holds"]] + files.map { ["\(folder)/\($0.name)", $0.holds] }))
    }
  }

  private var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// The metrics at θ; and the refusal of a grid beyond all bounds, with what it would take.
  private func measuredCentre<R: Real>(_ subject: SurfaceSubject<R>) throws -> [Double] {
    guard !metrics.contains(.accuracy) || subject.model.model.loss.isClassification else {
      throw OptionError(option: "--metrics", found: "accuracy of a regression", expected: "a metric that it has, such as loss")
    }
    let objective = subject.objective()
    let started = ContinuousClock.now
    let centre = objective.measure(metrics, at: subject.parameters)
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    let lines = shape.hasLine ? Double(alphaCount) : 0
    let planes = shape.hasPlane ? Double(alphaCount) * Double(betaCount) : 0
    let points = Double(pairs) * (lines + planes)
    guard points <= Double(SurfaceGrid.mostPoints) else {
      // A point's numbers in memory, and once more as text.
      let bytes = points * Double(metrics.count + 2) * 40
      throw OptionError(
        option: shape.hasPlane ? "--alphas, --betas" : "--alphas",
        found:
          "\(String(format: "%.4g", points)) points, which take \(Self.bytes(bytes)) and about \(Self.duration(points * seconds / Double(threadCount)))",
        expected: "at most \(SurfaceGrid.mostPoints)")
    }
    guard centre[0].isFinite || metrics[0] != .loss else {
      throw RecordError(file: subject.weightsPath, problem: "found a loss of \(centre[0]) at the weights, expected a finite one")
    }
    return centre
  }

  // Of the way to a checkpoint, from −½ to 1½, both ends lie on the grid.
  var alphaCount: Int { alphas?.count ?? (shape == .line ? 61 : 25) }
  var betaCount: Int { betas?.count ?? alphas?.count ?? 25 }

  private static func bytes(_ count: Double) -> String {
    count < 1e9 ? String(format: "%.0f MB", count / 1e6) : String(format: "%.3g GB", count / 1e9)
  }

  private static func duration(_ seconds: Double) -> String {
    if seconds < 120 { return String(format: "%.0f s", seconds) }
    if seconds < 7200 { return String(format: "%.0f min", seconds / 60) }
    return seconds < 172_800 ? String(format: "%.0f h", seconds / 3600) : String(format: "%.3g days", seconds / 86400)
  }
}
