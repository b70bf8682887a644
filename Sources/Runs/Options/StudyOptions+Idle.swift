internal import Instruments
internal import Networks

/// An option: whether it is given, whether anything has a use for it, and what is said where nothing has.
typealias OptionUse = (option: String, isGiven: Bool, isUsed: Bool, found: String, expected: String)

extension StudyOptions {
  /// Refuses options that would do nothing with the model, the optimizer or what the study measures: who gives one means something by it.
  ///
  /// - Throws: `OptionError` for the first of them.
  func refuseIdleOptions(study: String, instruments: [any Instrument], variants: [Variant]) throws(OptionError) {
    let model = self.model
    let ofModel = "model \(model.rawValue)"
    let compared = "variants \(variants.map(\.rawValue).joined(separator: ","))"
    let isPlaced = normalization.normalizationPlace != nil
    let isBehind = normalization.normalizationPlace == .after
    let hasOwnActivations = model.residualDepth == nil || residual.preActivation == .on
    let uses: [OptionUse] = [
      ("--hidden", hidden != nil, model == .mlp || model.cell != nil, ofModel, "mlp, rnn or lstm"),
      ("--activation", activation != nil, model == .mlp, ofModel, "mlp"),
      ("--width", width != nil, model.hasChannelFactor, ofModel, "a vgg or resnet"),
      ("--augment", augment, model.isConvolutional, ofModel, "a convolutional model"),
      ("--data", run.data != nil, model != .dln, ofModel, "a model on images"),
      ("--normalization-place", isPlaced, model != .dln, ofModel, "one with nonlinearities"),
      (
        "--normalization-place", isBehind, model.cell == nil, "after in \(ofModel)",
        "before: it normalizes the terms of a sum and not what its nonlinearity takes"
      ),
      (
        "--normalization-place", isBehind, hasOwnActivations, "after in \(ofModel)",
        "before, or --pre-activation on: without it a block's second normalization has no ReLU of its own"
      ),
      ("--normalization-place", isPlaced, variants.contains { !$0.layers().isEmpty }, compared, "one that normalizes what layers put out"),
      (
        "--normalization-place", isBehind, model != .cnn || !variants.contains(.instance),
        "after with variant instance in model cnn", "before: the mean of a channel that is normalized by itself says nothing of an image"
      ),
      ("--ghost-batch", normalization.ghostBatch != nil, variants.contains(.ghost), compared, "ghost among them"),
      (
        "--ghost-batch", normalization.ghostBatch == 1, model.isConvolutional, "1 in \(ofModel)",
        "2 or more: a single value is all that its normalization sees, and is taken away"
      ),
      (
        "--gamma", gamma != nil, variants.contains { $0.isNormalization && !$0.layers().isEmpty }, compared, "one with a γ"
      ),
      (
        "--decay-of", optimizer.decayOf == .normalized, variants.contains { $0.isNormalization && !$0.layers().isEmpty }, compared,
        "one that normalizes what layers put out"
      ),
      (
        "--step-sizes", stepSizes != nil, instruments.contains { $0 is LineInstrument }, "study \(study)",
        "one that measures the line along the gradient"
      ),
    ]
    let usesOfOptimizer = optimizer.uses.map { option, isGiven, users in
      (
        option: option, isGiven: isGiven, isUsed: users.contains(optimizer.optimizer), found: "optimizer \(optimizer.optimizer.rawValue)",
        expected: users.map(\.rawValue).joined(separator: " or ")
      )
    }
    for use in uses + residual.uses(by: model) + recurrent.uses(by: model, with: variants) + usesOfOptimizer
    where use.isGiven && !use.isUsed {
      throw OptionError(option: use.option, found: use.found, expected: use.expected)
    }
  }
}
