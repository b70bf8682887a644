/// What is measured during a run, and how often.
public struct MeasurementPlan: Hashable, Sendable {
  /// What is measured, beside the loss.
  public var instruments: [Instrument]
  /// Steps between rows of `training.csv`.
  public var recordEvery: Int
  /// Steps between evaluations on the test split.
  public var evaluateEvery: Int
  /// Steps between probes around the current point: the gradient line, covariate shift, sharpness, theorems.
  public var probeEvery: Int
  /// Steps between looks at activations and representations.
  public var activationsEvery: Int
  /// Step sizes η along the gradient, as multiples of the learning rate.
  public var stepSizeMultiples: [Double]
  /// Bins of an activation histogram, on [−`histogramLimit`, `histogramLimit`).
  public var histogramBins = 100
  /// Half the histogram's range.
  public var histogramLimit = 5.0

  /// A plan.
  public init(
    instruments: [Instrument] = Instrument.landscape, recordEvery: Int, evaluateEvery: Int, probeEvery: Int, activationsEvery: Int,
    stepSizeMultiples: [Double]
  ) {
    self.instruments = instruments
    self.recordEvery = recordEvery
    self.evaluateEvery = evaluateEvery
    self.probeEvery = probeEvery
    self.activationsEvery = activationsEvery
    self.stepSizeMultiples = stepSizeMultiples
  }
}

extension MeasurementPlan: Codable {
  /// One measurement as files have it: the instrument by name, with its version and its own settings, and when it is due.
  private struct Entry: Codable {
    var instrument: String
    var version: Int
    var schedule: Schedule
    var settings: Settings?
  }

  private struct Schedule: Codable {
    var every: Int?
    var end: Bool?
  }

  private struct Settings: Codable {
    var steps: [Double]?
    var unit: String?
    var bins: Int?
    var lower: Double?
    var upper: Double?
  }

  private func schedule(of instrument: Instrument) -> Schedule {
    switch instrument {
    case .line, .covariateShift, .curvature, .theory: Schedule(every: probeEvery)
    case .distributionShift, .activations, .linearity, .representations: Schedule(every: activationsEvery)
    case .statistics, .inspection: Schedule(end: true)
    }
  }

  /// Writes the list of measurements: training, evaluation and the instruments.
  public func encode(to encoder: any Encoder) throws {
    var entries = [
      Entry(instrument: "training", version: Instrument.trainingVersion, schedule: Schedule(every: recordEvery)),
      Entry(instrument: "evaluation", version: Instrument.evaluationVersion, schedule: Schedule(every: evaluateEvery)),
    ]
    for instrument in instruments {
      var settings: Settings?
      switch instrument {
      case .line: settings = Settings(steps: stepSizeMultiples, unit: "learning_rate")
      case .activations: settings = Settings(bins: histogramBins, lower: -histogramLimit, upper: histogramLimit)
      default: break
      }
      entries.append(
        Entry(instrument: instrument.rawValue, version: instrument.version, schedule: schedule(of: instrument), settings: settings))
    }
    var container = encoder.singleValueContainer()
    try container.encode(entries)
  }

  /// Reads such a list. Versions are not kept: a plan is always of this program's own, and so has another hash than an older one's.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let entries = try container.decode([Entry].self)
    func every(_ names: [String]) -> Int { entries.first { names.contains($0.instrument) && $0.schedule.every != nil }?.schedule.every ?? 1 }
    func names(_ instruments: [Instrument]) -> [String] { instruments.map(\.rawValue) }
    let line = entries.first { $0.instrument == Instrument.line.rawValue }?.settings
    let activations = entries.first { $0.instrument == Instrument.activations.rawValue }?.settings
    self.init(
      instruments: try entries.dropFirst(2).map { entry in
        guard let instrument = Instrument(rawValue: entry.instrument) else {
          throw DecodingError.dataCorruptedError(in: container, debugDescription: "found no instrument \(entry.instrument)")
        }
        return instrument
      },
      recordEvery: every(["training"]), evaluateEvery: every(["evaluation"]),
      probeEvery: every(names([.line, .covariateShift, .curvature, .theory])),
      activationsEvery: every(names([.distributionShift, .activations, .linearity, .representations])),
      stepSizeMultiples: line?.steps ?? [])
    histogramBins = activations?.bins ?? histogramBins
    histogramLimit = activations?.upper ?? histogramLimit
  }
}
