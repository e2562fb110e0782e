package dev.pixelgate.function.config;

import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules between keys; each looks only at keys that are right by themselves. */
final class Contradictions {
  private final Section root;
  private final Configuration configuration;

  Contradictions(Section root, Configuration configuration) {
    this.root = root;
    this.configuration = configuration;
  }

  void check() {
    tls();
    openness();
    ages();
    inputs();
    rate();
    configuration
        .orchestrators()
        .forEach(o -> o.offers().forEach(offer -> chargeable("orchestrators", offer.price())));
    configuration
        .selfHosted()
        .offers()
        .forEach(offer -> chargeable("self-hosted.offers", offer.price()));
    chargeable("self-hosted.price", configuration.selfHosted().price());
    switch (configuration.role()) {
      case WORKER -> worker();
      case GATEWAY -> gateway();
      case ALL_IN_ONE -> {}
    }
    if (configuration.role() != Role.WORKER) {
      seller();
    }
  }

  private void tls() {
    if (root.has("listen.tls.cert") != root.has("listen.tls.key")) {
      String given = root.has("listen.tls.cert") ? "listen.tls.cert" : "listen.tls.key";
      root.problem(given, "listen.tls needs both cert and key");
    }
  }

  /** An offer that ends before its orchestrator is asked again would come and go. */
  private void ages() {
    DiscoveryRules rules = configuration.discovery();
    if (rules.maxAge().compareTo(rules.every()) <= 0
        && right("discovery.every", "discovery.max-age")) {
      String decisive = root.has("discovery.max-age") ? "discovery.max-age" : "discovery.every";
      root.problem(
          decisive,
          "offers would end before they are asked for again: discovery.max-age (%d ms) must be above discovery.every (%d ms)"
              .formatted(rules.maxAge().toMillis(), rules.every().toMillis()));
    }
  }

  /** An empty list would be a quiet off; a rule for URLs that are never fetched, a mistake. */
  private void inputs() {
    String https = "inputs.https";
    boolean none = configuration.inputs().https().isOff();
    if (none && root.isList(https) && right(https)) {
      root.problem(https, "needs at least one host; off is the word for none");
    }
    boolean anywhere =
        configuration.inputs().https().any() && configuration.inputs().allowPrivate();
    if (anywhere && right(https, "inputs.allow-private")) {
      root.problem(
          "inputs.allow-private",
          "with inputs.https: any every key could ask what is inside; name the private hosts in inputs.https");
    }
    Stream.of("inputs.allow-private", "inputs.ca")
        .filter(key -> none && root.has(key) && right(https, key))
        .forEach(key -> root.problem(key, "is for URLs, and inputs.https is off"));
  }

  private void rate() {
    String rate = "rates.ETH/USD";
    List<String> below =
        Stream.of(".url", ".pointer", ".every", ".max-age").map(rate::concat).toList();
    Optional<String> given = below.stream().filter(root::has).findFirst();
    if (given.isPresent() && root.has(rate)) {
      root.problem(rate, "is either a number or where to ask for one");
    } else if (given.isPresent()) {
      below.stream()
          .limit(2)
          .filter(key -> !root.has(key))
          .forEach(key -> root.problem(given.get(), "needs " + key + " beside it"));
    }
    configuration
        .rateSource()
        .filter(source -> source.maxAge().compareTo(source.every()) <= 0)
        .filter(source -> right(below.get(2), below.get(3)))
        .ifPresent(
            source ->
                root.problem(
                    root.has(below.get(3)) ? below.get(3) : below.get(2),
                    "a rate would end before it is asked for again: max-age (%d ms) must be above every (%d ms)"
                        .formatted(source.maxAge().toMillis(), source.every().toMillis())));
  }

  /** The charge for the largest picture must be an amount at all. */
  private void chargeable(String key, Price price) {
    long pixels = configuration.limits().inputPixels();
    try {
      price.inUsd(Optional.empty()).ifPresent(usd -> usd.charge(new Pixels(pixels)));
    } catch (ArithmeticException e) {
      root.problem(
          key,
          "%s is too dear: a picture of limits.input-pixels (%d) cannot be charged: %s"
              .formatted(price, pixels, e.getMessage()));
    }
  }

  private void openness() {
    if (configuration.listen().loopback() || configuration.openToTheWorld()) {
      return;
    }
    String host = configuration.listen().host();
    boolean noKeys = configuration.auth().filter(AuthMode.NONE::equals).isPresent();
    if (noKeys && right("auth", "listen.host", "open-to-the-world")) {
      root.problem(
          "auth",
          "none on the public host %s lets everybody spend; if that is meant, say open-to-the-world: true"
              .formatted(host));
    }
    boolean openWorker =
        configuration.role() == Role.WORKER && configuration.workerToken().isEmpty();
    if (openWorker && right("role", "worker.token", "listen.host", "open-to-the-world")) {
      root.problem(
          "role",
          "a worker on the public host %s needs worker.token, or open-to-the-world: true"
              .formatted(host));
    }
  }

  private void worker() {
    for (String list : List.of("orchestrators", "caps", "accounts")) {
      if (root.hasItems(list) && right("role")) {
        root.problem(list, "the worker role only computes, it has no " + list);
      }
    }
    if (root.has(PaymentReader.SIGNER) && right("role")) {
      root.problem(PaymentReader.SIGNER, "the worker role only computes, it pays nobody");
    }
    if (configuration.media().bucket().isPresent() && right("role")) {
      root.problem("media.url", "the worker role only computes, it keeps no pictures");
    }
    if (!configuration.selfHosted().enabled() && right("role", "self-hosted.enabled")) {
      root.problem("self-hosted.enabled", "the worker role is the own runtime");
    }
  }

  private void gateway() {
    if (configuration.selfHosted().enabled() && right("role", "self-hosted.enabled")) {
      root.problem("self-hosted.enabled", "the gateway role has no runtime of its own");
    }
  }

  private void seller() {
    if (configuration.workerToken().isPresent() && right("role")) {
      root.problem("worker.token", "only the worker role asks for it; clients show accounts' keys");
    }
    boolean nobody =
        !configuration.selfHosted().enabled()
            && !root.hasItems("orchestrators")
            && !root.has("discovery.webhook");
    if (nobody && right("role", "self-hosted.enabled", "orchestrators")) {
      String decisive = root.has("self-hosted.enabled") ? "self-hosted.enabled" : "role";
      root.problem(decisive, "there is nothing to sell: no orchestrators and no own runtime");
    }
  }

  private boolean right(String... keys) {
    return Arrays.stream(keys).noneMatch(root::isFaulty);
  }
}
