package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.model.ModelKind;
import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap8;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Classifies a picture with nsfwjs' MobileNet, pre-processed as nsfwjs does: a bilinear resize with
 * aligned corners to a square whatever the aspect, RGB in 0..1, NHWC.
 */
public final class SafetyChecker implements AutoCloseable {
  private final Network network;
  private final ModelKind.Classifier kind;
  private final FloatBuffer input;

  /** Owns {@code network} from now on. */
  public SafetyChecker(Network network, ModelKind.Classifier kind) {
    this.network = network;
    this.kind = kind;
    this.input = Tensors.allocate(kind.side() * kind.side() * Bitmap.RGB);
  }

  /** Probability of each label, in the model's order. */
  public Map<String, Float> classify(Bitmap8 picture) throws InferenceException {
    resize(picture);
    long side = kind.side();
    FloatBuffer output =
        network.run(
            input,
            new long[] {1, side, side, Bitmap.RGB},
            new long[] {1, kind.labels().size()},
            Network.After.KEEP_MEMORY);
    Map<String, Float> probabilities = new LinkedHashMap<>();
    for (String label : kind.labels()) {
      probabilities.put(label, output.get());
    }
    return probabilities;
  }

  private void resize(Bitmap8 picture) {
    input.clear();
    for (int row = 0; row < kind.side(); row++) {
      double y = aligned(row, picture.height());
      for (int column = 0; column < kind.side(); column++) {
        double x = aligned(column, picture.width());
        for (int channel = 0; channel < Bitmap.RGB; channel++) {
          input.put((float) (bilinear(picture, x, y, channel) / 255));
        }
      }
    }
    input.flip();
  }

  /** First and last sample fall on the first and last pixel. */
  private double aligned(int index, int length) {
    return (double) index * (length - 1) / (kind.side() - 1);
  }

  private static double bilinear(Bitmap8 picture, double x, double y, int channel) {
    int left = (int) x;
    int top = (int) y;
    int right = Math.min(left + 1, picture.width() - 1);
    int bottom = Math.min(top + 1, picture.height() - 1);
    double across = x - left;
    double above =
        mix(picture.sample(left, top, channel), picture.sample(right, top, channel), across);
    double below =
        mix(picture.sample(left, bottom, channel), picture.sample(right, bottom, channel), across);
    return mix(above, below, y - top);
  }

  private static double mix(double from, double to, double part) {
    return from + (to - from) * part;
  }

  @Override
  public void close() throws InferenceException {
    network.close();
  }
}
