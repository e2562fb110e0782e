package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.livepeer.wire.Capabilities.CapabilityConstraints.ModelConstraint;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model that an orchestrator says it serves.
 *
 * @param warm whether it is loaded
 * @param room how many jobs it has room for now; 0 when it is full
 */
record Listed(Capability capability, boolean warm, int room) {
  /** Ids on Hugging Face have at most 193 characters. */
  private static final int LONGEST = 256;

  /** All of the pipelines that we know, in the order of pipeline and model. */
  static List<Listed> of(OrchestratorInfo info) {
    return info.getCapabilities().getConstraints().getPerCapabilityMap().entrySet().stream()
        .flatMap(
            pipeline ->
                PipelineNumber.pipeline(pipeline.getKey()).stream()
                    .flatMap(
                        known ->
                            pipeline.getValue().getModelsMap().entrySet().stream()
                                .filter(model -> isId(model.getKey()))
                                .map(
                                    model ->
                                        of(
                                            new Capability(known, model.getKey()),
                                            model.getValue()))))
        .sorted(
            Comparator.comparing((Listed one) -> one.capability().pipeline())
                .thenComparing(one -> one.capability().model()))
        .toList();
  }

  private static Listed of(Capability capability, ModelConstraint said) {
    int idle = said.getCapacity() < 0 ? Integer.MAX_VALUE : said.getCapacity();
    return new Listed(capability, said.getWarm(), idle);
  }

  /** The same with room for so many more. */
  Listed plus(int more) {
    return new Listed(capability, warm, room > Integer.MAX_VALUE - more ? room : room + more);
  }

  private static boolean isId(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** These first, then the others. */
  static Stream<Listed> preferring(List<Capability> first, List<Listed> all) {
    return all.stream()
        .sorted(Comparator.comparing((Listed one) -> !first.contains(one.capability())));
  }
}
