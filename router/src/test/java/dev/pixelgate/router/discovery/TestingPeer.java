package dev.pixelgate.router.discovery;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Orchestrator;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Peer;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.Seller;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** An orchestrator that answers discovery as it is told. */
final class TestingPeer implements Peer, Orchestrator {
  static final Capability UPSCALE = new Capability(Pipeline.UPSCALE, "some/model");

  private final String name;
  private Supplier<Future<Discovery>> answer;
  private int asked;
  private int beingAsked;
  private boolean closed;

  private TestingPeer(String name, Supplier<Future<Discovery>> answer) {
    this.name = name;
    this.answer = answer;
  }

  /** One that sells {@link #UPSCALE} at so many USD/Mpx. */
  static TestingPeer selling(String name, String price) {
    return new TestingPeer(name, () -> found(offer(name, UPSCALE, price)));
  }

  /** One that never answers. */
  static TestingPeer hanging(String name) {
    return new TestingPeer(name, () -> Promise.<Discovery>promise().future());
  }

  /** One that does as it is told. */
  static TestingPeer answering(String name, Supplier<Future<Discovery>> answer) {
    return new TestingPeer(name, answer);
  }

  static Future<Discovery> found(Offer... offers) {
    return Future.succeededFuture(new Discovery.Found(Arrays.asList(offers), List.of(), List.of()));
  }

  static Future<Discovery> failed(String reason) {
    return Future.succeededFuture(new Discovery.Failed(reason));
  }

  static Offer offer(String name, Capability capability, String usdPerMegapixel) {
    return new Offer(
        name,
        capability,
        Price.parse(usdPerMegapixel + " USD/Mpx"),
        true,
        OptionalInt.empty(),
        EnumSet.allOf(PictureFormat.class),
        PriceSource.QUOTED,
        Instant.EPOCH,
        Instant.MAX);
  }

  void sells(String price) {
    answers(() -> found(offer(name, UPSCALE, price)));
  }

  void answers(Supplier<Future<Discovery>> how) {
    answer = how;
  }

  /** Sells at 1 USD/Mpx, and names these. */
  void names(String... nodes) {
    List<URI> urls = Arrays.stream(nodes).map(URI::create).toList();
    answers(
        () ->
            Future.succeededFuture(
                new Discovery.Found(List.of(offer(name, UPSCALE, "1")), List.of(), urls)));
  }

  int asked() {
    return asked;
  }

  /** The most questions that it had at one time is one, or the test that looks fails. */
  int beingAsked() {
    return beingAsked;
  }

  boolean isClosed() {
    return closed;
  }

  ConfiguredPeer configured() {
    return new ConfiguredPeer(this, URI.create("https://" + name + ".example:8935"), List.of());
  }

  /** With a price that the configuration says, in USD/Mpx. */
  ConfiguredPeer configured(String price) {
    Offer offer = Offer.configured(name, UPSCALE, Price.parse(price + " USD/Mpx"));
    return new ConfiguredPeer(this, URI.create("http://" + name + ".example:8000"), List.of(offer));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Future<Discovery> discover() {
    asked++;
    beingAsked++;
    return answer.get().onComplete(ended -> beingAsked--);
  }

  @Override
  public Seller seller() {
    return new Seller(this, Owing.ON_SUCCESS, Optional.empty());
  }

  @Override
  public Future<Void> close() {
    closed = true;
    return Future.succeededFuture();
  }

  @Override
  public Future<AttemptEnd> attempt(
      Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
    return Future.succeededFuture(new AttemptEnd.Failed("is for discovery only"));
  }
}
