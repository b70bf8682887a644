internal import Networks
public import Records
public import Tensors

/// Loss and accuracy in evaluation mode, with running statistics: along a run on its test split, else on the subject's own batch.
public struct EvaluationInstrument: Instrument {
  public static let name = "evaluation"
  public static let version = 1
  public static let meaning = "Loss and accuracy in evaluation mode: along a run on the test split, in a case on its batch"
  public static let formulas = ["L(θ) = 1/m Σ_i ℓ(f(x_i; θ), y_i)"]

  /// One evaluation.
  public struct Row: TableRow {
    /// The loss.
    public var loss = Double.nan
    /// The share of right answers; not a number for a regression.
    public var accuracy = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("test_loss", .loss, "the loss over the test split, in evaluation mode", \.loss),
      Column("test_accuracy", .fraction, "the share of the test split that is classified correctly", \.accuracy),
    ]
  }

  /// The loss behind the last step.
  public static let finalLoss = Metric<Self>("test_loss_final", .loss, "the test loss after the last step; none for a run that diverged") {
    isWhole($0) ? $0.entries.last?.row.loss ?? .nan : .nan
  }
  /// The accuracy behind the last step.
  public static let finalAccuracy = Metric<Self>(
    "test_accuracy_final", .fraction, "the test accuracy after the last step; none for a run that diverged"
  ) { isWhole($0) ? $0.entries.last?.row.accuracy ?? .nan : .nan }

  public static let metrics = [finalLoss, finalAccuracy]

  private static func isWhole(_ record: Record<Self>) -> Bool { record.entries.last?.step == record.steps }

  /// An evaluation.
  public init() {}

  /// At step 0 there are no running statistics worth an evaluation.
  public static func isWanted(isDue: Bool, isFinite: Bool, step: Int) -> Bool { isDue && step > 0 }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let layers = try subject.layers(for: self)
    var row = Row()
    if let run = subject.run {
      let evaluator = Evaluator<Scalar>(network: layers.network, loss: layers.loss, dataset: run.dataset, team: layers.team)
      let value = evaluator.evaluate(.test, parameters: subject.parameters, state: subject.state)
      (row.loss, row.accuracy) = (value.loss, value.accuracy)
    } else {
      let value = layers.passing(Pass(mode: .evaluation, state: subject.state)).evaluate(at: subject.parameters)
      (row.loss, row.accuracy) = (value.loss, value.accuracy)
    }
    return [row]
  }

  public func notFinite(in rows: [Row]) -> [String] { rows.allSatisfy(\.loss.isFinite) ? [] : ["loss"] }

  public func answer(_ rows: [Row]) -> JSONValue {
    var answer = [String: JSONValue]()
    for row in rows {
      answer["loss"] = .number(row.loss)
      if !row.accuracy.isNaN { answer["accuracy"] = .number(row.accuracy) }
    }
    return .object(answer)
  }
}
