internal import ArgumentParser
internal import Networks

/// The options of recurrent networks.
struct RecurrentOptions: ParsableArguments {
  @Option(
    help: "What rnn and lstm normalize: input (W_x x), hidden (W_h h) or both, each on its own. (default: both)",
    transform: OptionParsing.choice)
  var recurrentNormalization: RecurrentConfiguration.Part?

  @Option(
    help: "Whose running statistics normalizations of rnn and lstm have: separate (each time step its own) or shared. (default: separate)",
    transform: OptionParsing.choice)
  var recurrentStatistics: RecurrentConfiguration.Statistics?

  @Option(help: "How W_h of rnn and lstm starts: identity or orthogonal. (default: orthogonal)", transform: OptionParsing.choice)
  var recurrentInitializer: RecurrentInitializer?

  @Option(
    help:
      "How rnn and lstm read an image: its rows ordered, or permuted in one order for all images, or means of 2 × 2 pixels one by one. (default: ordered)",
    transform: OptionParsing.choice)
  var rows: RecurrentConfiguration.RowOrder?

  @Option(
    help: "When rnn and lstm read: a part of the image at every-step, or all of it at the start and nothing later. (default: every-step)",
    transform: OptionParsing.choice)
  var reading: RecurrentConfiguration.Reading?

  /// The network of these options.
  func configuration(_ cell: RecurrentConfiguration.Cell, hidden: Int) -> RecurrentConfiguration {
    RecurrentConfiguration(
      cell: cell, hidden: hidden, normalized: recurrentNormalization ?? .both, initializer: recurrentInitializer ?? .orthogonal,
      statistics: recurrentStatistics ?? .separate, rows: rows ?? .ordered, reading: reading ?? .everyStep)
  }

  /// Who has a use for the options.
  func uses(by model: ModelName, with variants: [Variant]) -> [OptionUse] {
    let isGiven = [
      ("--recurrent-normalization", recurrentNormalization != nil), ("--recurrent-statistics", recurrentStatistics != nil),
      ("--recurrent-initializer", recurrentInitializer != nil), ("--rows", rows != nil),
      ("--reading", reading != nil),
    ]
    let compared = "variants \(variants.map(\.rawValue).joined(separator: ","))"
    return isGiven.map { ($0, $1, model.cell != nil, "model \(model.rawValue)", "rnn or lstm") } + [
      (
        "--recurrent-normalization", recurrentNormalization != nil, variants.contains { !$0.layers().isEmpty }, compared,
        "one that normalizes what layers put out"
      ),
      (
        "--recurrent-statistics", recurrentStatistics != nil, variants.contains { $0.isOverBatch }, compared,
        "one with running statistics"
      ),
    ]
  }
}
