public import Records
public import Tensors

/// Something that can be measured: a value with its settings. Studies write its rows along a run, `measure` answers with them; its files, its entry in a
/// request, its place in a run's hash and its documentation follow from this one type. A new one is a file with a conforming type, and a line in
/// `Instruments.all`.
public protocol Instrument: Configurable {
  /// What it measures at one point, row by row.
  associatedtype Row: TableRow
  /// What lies behind a row: the points of a line, the bins of a histogram.
  associatedtype Detail: TableRow = NoDetail

  /// The name, in kebab case: of the option, and in snake case of the entry in a request.
  static var name: String { get }
  /// A part of a run's hash: raised whenever the same configuration would give other rows.
  static var version: Int { get }
  /// What it measures, as a sentence without its full stop, and where that was defined.
  static var meaning: String { get }
  /// The definition in formulas, in a line of text each: `_x` and `_{xy}` are set low, `^x` and `^{xy}` high.
  static var formulas: [String] { get }
  /// The file of its rows, without ending.
  static var fileName: String { get }
  /// The file of its details, without ending.
  static var detailFileName: String? { get }
  /// Whether its file begins with the step: what is measured once, at the end, does without, and a run takes it with no other schedule.
  static var isMeasuredAlongRun: Bool { get }
  /// Numbers to sum a run up by.
  static var metrics: [Metric<Self>] { get }

  /// Whether there is something to measure at a step where it is due or not, and where the loss is a finite number or not.
  static func isWanted(isDue: Bool, isFinite: Bool, step: Int) -> Bool

  /// Measures.
  ///
  /// - Parameters:
  ///   - subject: what is measured.
  ///   - progress: told the share that is done, where it may take long.
  /// - Throws: `InstrumentError` where the subject has not what is needed, or settings do not fit it; `LandscapeError` or `StatisticsError` for settings
  ///   that the measurement itself refuses.
  func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (_ share: Double) -> Void) throws -> [Row]

  /// What lies behind a row.
  static func details(of row: Row) -> [Detail]

  /// The rows as an answer to a request.
  func answer(_ rows: [Row]) -> JSONValue

  /// What of the rows should be a finite number and is none, in words for a warning; an answer then holds null.
  func notFinite(in rows: [Row]) -> [String]

  /// The directions that must be given, by their names in a case.
  var directions: [String] { get }

  /// The other points that must be given, by their names in a case.
  var otherPoints: [String] { get }

  /// Whether it looks at the training run that came to a point, and so has no place in a request.
  static var needsRun: Bool { get }
}

extension Instrument {
  /// The name in snake case,
  public static var fileName: String { requestKey }
  /// no formulas,
  public static var formulas: [String] { [] }
  /// no details,
  public static var detailFileName: String? { nil }
  /// a row for a step,
  public static var isMeasuredAlongRun: Bool { true }
  /// no metrics,
  public static var metrics: [Metric<Self>] { [] }
  /// where it is due and the loss is a number,
  public static func isWanted(isDue: Bool, isFinite: Bool, step: Int) -> Bool { isDue && isFinite }
  /// nothing to warn of,
  public func notFinite(in rows: [Row]) -> [String] { [] }
  /// no directions,
  public var directions: [String] { [] }
  /// no other points,
  public var otherPoints: [String] { [] }
  /// nothing behind a row,
  public static func details(of row: Row) -> [Detail] { [] }
  /// no need of a run,
  public static var needsRun: Bool { false }
  /// and no settings.
  public static var settings: [Setting<Self>] { [] }

  /// Refuses settings with which nothing could be measured.
  ///
  /// - Throws: `InstrumentError.invalidSetting`.
  public func validate() throws(InstrumentError) {
    guard let problem else { return }
    throw .invalidSetting(name: Self.requestKey + problem.place, found: problem.found, expected: problem.expected)
  }

  /// The name of its entry in a request.
  public static var requestKey: String { name.replacing("-", with: "_") }

  /// An object by columns for one row, a list of such objects under `rows` for more or fewer.
  public func answer(_ rows: [Row]) -> JSONValue {
    rows.count == 1 ? Self.object(rows[0]) : ["rows": .array(rows.map(Self.object))]
  }

  /// A row as an object by columns, with its details.
  static func object(_ row: Row) -> JSONValue {
    var object = Dictionary(uniqueKeysWithValues: Row.columns.map { ($0.name, $0.field(row).json) })
    if let name = detailFileName {
      object[name] = .array(
        details(of: row).map { detail in
          .object(Dictionary(uniqueKeysWithValues: Detail.columns.map { ($0.name, $0.field(detail).json) }))
        })
    }
    return .object(object)
  }
}

/// Why an instrument cannot measure.
public enum InstrumentError: Error, Equatable, CustomStringConvertible {
  /// A setting outside its range.
  case invalidSetting(name: String, found: String, expected: String)
  /// What is measured gives other numbers when it is asked again; the cause in words.
  case notDeterministic(instrument: String, cause: String)
  /// The subject has no such thing.
  case missing(instrument: String, needed: String)

  /// One line.
  public var description: String {
    switch self {
    case .invalidSetting(let name, let found, let expected): "\(name): found \(found), expected \(expected)"
    case .notDeterministic(let instrument, let cause):
      "\(instrument): found \(cause), expected the same bits from two evaluations at one point"
    case .missing(let instrument, let needed): "\(instrument): found no \(needed), expected one"
    }
  }
}
