import Foundation
import Instruments
import Landscape
import Records
import Runs
import Tensors

/// A line or a plane of every pair of directions.
struct SurfacePart {
  /// `line` or `plane`.
  let name: String
  let grid: SurfaceGrid
}

/// Everything that the results depend on.
struct SurfacePlan<R: Real> {
  let subject: SurfaceSubject<R>
  let metrics: [SurfaceMetric]
  let pairs: Int
  let parts: [SurfacePart]
  let trajectory: KeptTrajectory<R>?
  /// What is drawn, as JSON; numbers and files alike.
  let settings: JSONValue
  /// The hash of the settings.
  let identity: String
  private let choices: (x: DirectionChoice, y: DirectionChoice?)
  private let maker: DirectionMaker<R>
  private let fixed: [DirectionChoice: SurfaceDirection<R>]

  /// The version of what is measured and how it is stored: raised where the same settings give other numbers.
  private static var version: Int { 1 }

  init(_ command: Surface, _ subject: SurfaceSubject<R>) throws {
    self.subject = subject
    (metrics, pairs) = (command.metrics, command.pairs)
    choices = (command.xChoice, command.shape.hasPlane ? command.yChoice : nil)
    let all = [choices.x] + (choices.y.map { [$0] } ?? [])
    let ranks = all.compactMap { choice in if case .trajectory(let rank) = choice { rank } else { nil } }
    trajectory = try ranks.max().map { try KeptTrajectory(subject, components: $0) }
    maker = DirectionMaker(
      subject: subject, trajectory: trajectory, scaling: command.normalize, oneDimensional: command.oneDimensional, seed: command.seed)
    fixed = try maker.fixed(all)

    let (trajectory, fixed) = (trajectory, fixed)
    func axis(_ name: String, _ given: GridAxis?, _ choice: DirectionChoice, _ count: Int) throws -> GridAxis {
      let axis = try given ?? usualAxis(choice, count)
      // A grid that passes the network itself by shows what lies beside its minimum.
      guard axis.from >= 0 || axis.to <= 0 || axis.hasZero else {
        throw OptionError(
          option: name, found: "\(Short.number(axis.from)):\(Short.number(axis.to)):\(axis.count), which passes 0 by",
          expected: "a place at 0, where the network is, as -1:1:51 has one")
      }
      return axis
    }
    func usualAxis(_ choice: DirectionChoice, _ count: Int) throws -> GridAxis {
      switch choice {
      case .trajectory:
        guard let trajectory, let direction = fixed[choice], count >= 3 else { return try GridAxis(from: -1, to: 1, count: count) }
        let places = trajectory.coordinates(along: direction.vector, from: subject.parameters)
        return try GridAxis(covering: places.min() ?? 0, to: places.max() ?? 0, count: count)
      case .checkpoint: return try GridAxis(from: -0.5, to: 1.5, count: count)
      default: return try GridAxis(from: -1, to: 1, count: count)
      }
    }
    let alphas = try axis("--alphas", command.alphas, choices.x, command.alphaCount)
    var parts = [SurfacePart]()
    if command.shape.hasLine { parts.append(SurfacePart(name: "line", grid: try SurfaceGrid(alphas: alphas))) }
    if let y = choices.y {
      // Where one range serves for the other axis too, unless that has a natural one.
      let given = command.betas ?? (y.isTrajectory ? nil : command.alphas)
      parts.append(
        SurfacePart(name: "plane", grid: try SurfaceGrid(alphas: alphas, betas: try axis("--betas", given, y, command.betaCount))))
    }
    self.parts = parts

    var settings: [String: JSONValue] = [
      "version": .integer(Self.version), "metrics": .array(metrics.map { .string($0.rawValue) }), "pairs": .integer(pairs),
      "seed": .string("\(command.seed)"), "x": .string(choices.x.text), "precision": .string(R.precision.rawValue),
      "normalization": .string(subject.statistics.rawValue), "examples": .string(subject.words),
      "alphas": Self.json(alphas), "normalize": command.normalize.map { .string($0.rawValue) } ?? .null,
      "one_dimensional": command.oneDimensional.map { .string($0.rawValue) } ?? .null, "configuration": .string(subject.configuration),
      "shape": .string(command.shape.rawValue), "statistics_batches": .integer(subject.estimation?.count ?? 0),
    ]
    if let y = choices.y { settings["y"] = .string(y.text) }
    if let betas = parts.last?.grid.betas { settings["betas"] = Self.json(betas) }
    var files = subject.fingerprints.merging(trajectory?.fingerprints ?? [:]) { first, _ in first }
    for path in all.compactMap(\.path) { files[path] = try Fingerprint(of: path) }
    settings["files"] = .object(files.mapValues { ["bytes": .integer($0.bytes), "crc32": .integer(Int($0.crc32))] })
    self.settings = .object(settings)
    identity = Checksum.fnv1a(try JSONValue.data(self.settings))
    // Before anything is measured.
    _ = try pair(0)
  }

  /// The directions of a pair, the first of number 0.
  func directions(_ pair: Int) -> (x: SurfaceDirection<R>, y: SurfaceDirection<R>?) {
    func direction(_ choice: DirectionChoice, _ axis: Int) -> SurfaceDirection<R> {
      fixed[choice] ?? maker.random(pair: pair, axis: axis)
    }
    return (direction(choices.x, 0), choices.y.map { direction($0, 1) })
  }

  /// The directions of a pair, known to span what they are to.
  ///
  /// - Throws: `OptionError` for a direction of no length, and for parallel ones.
  func pair(_ pair: Int) throws -> DirectionPair<R> {
    let (x, y) = directions(pair)
    do throws(LandscapeError) {
      return try DirectionPair(x: x.vector, y: y?.vector)
    } catch {
      let choice = error.argument == "x" ? choices.x : choices.y ?? choices.x
      throw OptionError(option: "--\(error.argument)", found: "\(choice.text), \(error.found)", expected: error.expected)
    }
  }

  /// The trajectory's coordinates, where the plane is that of its first two components.
  var coordinates: (alphas: [Double], betas: [Double])? {
    guard let trajectory, choices.x.isTrajectory, choices.y?.isTrajectory == true, let y = directions(0).y else { return nil }
    return (
      trajectory.coordinates(along: directions(0).x.vector, from: subject.parameters),
      trajectory.coordinates(along: y.vector, from: subject.parameters)
    )
  }

  static func json(_ axis: GridAxis) -> JSONValue {
    ["from": .number(axis.from), "to": .number(axis.to), "count": .integer(axis.count)]
  }
}
