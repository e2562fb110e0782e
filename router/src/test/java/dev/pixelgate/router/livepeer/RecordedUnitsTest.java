package dev.pixelgate.router.livepeer;

import static dev.pixelgate.router.livepeer.TestingPayer.await;
import static dev.pixelgate.router.livepeer.TestingPayer.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.TestingPayer.Answer;
import dev.pixelgate.router.livepeer.chain.RecordedFiles;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.SegData;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The testing orchestrator debits the pixels, and keeps the ledger, that a real one was seen to.
 */
class RecordedUnitsTest {
  private static final String TURBO = "stabilityai/sdxl-turbo";
  private static final String MANY = "num_images_per_prompt";

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  /** What was asked for; the recording tells it in words. */
  private enum Job {
    IMAGE("image-to-image 26x30 input, num_images absent", Pipeline.IMAGE_TO_IMAGE, Map.of()),
    TWO_IMAGES(
        "image-to-image 26x30, num_images 2, steps 50",
        Pipeline.IMAGE_TO_IMAGE,
        Map.of(MANY, 2, "num_inference_steps", 50)),
    TEXT("text-to-image, no width/height/num", Pipeline.TEXT_TO_IMAGE, Map.of()),
    THREE_TEXTS(
        "text-to-image 300x200 n=3 steps=99",
        Pipeline.TEXT_TO_IMAGE,
        Map.of("width", 300, "height", 200, MANY, 3, "num_inference_steps", 99)),
    SMALL("text-to-image 1x1", Pipeline.TEXT_TO_IMAGE, Map.of("width", 1, "height", 1)),
    NONE("text-to-image num_images 0", Pipeline.TEXT_TO_IMAGE, Map.of(MANY, 0)),
    NEGATIVE("text-to-image width -64", Pipeline.TEXT_TO_IMAGE, Map.of("width", -64, "height", 64)),
    UPSCALE("upscale 26x30 (png)", Pipeline.UPSCALE, Map.of());

    private final String words;
    private final Pipeline pipeline;
    private final Map<String, Integer> fields;

    Job(String words, Pipeline pipeline, Map<String, Integer> fields) {
      this.words = words;
      this.pipeline = pipeline;
      this.fields = fields;
    }
  }

  private static TestingPlan plan(TestingModel... models) {
    return TestingPlan.of(models);
  }

  @Test
  void debitsThePixelsThatTheRealOneDid() throws Exception {
    ReplayedOrchestrator our =
        new ReplayedOrchestrator(
            vertx,
            chain ->
                plan(
                        TestingModel.upscale(ReplayedOrchestrator.MODEL).at(4_768_371, 1),
                        TestingModel.of(Pipeline.IMAGE_TO_IMAGE, TURBO).at(9_536_743, 2),
                        TestingModel.of(Pipeline.TEXT_TO_IMAGE, TURBO).at(5000, 1))
                    .on(chain));
    JsonArray rows =
        ((JsonObject) RecordedFiles.value("direct/units-debited.json")).getJsonArray("rows");
    assertEquals(Job.values().length, rows.size());

    for (Job job : Job.values()) {
      JsonObject row = rows.getJsonObject(job.ordinal());
      assertEquals(row.getString("job"), job.words);
      Capability capability =
          new Capability(
              job.pipeline, job.pipeline == Pipeline.UPSCALE ? ReplayedOrchestrator.MODEL : TURBO);
      TestingPayer payer = our.payer(Recording.account("P9"));
      OrchestratorInfo info = payer.info(capability);
      assertEquals(
          row.getString("price").replaceAll("^([0-9]+)$", "$1/1"),
          info.getPriceInfo().getPricePerUnit() + "/" + info.getPriceInfo().getPixelsPerUnit());
      long[] nonces = LongStream.rangeClosed(1, row.getInteger("tickets")).toArray();
      SegData segment = payer.segment(info, capability);

      Answer answer = send(payer, job, capability, headers(payer.payment(info, nonces), segment));

      assertEquals(row.getInteger("status"), answer.status());
      assertEquals(
          Math.round(row.getDouble("units_debited")),
          our.node().takings().debits().getLast().pixels());
      assertEquals(
          new BigDecimal("" + row.getValue("ledger_after")), balance(our, payer, capability));
      int images = job.pipeline == Pipeline.UPSCALE ? 1 : job.fields.getOrDefault(MANY, 1);
      assertEquals(images, answer.text().split("\"seed\"", -1).length - 1);
      assertEquals(row.getString("body").contains("null"), answer.text().contains("null"));
    }
  }

  private static Answer send(
      TestingPayer payer, Job job, Capability capability, Map<String, String> headers)
      throws Exception {
    String path = "/" + job.pipeline;
    if (job.pipeline == Pipeline.TEXT_TO_IMAGE) {
      JsonObject body = new JsonObject().put("prompt", "").put("model_id", capability.model());
      job.fields.forEach(body::put);
      return await(payer.json(path, body, headers));
    }
    Map<String, String> fields = new HashMap<>();
    job.fields.forEach((name, value) -> fields.put(name, "" + value));
    fields.put("model_id", capability.model());
    fields.put("prompt", "");
    return await(payer.form(path, fields, 26, 30, headers));
  }

  private static BigDecimal balance(
      ReplayedOrchestrator our, TestingPayer payer, Capability capability) {
    WeiAmount left = our.node().balance(payer.key().address(), capability).orElseThrow();
    return new BigDecimal(left.numerator())
        .divide(new BigDecimal(left.denominator()), 0, RoundingMode.HALF_UP);
  }
}
