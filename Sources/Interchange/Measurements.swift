internal import Instruments
public import Networks
public import Records
public import Tensors

/// The answer to a request, as JSON: every measurement at the given weights on the given batch.
public struct Measurements<R: Real> {
  /// Where the parameters' tensors lie in the vectors below.
  public let layout: TensorLayout
  /// The gradient at θ.
  public let gradient: [R]
  /// Products of matrices with the given direction, where they were asked for, by their names in the request.
  public private(set) var products: [(name: String, vector: [R])] = []
  /// What was measured as tables, by their names, where they are kept.
  public private(set) var tables: [(name: String, table: CSVTable)] = []
  /// The answer's entries.
  public private(set) var answer: [String: JSONValue] = [:]
  /// What the files hold and no measurement looks at or moves, a line each; the answer lists it under `left_out` where there is any.
  public private(set) var leftOut: [String] = []
  /// What is answered and yet not to be relied on, a line each; the answer lists them as `warnings` where there are any.
  public private(set) var warnings: [String] = []

  /// Measures what `request` asks for. Normalization works in training mode and running statistics stay as they are, but for `evaluation`.
  ///
  /// - Parameters:
  ///   - subject: the model with its batch.
  ///   - request: what is asked for.
  ///   - files: where these lie, for errors to name.
  ///   - keepsTables: whether what is measured is kept as tables too.
  ///   - team: the threads that share a pass; the answer does not depend on their number.
  ///   - progress: told the measurement by its name in the request, and the share of it that is done, where it may take long.
  /// - Throws: `RecordError` where the request needs a file that is not there, or does not fit the model.
  public init(
    _ subject: Case<R>, _ request: Request, files: CaseFiles, keepsTables: Bool = false, team: Team = Team(),
    progress: (_ measurement: String, _ share: Double) -> Void = { _, _ in }
  ) throws(RecordError) {
    let objective = NetworkObjective(network: subject.network, loss: subject.model.loss, batch: subject.batch, team: team)
    var gradient = [R](repeating: 0, count: objective.dimension)
    let value = objective.evaluate(at: subject.parameters, gradient: &gradient)
    self.gradient = gradient
    layout = objective.network.parameters
    var point = Subject(objective, at: subject.parameters, value: value, gradient: gradient)
    point.state = subject.state
    for (name, path) in [("direction", files.direction), ("plane_x", files.planeX), ("plane_y", files.planeY)] {
      // A file that nothing asks for is not read.
      let isWanted = request.instruments.contains { $0.directions.contains(name) }
      if let path, isWanted { point.directions[name] = try subject.direction(path) }
    }
    if let path = files.other, request.instruments.contains(where: { $0.otherPoints.contains("other") }) {
      point.points["other"] = try subject.position(path)
    }

    answer["loss"] = .number(value.loss)
    answer["precision"] = .string(R.precision.rawValue)
    warnings = Self.normalizationWarnings(subject)
    warn("loss", value.loss.isFinite && gradient.isFinite ? [] : ["loss and gradient at the given weights"])
    do {
      for instrument in [AnyInstrument(GradientInstrument())] + request.instruments {
        try add(instrument.base, point, keepsTables: keepsTables, progress)
      }
    } catch {
      throw RecordError(file: files.request ?? "request", problem: "\(error)")
    }
    let still = objective.network.constants.map(\.name).filter { !subject.model.constants.contains($0) }
    leaveOut("frozen parameters, which no measurement moves", "frozen", still)
    leaveOut("tensors of the weights file that no node uses", "tensors", subject.leftOut)
    if !warnings.isEmpty { answer["warnings"] = .array(warnings.map { .string($0) }) }
  }

  /// The answer as JSON.
  public var json: JSONValue { .object(answer) }

  private mutating func add<I: Instrument>(
    _ instrument: I, _ point: Subject<R>, keepsTables: Bool, _ progress: (String, Double) -> Void
  ) throws {
    let rows = try instrument.measure(point) { progress(I.requestKey, $0) }
    answer[I.requestKey] = instrument.answer(rows)
    if keepsTables { tables += I.tables(of: rows) }
    warn(I.requestKey, instrument.notFinite(in: rows))
    // Rows hold norms alone; the vector is for `--tensors`.
    if let instrument = instrument as? any VectorProductInstrument {
      products.append((I.requestKey, try instrument.product(point).product))
    }
  }

  private mutating func leaveOut(_ what: String, _ key: String, _ names: [String]) {
    guard !names.isEmpty else { return }
    var entry = [String: JSONValue]()
    if case .object(let others) = answer["left_out"] { entry = others }
    entry[key] = .array(names.map { .string($0) })
    answer["left_out"] = .object(entry)
    let shown = names.prefix(10).joined(separator: ", ") + (names.count > 10 ? " and \(names.count - 10) more" : "")
    leftOut.append("\(what): \(shown)".shown(2000))
  }

  private mutating func warn(_ entry: String, _ missing: [String]) {
    warnings += missing.map { "\(entry): found no finite \($0), answered null" }
  }

  /// Normalizations over a single value, which take it away.
  private static func normalizationWarnings(_ subject: Case<R>) -> [String] {
    let network = subject.network
    return network.nodes.indices.compactMap { index in
      let shape = network.inputShape(ofLayer: index)
      let over: (count: Int, name: String)
      switch network.nodes[index].layer.unfrozen {
      case is BatchNormalization, is LpNormalization:
        over = (subject.batch.samples * shape.positions, "channel of this batch")
      case let groups as GroupNormalization:
        var count = shape.count / groups.groupCount(shape.channels)
        if case .trailing(let dimensions) = groups.scope { count = dimensions.reduce(1, *) }
        over = (count, "group of an example")
      default: return nil
      }
      guard over.count == 1 else { return nil }
      return "layer \(network.nodes[index].name) (\(network.className(ofLayer: index))): found one value a \(over.name), expected more: "
        + "in training mode its output is the same whatever comes in"
    }
  }
}
