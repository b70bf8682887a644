public import Tensors

/// A network: an immutable list of layers with the shapes between them and the layout of its flat vectors. It holds no values.
public struct Network: Sendable {
  /// The layers, first to last.
  public let layers: [any Layer]
  /// Shapes of an example before each layer and, last, of the output: one more than layers.
  public let shapes: [Shape]
  /// Where the trainable parameters lie in a flat vector.
  public let parameters: TensorLayout
  /// Where the layers' state (running statistics) lies in another.
  public let state: TensorLayout

  /// Joins layers for inputs of shape `input`.
  ///
  /// - Throws: `NetworkError.doesNotFit` for a layer that cannot take the output of the one before.
  public init(input: Shape, layers: [any Layer]) throws(NetworkError) {
    var shapes = [input]
    for (index, layer) in layers.enumerated() {
      do throws(LayerMismatch) {
        shapes.append(try layer.outputShape(for: shapes[index]))
      } catch {
        throw .doesNotFit(layer: index, name: layer.name, found: error.found, expected: error.expected)
      }
    }
    self.layers = layers
    self.shapes = shapes
    parameters = TensorLayout(zip(layers, shapes).map { $0.parameters(for: $1) })
    state = TensorLayout(zip(layers, shapes).map { $0.state(for: $1) })
  }

  /// Shape of an input example.
  public var inputShape: Shape { shapes[0] }

  /// Shape of an output example.
  public var outputShape: Shape { shapes[layers.count] }

  /// The state before any training: running means 0, spreads 1, counts 0.
  public func initialState<R: Real>(as type: R.Type = R.self) -> [R] {
    var values = [R](repeating: 0, count: state.count)
    for entry in state.entries where entry.role == .runningSpread { for i in entry.range { values[i] = 1 } }
    return values
  }
}
