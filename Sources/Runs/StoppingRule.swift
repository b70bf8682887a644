internal import Records

/// When a run ends before its last step: where networks are to be compared at one training loss and not after as many steps.
public struct StoppingRule: Codable, Hashable, Sendable {
  /// The run ends at the first step at which the mean loss of the last batches is this or less.
  public var loss: Double
  /// How many batches, the step's own among them.
  public var batches: Int

  /// A rule.
  public init(loss: Double, batches: Int = 100) { (self.loss, self.batches) = (loss, batches) }
}

/// The last batches' losses along a run, and whether its rule is met.
struct LossWindow {
  private let rule: StoppingRule
  private var losses: [Double] = []

  /// What a checkpoint calls its table.
  static let fileName = "stopping.csv"

  init(_ rule: StoppingRule) { self.rule = rule }

  /// Adds a step's loss.
  mutating func add(_ loss: Double) {
    if losses.count == rule.batches { losses.removeFirst() }
    losses.append(loss)
  }

  /// Whether there are as many batches as the rule asks for, of a mean loss as small.
  var isMet: Bool { losses.count == rule.batches && losses.reduce(0, +) / Double(losses.count) <= rule.loss }

  /// The losses, for a checkpoint.
  var table: CSVTable {
    var table = CSVTable(columns: ["loss"])
    for loss in losses { table.append(loss) }
    return table
  }

  /// Goes on from a checkpoint's table; false, and nothing changed, where it is none.
  mutating func resume(from table: CSVTable?) -> Bool {
    guard let losses = table?.numbers("loss"), losses.count <= rule.batches else { return false }
    self.losses = losses
    return true
  }
}
