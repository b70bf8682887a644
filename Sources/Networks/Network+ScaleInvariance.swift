extension Network {
  /// The tensors of layers whose size a normalization undoes: weight and bias of every layer with a weight matrix whose output is read by nothing but layers that
  /// undo their input's scale. Multiplied together by one positive number, a layer's tensors leave the loss as it is, but for the ε in a normalization's divisor
  /// (Ioffe & Szegedy 2015, section 3.3). Of a layer whose weight is a function of what is trained it is the trained tensor alone, whose size that function undoes.
  /// A tensor that several layers share counts where this holds for each.
  public var scaleInvariantTensors: [TensorEntry] {
    var isUndone = [Bool](repeating: false, count: shapes.count)
    var isRead = isUndone
    for (node, values) in zip(nodes, inputs) {
      for value in values {
        isUndone[value] = node.layer.undoesScale && (isUndone[value] || !isRead[value])
        isRead[value] = true
      }
    }
    return parameters.entries.filter { entry in
      let users = nodes.indices.filter { parameters.owners[$0] == entry.layer }
      if nodes[entry.layer].layer.unfrozen is Reparametrized { return entry.isWeightMatrix }
      return (entry.isWeightMatrix || entry.role == .bias) && users.allSatisfy { isUndone[$0 + 1] }
        && parameters.entries.contains { $0.layer == entry.layer && $0.isWeightMatrix }
    }
  }

  /// The last weight matrix with its layer's bias: what the output is read from.
  public var readOutTensors: [TensorEntry] {
    guard let last = parameters.entries.last(where: \.isWeightMatrix) else { return [] }
    return parameters.entries.filter { $0.layer == last.layer && ($0.isWeightMatrix || $0.role == .bias) }
  }
}
