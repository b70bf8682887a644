public import Records

extension Case {
  /// The parameters and running statistics that another weights file of the same network holds.
  ///
  /// - Throws: `RecordError` that names file and tensor: for a file of another network, and for values that are not finite.
  public func checkpoint(_ path: String) throws(RecordError) -> (parameters: [R], state: [R]) {
    let tensors = try TensorFile.read(path)
    let known = Set((model.network.parameters.entries + model.network.state.entries).map(\.name)).union(leftOut)
    if let surplus = tensors.keys.filter({ !known.contains($0) }).min() {
      throw RecordError(
        file: path, problem: "\(surplus): found a tensor that the model has no place for, expected the same network's weights")
    }
    return (
      try Weights.vector(network.parameters, from: tensors, file: path), try Weights.vector(network.state, from: tensors, file: path)
    )
  }
}
