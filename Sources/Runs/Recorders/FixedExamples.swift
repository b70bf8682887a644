internal import Instruments
internal import Networks
package import Tensors
internal import Training

/// The first examples of the training data as one batch, at whatever point a run stands: what measurements look at that must not depend on the size of the run's
/// own batches. One batch and one gradient serve all measurements of a step.
package final class FixedExamples<R: Real> {
  private var objectives: [Int: NetworkObjective<R>] = [:]
  private var last: (step: Int, count: Int, subject: Subject<R>)?

  /// No batch yet: each is laid when it is first asked for.
  package init() {}

  /// The run's point over the first `count` examples, without augmentation.
  func subject(_ count: Int, at moment: Moment<R>) -> Subject<R> {
    if let last, last.step == moment.step, last.count == count { return last.subject }
    let (trainer, own) = (moment.trainer, moment.trainer.objective)
    let objective = (objectives[count] ?? lay(count, moment)).passing(own.pass)
    objectives[count] = objective
    var gradient = [R](repeating: 0, count: trainer.parameters.count)
    let value = objective.evaluate(at: trainer.parameters, gradient: &gradient)
    let subject = Subject(objective, at: trainer.parameters, value: value, gradient: gradient)
    last = (moment.step, count, subject)
    return subject
  }

  private func lay(_ count: Int, _ moment: Moment<R>) -> NetworkObjective<R> {
    let (own, dataset) = (moment.trainer.objective, moment.position.dataset)
    let batch = Batch<R>(capacity: count, inputShape: dataset.inputShape, outputs: dataset.outputs)
    (0..<Int32(count)).map(\.self).withUnsafeBufferPointer { dataset.fill(batch, from: .training, at: $0) }
    return NetworkObjective(network: own.network, loss: own.loss, batch: batch, pass: own.pass, team: own.team)
  }
}
