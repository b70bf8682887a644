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

  /// The most values of an example behind a layer, and the most parameters of one tensor: products of sizes must not overflow.
  public static let largestCount = 1 << 32
  /// The largest kernel, stride, padding or pooling window.
  public static let largestWindow = 1 << 12
  /// The most layers: each draws its noise from a stream of its own.
  public static let largestDepth = 1 << 16

  /// Joins layers for inputs of shape `input`.
  ///
  /// - Throws: `NetworkError.doesNotFit` for a layer that cannot take the output of the one before or work with its own arguments, `.tooLarge` for one
  ///   beyond all memory, `.invalidArgument` for no layers, more than `largestDepth`, or an input beyond all memory.
  public init(input: Shape, layers: [any Layer]) throws(NetworkError) {
    guard !layers.isEmpty, layers.count <= Self.largestDepth else {
      throw .invalidArgument(name: "layers", found: "\(layers.count)", expected: "1 to \(Self.largestDepth)")
    }
    guard let count = Self.product(input.dimensions), count <= Self.largestCount else {
      throw .invalidArgument(name: "input", found: "\(input) values", expected: "at most \(Self.largestCount)")
    }
    var shapes = [input]
    for (index, layer) in layers.enumerated() {
      let shape: Shape
      do throws(LayerMismatch) {
        shape = try layer.outputShape(for: shapes[index])
      } catch {
        throw .doesNotFit(layer: index, name: layer.name, found: error.found, expected: error.expected)
      }
      for sizes in [[shape.channels, shape.height, shape.width]] + layer.parameters(for: shapes[index]).map(\.dimensions) {
        guard let count = Self.product(sizes), count <= Self.largestCount else {
          throw .tooLarge(layer: index, name: layer.name, found: "\(sizes.map(String.init).joined(separator: " × ")) values")
        }
      }
      shapes.append(shape)
    }
    self.layers = layers
    self.shapes = shapes
    parameters = TensorLayout(zip(layers, shapes).map { $0.parameters(for: $1) })
    state = TensorLayout(zip(layers, shapes).map { $0.state(for: $1) })
  }

  private static func product(_ sizes: [Int]) -> Int? {
    sizes.reduce(1) { product, size in
      guard let product else { return nil }
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      return overflow ? nil : next
    }
  }

  /// The class of a layer in PyTorch, where `BatchNorm` has two.
  public func className(ofLayer index: Int) -> String {
    let name = layers[index].name
    return layers[index] is BatchNormalization ? name + (shapes[index].isVector ? "1d" : "2d") : name
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
