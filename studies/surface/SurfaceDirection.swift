import Instruments
import Landscape
import Objectives
import Records
import Runs
import Tensors

/// A direction, and what is said of it.
struct SurfaceDirection<R: Real> {
  var vector: [R]
  /// In a few words, for an axis.
  var label: String
  /// What else a figure says of it.
  var remark: String?
  /// In numbers, for the file of settings.
  var facts: [String: JSONValue] = [:]
}

/// Makes directions at a network's parameters.
struct DirectionMaker<R: Real> {
  let subject: SurfaceSubject<R>
  let trajectory: KeptTrajectory<R>?
  let scaling: DirectionScaling?
  let oneDimensional: DirectionScaling.OneDimensional?
  let seed: UInt64

  /// A random direction: that of an axis (0 or 1) and a pair.
  func random(pair: Int, axis: Int) -> SurfaceDirection<R> {
    let scaling = scaling ?? .filter
    let stream = RandomDirection.axis(axis, pair: pair, dimension: subject.parameters.count, seed: seed, as: R.self)
    return scaled(SurfaceDirection(vector: stream, label: "random direction", facts: ["seed": .integer(Int(clamping: seed))]), scaling)
  }

  /// Directions that are not random.
  ///
  /// - Throws: `RecordError` that names a file, or `OptionError`.
  func fixed(_ choices: [DirectionChoice]) throws -> [DirectionChoice: SurfaceDirection<R>] {
    var found = [DirectionChoice: SurfaceDirection<R>]()
    let ranks = choices.compactMap { choice in if case .eigenvector(let rank) = choice { rank } else { nil } }
    if let most = ranks.max() {
      let pairs = try eigenvectors(most)
      for rank in ranks {
        let pair = pairs[rank - 1]
        let direction = SurfaceDirection(
          vector: pair.vector, label: "eigenvector \(rank) of the Hessian (λ = \(Short.number(pair.value.value)))",
          facts: ["eigenvalue": .number(pair.value.value), "residual": .number(pair.value.error)])
        found[.eigenvector(rank)] = scaled(direction, scaling)
      }
    }
    for choice in choices where found[choice] == nil {
      switch choice {
      case .random, .eigenvector: break
      case .gradient: found[choice] = scaled(try gradient(), scaling)
      case .trajectory(let rank): found[choice] = try trajectoryComponent(rank)
      case .checkpoint(let path):
        var difference = try subject.model.position(path).parameters
        difference.add(-1, times: subject.parameters)
        found[choice] = SurfaceDirection(vector: difference, label: "towards \(Short.path(path)), which is at 1")
      case .file(let path):
        let direction = SurfaceDirection(vector: try subject.model.direction(path), label: "direction of \(Short.path(path))")
        found[choice] = scaled(direction, scaling)
      }
    }
    return found
  }

  private func scaled(_ direction: SurfaceDirection<R>, _ scaling: DirectionScaling?) -> SurfaceDirection<R> {
    // A direction that is none of the weights' business moves whole, unless it is told otherwise.
    let kept = oneDimensional ?? (scaling == nil || scaling == DirectionScaling.none ? .keep : .zero)
    guard scaling != nil || kept == .zero else { return direction }
    var direction = direction
    let used = scaling ?? .none
    direction.vector = used.scaled(
      direction.vector, at: subject.parameters, layout: subject.network.parameters, oneDimensional: kept)
    if used != .none { direction.label += ", \(used.rawValue)-normalized" }
    if kept == .zero, subject.network.parameters.entries.contains(where: { $0.dimensions.count == 1 }) {
      direction.remark = "one-dimensional tensors at rest"
    }
    direction.facts["normalize"] = .string(used.rawValue)
    direction.facts["one_dimensional"] = .string(kept.rawValue)
    return direction
  }

  private func gradient() throws -> SurfaceDirection<R> {
    var gradient = [R](repeating: 0, count: subject.parameters.count)
    _ = subject.objective().valueAndGradient(at: subject.parameters, gradient: &gradient)
    let norm = gradient.norm
    if norm > 0, norm.isFinite { gradient.scale(by: 1 / norm) }
    return SurfaceDirection(vector: gradient, label: "gradient, of length 1", facts: ["gradient_norm": .number(norm)])
  }

  private func eigenvectors(_ count: Int) throws -> [RitzPair<R>] {
    guard subject.parameters.count >= count else {
      throw OptionError(
        option: "--x, --y", found: "eigenvector-\(count)", expected: "at most as many as there are parameters, \(subject.parameters.count)")
    }
    let lanczos = try Lanczos<R>(top: count, maximumSteps: 200)
    let objective = subject.objective()
    if let fault = Determinism.fault(of: objective, at: subject.parameters) {
      throw OptionError(
        option: "--x, --y", found: "eigenvector-\(count) of \(fault.description)",
        expected: "the same bits from two evaluations at one point")
    }
    let hessian = objective.hessian(at: subject.parameters)
    let found = lanczos.largestVectors(of: hessian)
    let pairs = found ?? []
    guard pairs.count == count else {
      throw OptionError(option: "--x, --y", found: "a Hessian with \(pairs.count) eigenvectors", expected: "a finite one with \(count)")
    }
    return pairs
  }

  private func trajectoryComponent(_ rank: Int) throws -> SurfaceDirection<R> {
    guard let trajectory else { preconditionFailure("a trajectory is read where one is asked for") }
    let share = trajectory.components.shares[rank - 1]
    return SurfaceDirection(
      vector: trajectory.components.directions[rank - 1],
      label: "component \(rank) of the trajectory (\(Short.percent(share)) of its variance)",
      facts: ["variance_share": .number(share), "random_walk_share": .number(trajectory.walkShares[rank - 1])])
  }
}
