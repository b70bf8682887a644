import Datasets
import Foundation
import Networks
import TestSupport
import Tensors
import Testing

@Suite("augmentation")
struct AugmentationTests {
  @Test("every image is one of the crops and flips of itself, the same for all channels, and all of them come up")
  func crops() throws {
    let (height, width, margin, samples) = (4, 5, 2, 400)
    let shape = Shape(channels: 2, height: height, width: width)
    func pixel(_ c: Int, _ h: Int, _ w: Int) -> Double { Double(1 + (c * height + h) * width + w) }
    func image(_ down: Int, _ right: Int, _ mirrored: Bool, _ c: Int) -> [Double] {
      (0..<height * width).map { i in
        let (h, w) = (i / width - down, i % width - right)
        guard (0..<height).contains(h), (0..<width).contains(w) else { return 0 }
        return pixel(c, h, mirrored ? width - 1 - w : w)
      }
    }
    let batch = Batch<Double>(capacity: samples, inputShape: shape, outputs: 1)
    func fill() {
      for c in 0..<2 {
        for n in 0..<samples { for i in 0..<20 { batch.inputs[(c * samples + n) * 20 + i] = pixel(c, i / width, i % width) } }
      }
    }
    func images(_ c: Int) -> [[Double]] { (0..<samples).map { n in (0..<20).map { batch.inputs[(c * samples + n) * 20 + $0] } } }
    var known = [[Double]: [Double]]()
    for down in -margin...margin {
      for right in -margin...margin { for flip in [false, true] { known[image(down, right, flip, 0)] = image(down, right, flip, 1) } }
    }
    #expect(known.count == 50)
    fill()
    try Augmentation(margin: margin).apply(to: batch, seed: 3, step: 7)
    let first = images(0)
    for (red, green) in zip(first, images(1)) { #expect(known[red] == green) }
    #expect(Set(first).count == 50)
    fill()
    try Augmentation(margin: margin).apply(to: batch, seed: 3, step: 7)
    #expect(images(0) == first)
    fill()
    try Augmentation(margin: margin).apply(to: batch, seed: 3, step: 8)
    #expect(images(0) != first)
  }

  @Test("margins that no image has are refused, from files too", arguments: [-1, 65_537, Int.max])
  func margin(margin: Int) throws {
    #expect(throws: DataError(file: "margin", found: "\(margin)", expected: "a number from 0 to 65536")) {
      try Augmentation(margin: margin)
    }
    #expect(throws: DataError.self) {
      try JSONDecoder().decode(Augmentation.self, from: Data(#"{"margin":\#(margin)}"#.utf8))
    }
    let encoder = JSONEncoder()
    #expect(String(decoding: try encoder.encode(Augmentation()), as: UTF8.self) == #"{"margin":4}"#)
    #expect(try JSONDecoder().decode(Augmentation.self, from: encoder.encode(Augmentation())) == Augmentation())
  }
}
