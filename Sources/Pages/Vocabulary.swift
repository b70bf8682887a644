/// The words for what stands in files under short names: metrics, instruments and variants. Whoever writes pages gives them, so that they come from the catalogues.
public struct Vocabulary: Sendable {
  /// A metric of summaries.
  public struct Metric: Sendable {
    /// The name in summaries.
    public var name: String
    /// The unit.
    public var unit: String
    /// What it is, as a sentence without its full stop.
    public var meaning: String

    /// A metric.
    public init(name: String, unit: String, meaning: String) { (self.name, self.unit, self.meaning) = (name, unit, meaning) }
  }

  /// An instrument with its metrics.
  public struct Instrument: Sendable {
    /// Its name.
    public var name: String
    /// What it measures, as a sentence without its full stop.
    public var meaning: String
    /// The definition as formulas, one a line; `_x` and `_{xy}` are set low, `^x` and `^{xy}` high.
    public var formulas: [String]
    /// Its metrics.
    public var metrics: [Metric]

    /// An instrument.
    public init(name: String, meaning: String, formulas: [String], metrics: [Metric]) {
      (self.name, self.meaning, self.formulas, self.metrics) = (name, meaning, formulas, metrics)
    }
  }

  /// The instruments of studies.
  public var instruments: [Instrument]
  /// What variants are called in tables.
  public var variants: [String: String]

  /// A vocabulary.
  public init(instruments: [Instrument] = [], variants: [String: String] = [:]) {
    (self.instruments, self.variants) = (instruments, variants)
  }
}
