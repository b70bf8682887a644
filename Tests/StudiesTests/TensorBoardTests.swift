import Foundation
import TestSupport
import Testing

@Suite("TensorBoard", .enabled(if: Python.isThere, "no Python with tensorboard"))
struct TensorBoardTests {
  /// With the options of each call, one after the other: events that runs write as they go, and events of runs that were finished without.
  @Test(
    "Python's tensorboard reads scalars, histograms and figures as the tables have them",
    arguments: [["--tensorboard"], ["", "--tensorboard"], ["", "--tensorboard --collect"]])
  func readBack(calls: [String]) throws {
    let folder = try TemporaryFolder.make()
    let options = "--model dln --scale quick --variants none,batch --seeds 1 --steps 40 --every 10 --quiet --output out"
    for more in calls { #expect(try Command.run("landscape", "\(options) \(more)", in: folder).status == 0) }
    let result = try Python.run(
      """
      import csv, glob, math, os
      from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
      events = sorted(glob.glob("out/tensorboard/*"))
      assert len(events) == 3, events
      scalars = histograms = 0
      for path in events:
          a = EventAccumulator(path, size_guidance={"scalars": 0, "histograms": 0, "images": 0}); a.Reload()
          tags = a.Tags()
          if path.endswith("/study"):
              assert "figure-loss-band" in tags["images"] and len(tags["images"]) == 7, tags["images"]
              image = a.Images("figure-loss-band")[0]
              assert image.width > 500 and image.encoded_image_string[:4] == b"\\x89PNG"
              continue
          run = "out/runs/" + os.path.basename(path)
          rows = list(csv.DictReader(open(run + "/training.csv")))
          found = [(e.step, e.value) for e in a.Scalars("training/loss")]
          assert [s for s, _ in found] == [int(r["step"]) for r in rows], found
          for (_, value), row in zip(found, rows):
              assert math.isclose(value, float(row["loss"]), rel_tol=1e-6), (value, row)
          shift = [e.value for e in a.Scalars("covariate_shift/1.weight/cosine")] if "covariate_shift/1.weight/cosine" in tags["scalars"] else None
          scalars += len(tags["scalars"])
          counts = list(csv.DictReader(open(run + "/histograms.csv")))
          first = a.Histograms("activations/0")[0]
          mine = [float(r["count"]) for r in counts if r["step"] == str(first.step) and r["layer"] == "0"][1:-1]
          assert list(first.histogram_value.bucket) == mine and first.histogram_value.num == sum(mine)
          histograms += len(tags["histograms"])
      assert scalars > 50 and histograms > 20, (scalars, histograms)
      print(scalars, "scalars,", histograms, "histograms")
      """, in: folder)
    #expect(result.status == 0, "\(result.output)")
  }
}
