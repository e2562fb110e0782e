package dev.pixelgate.router.livepeer;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.chain.TestingSale;
import dev.pixelgate.router.livepeer.wire.Capabilities;
import dev.pixelgate.router.livepeer.wire.Capabilities.CapabilityConstraints;
import dev.pixelgate.router.livepeer.wire.Capabilities.CapabilityConstraints.ModelConstraint;
import dev.pixelgate.router.livepeer.wire.Capabilities.Constraints;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.OrchestratorRequest;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** Answers questions for capabilities as a real orchestrator does. */
final class TestingQuotes {
  /** What a transcoded pixel costs: the price of whatever it does not know. */
  static final PriceInfo BASE =
      PriceInfo.newBuilder().setPricePerUnit(1200).setPixelsPerUnit(1).build();

  private TestingQuotes() {}

  /**
   * The answer to this question: all models, and the price of the one that is asked for.
   *
   * @param idle how many slots of a model are idle now
   */
  static OrchestratorInfo.Builder answer(
      TestingPlan plan, OrchestratorRequest request, ToIntFunction<Capability> idle) {
    OrchestratorInfo.Builder info =
        OrchestratorInfo.newBuilder()
            .setAddress(ByteString.copyFrom(new byte[20]))
            .setCapabilities(capabilities(plan, idle))
            .addAllNodes(plan.nodes());
    if (plan.isOnChain() && plan.sale().isEmpty()) {
      info.setPriceInfo(price(plan, request.getCapabilities())).setTicketParams(ticketParams());
    }
    return info;
  }

  private static Capabilities capabilities(TestingPlan plan, ToIntFunction<Capability> idle) {
    Map<Integer, CapabilityConstraints.Builder> pipelines = new TreeMap<>();
    Capabilities.Builder all = Capabilities.newBuilder().setVersion("0.9.1-testing");
    long word = 0x4005FFF;
    for (TestingModel model : plan.models()) {
      int number = PipelineNumber.of(model.capability().pipeline());
      word |= 1L << number;
      pipelines
          .computeIfAbsent(number, none -> CapabilityConstraints.newBuilder())
          .putModels(
              model.capability().model(),
              ModelConstraint.newBuilder()
                  .setWarm(model.warm())
                  .setCapacity(idle.applyAsInt(model.capability()))
                  .build());
    }
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((word >> bit & 1) == 1) {
        all.putCapacities(bit, 1);
      }
    }
    Constraints.Builder constraints = Constraints.newBuilder();
    pipelines.forEach((number, models) -> constraints.putPerCapability(number, models.build()));
    return all.addBitstring(word).setConstraints(constraints).build();
  }

  /** Found by the keys of {@code capacities}, as real ones do it; of two models the sum. */
  private static PriceInfo price(TestingPlan plan, Capabilities asked) {
    return asked.getCapacitiesMap().keySet().stream()
        .flatMap(number -> PipelineNumber.pipeline(number).stream())
        .flatMap(
            pipeline ->
                asked
                    .getConstraints()
                    .getPerCapabilityOrDefault(
                        PipelineNumber.of(pipeline), CapabilityConstraints.getDefaultInstance())
                    .getModelsMap()
                    .keySet()
                    .stream()
                    .map(id -> plan.model(new Capability(pipeline, id))))
        .flatMap(Optional::stream)
        .filter(model -> model.wei().isPresent())
        .map(
            model ->
                PriceInfo.newBuilder()
                    .setPricePerUnit(model.wei().getAsLong())
                    .setPixelsPerUnit(model.pixels())
                    .build())
        .reduce(TestingQuotes::sum)
        .orElse(BASE);
  }

  /**
   * What all models cost, as it is told to those who ask for nothing: in whole wei, and without
   * what is added to prices.
   */
  static List<PriceInfo> list(TestingPlan plan, TestingSale sale) {
    return plan.models().stream()
        .map(
            model ->
                PriceInfo.newBuilder()
                    .setPricePerUnit(
                        model.wei().isPresent()
                            ? model.wei().getAsLong() / model.pixels()
                            : sale.base().ceil().longValueExact())
                    .setPixelsPerUnit(1)
                    .setCapability(PipelineNumber.of(model.capability().pipeline()))
                    .setConstraint(model.capability().model())
                    .build())
        .toList();
  }

  /**
   * Wei for a pixel of what is asked for, before anything is added to it. Real ones have no price
   * of nothing: a sum of 0 is one that they do not know.
   */
  static WeiAmount price(TestingPlan plan, TestingSale sale, Capabilities asked) {
    PriceInfo sum = price(plan, asked);
    return sum.equals(BASE) || sum.getPricePerUnit() == 0
        ? sale.base()
        : new WeiAmount(
            BigInteger.valueOf(sum.getPricePerUnit()), BigInteger.valueOf(sum.getPixelsPerUnit()));
  }

  private static PriceInfo sum(PriceInfo a, PriceInfo b) {
    return PriceInfo.newBuilder()
        .setPricePerUnit(
            a.getPricePerUnit() * b.getPixelsPerUnit() + b.getPricePerUnit() * a.getPixelsPerUnit())
        .setPixelsPerUnit(a.getPixelsPerUnit() * b.getPixelsPerUnit())
        .build();
  }

  private static TicketParams ticketParams() {
    return TicketParams.newBuilder()
        .setRecipient(ByteString.copyFrom(new byte[20]))
        .setFaceValue(ByteString.fromHex("2aa1efb94e0000"))
        .setWinProb(
            ByteString.fromHex("0b2f4fc0794908cf232ff78625902416a7530755a66c5788c4a773d4b000"))
        .setRecipientRandHash(ByteString.copyFrom(new byte[32]))
        .setSeed(ByteString.copyFrom(new byte[32]))
        .setExpirationBlock(ByteString.fromHex("0132"))
        .build();
  }
}
