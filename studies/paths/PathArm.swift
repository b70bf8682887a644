import Instruments
import Networks
import Runs
import Training

/// One question that the study asks, with the runs that answer it.
enum PathArm: String, CaseIterable {
  /// Is the loss monotonic on the line from the start (Goodfellow et al. 2015)?
  case start = "from the start"
  /// Does a curve join two minima (Garipov et al. 2018), and what do stale statistics make of the line between them?
  case modes = "between minima"
  /// Are two courses that part after some steps joined by a line (Frankle et al. 2020)?
  case parting = "after parting"
  /// Does weight decay turn the order of widths around minima of small and large batches, where widths are absolute (Li et al. 2018)?
  case widths = "widths"
  /// What share of the variance of training lies in two components?
  case trajectory = "trajectory"

  /// The arm of a run.
  init(_ configuration: RunConfiguration) {
    if configuration.trajectory != nil {
      self = .trajectory
    } else if configuration.measures(FilterFlatnessInstrument.self) {
      self = .widths
    } else if let partner = configuration.partner {
      self = partner.sharedSteps == nil ? .modes : .parting
    } else {
      self = .start
    }
  }
}

extension RunConfiguration {
  /// What a run differs in beside variant and seed, in a few words.
  var pathSetting: String {
    switch PathArm(self) {
    case .start: "\(PathArm.start.rawValue), \(optimizerName) \(learningRate)"
    case .modes: PathArm.modes.rawValue
    case .parting: "\(PathArm.parting.rawValue) \(partner?.sharedSteps ?? 0) steps"
    case .widths: "\(PathArm.widths.rawValue), batches of \(batchSize), decay \(weightDecay)"
    case .trajectory: "\(PathArm.trajectory.rawValue), momentum \(optimizer.momentum)"
    }
  }

  /// The optimizer in a word.
  var optimizerName: String { if case .adam = optimizer { "Adam" } else { "SGD" } }

  /// The weight decay of gradient descent; 0 for another optimizer.
  var weightDecay: Double { optimizer.weightDecay }
}
