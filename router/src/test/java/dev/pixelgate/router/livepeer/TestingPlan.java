package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.livepeer.chain.TestingChain;
import dev.pixelgate.router.livepeer.chain.TestingSale;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a {@link TestingNode} is, until it is told otherwise.
 *
 * @param models what it serves; when one of them has a price it wants payment, and without a sale
 *     it takes any
 * @param quoting how it answers questions
 * @param working how it does jobs
 * @param needs how long a job takes at least
 * @param tokens how long its auth tokens live
 * @param nodes other addresses that it names
 * @param runner the real one that upscales for it; it draws something itself when absent
 * @param transcoder where it says that its work is done; on itself when absent
 * @param sale how it is paid on a chain, when it keeps all the rules of that
 */
public record TestingPlan(
    List<TestingModel> models,
    Quoting quoting,
    Working working,
    Duration needs,
    Duration tokens,
    List<String> nodes,
    Optional<URI> runner,
    Optional<String> transcoder,
    Optional<TestingSale> sale) {
  /** How questions go. */
  public enum Quoting {
    WELL,
    /** Never an answer. */
    HANGS,
    /** Bytes that are no message. */
    RUBBISH,
    /** A message without end. */
    ENDLESS,
    /** A frame that says that it is compressed. */
    WRONG_FRAME,
    /** No body at all, and no status. */
    EMPTY,
    /** It will not: the sender has no reserve. */
    REFUSES,
    /** A web page. */
    HTML,
    /** The stream is reset. */
    RESETS,
    /** An answer without a token. */
    NO_TOKEN
  }

  /** How jobs go. */
  public enum Working {
    WELL,
    /** Well, and the answer holds a URL whatever the caller can take. */
    LINKS,
    /** Never an answer. */
    HANGS,
    /** Its runner says 500. */
    ERROR,
    /** Its runner says 400. */
    BAD_JOB,
    /** The stream is reset: it panicked. */
    RESETS,
    /** Two times instead of four. */
    HALF_SIZE,
    /** The last half of the picture is missing. */
    TRUNCATED,
    /** Bytes that are no picture. */
    NO_PICTURE,
    /** A web page with status 200. */
    HTML,
    /** JSON with no image in it. */
    NO_IMAGES,
    /** A URL where there is nothing. */
    MEDIA_GONE,
    /** A URL that never answers. */
    MEDIA_HANGS
  }

  public TestingPlan {
    models = List.copyOf(models);
    nodes = List.copyOf(nodes);
  }

  /** One that does everything well. */
  public static TestingPlan of(TestingModel... models) {
    return new TestingPlan(
        List.of(models),
        Quoting.WELL,
        Working.WELL,
        Duration.ZERO,
        Duration.ofMinutes(30),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with other models. */
  public TestingPlan models(TestingModel... others) {
    return new TestingPlan(
        List.of(others), quoting, working, needs, tokens, nodes, runner, transcoder, sale);
  }

  /** The same that answers questions so. */
  public TestingPlan quoting(Quoting how) {
    return new TestingPlan(models, how, working, needs, tokens, nodes, runner, transcoder, sale);
  }

  /** The same that does jobs so. */
  public TestingPlan working(Working how) {
    return new TestingPlan(models, quoting, how, needs, tokens, nodes, runner, transcoder, sale);
  }

  /** The same with slower work. */
  public TestingPlan needs(Duration time) {
    return new TestingPlan(models, quoting, working, time, tokens, nodes, runner, transcoder, sale);
  }

  /** The same with tokens that live so long. */
  public TestingPlan tokens(Duration life) {
    return new TestingPlan(models, quoting, working, needs, life, nodes, runner, transcoder, sale);
  }

  /** The same that names these nodes. */
  public TestingPlan nodes(String... urls) {
    return new TestingPlan(
        models, quoting, working, needs, tokens, List.of(urls), runner, transcoder, sale);
  }

  /** The same with this runner behind it. */
  public TestingPlan runner(URI url) {
    return new TestingPlan(
        models, quoting, working, needs, tokens, nodes, Optional.of(url), transcoder, sale);
  }

  /** The same that says that its work is done there. */
  public TestingPlan transcoder(String url) {
    return new TestingPlan(
        models, quoting, working, needs, tokens, nodes, runner, Optional.of(url), sale);
  }

  /** The same that is paid on this chain, as account 1 there. */
  public TestingPlan on(TestingChain chain) {
    return sale(TestingSale.on(chain, 1));
  }

  /** The same that is paid so. */
  public TestingPlan sale(TestingSale terms) {
    return new TestingPlan(
        models, quoting, working, needs, tokens, nodes, runner, transcoder, Optional.of(terms));
  }

  boolean isOnChain() {
    return sale.isPresent() || models.stream().anyMatch(model -> model.wei().isPresent());
  }

  Optional<TestingModel> model(Capability capability) {
    return models.stream().filter(model -> model.capability().equals(capability)).findFirst();
  }
}
