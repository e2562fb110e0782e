package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.model.ModelKind;
import dev.pixelgate.runtime.picture.Bitmap;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Classifies pictures with nsfwjs' MobileNet, pre-processed as nsfwjs does. */
public final class SafetyChecker implements AutoCloseable {
  private final Network network;
  private final ModelKind.Classifier kind;

  /** Owns {@code network} from now on. */
  public SafetyChecker(Network network, ModelKind.Classifier kind) {
    this.network = network;
    this.kind = kind;
  }

  /** A view that has seen nothing yet. */
  public SafetyView view(ResultShape shape) {
    return new SafetyView(shape, kind.side());
  }

  /** Probability of each label, in the model's order. */
  public Map<String, Float> classify(SafetyView view) throws InferenceException {
    return classify(view.input());
  }

  /** Runs once on nothing: a network's first run sets things up. */
  public void warmUp() throws InferenceException {
    classify(Tensors.allocate(kind.side() * kind.side() * Bitmap.RGB));
  }

  private Map<String, Float> classify(FloatBuffer input) throws InferenceException {
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

  @Override
  public void close() throws InferenceException {
    network.close();
  }
}
