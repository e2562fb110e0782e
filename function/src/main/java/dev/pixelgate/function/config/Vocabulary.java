package dev.pixelgate.function.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that a mapping may have.
 *
 * @param values dotted keys of single values
 * @param lists dotted keys of lists; for some of them a word may stand as well
 * @param maps dotted keys of mappings whose keys are whatever somebody writes there
 * @param notYet keys of the contract, or whole sections, that this version does not have
 */
record Vocabulary(List<String> values, List<String> lists, List<String> maps, List<String> notYet) {
  static final Vocabulary TOP =
      new Vocabulary(
          List.of(
              "role",
              "listen.host",
              "listen.port",
              "listen.tls.cert",
              "listen.tls.key",
              "background",
              "public-url",
              "data",
              "auth",
              "open-to-the-world",
              "metrics",
              "limits.body",
              "limits.reference",
              "limits.uploads",
              "limits.side",
              "limits.input-pixels",
              "limits.concurrent",
              "limits.request",
              "limits.upload",
              "limits.drain",
              "inputs.allow-private",
              "inputs.ca",
              "defaults.upscale",
              "policy",
              "rates.ETH/USD",
              "rates.ETH/USD.url",
              "rates.ETH/USD.pointer",
              "rates.ETH/USD.every",
              "rates.ETH/USD.max-age",
              "discovery.webhook",
              "discovery.every",
              "discovery.max-age",
              "discovery.timeout",
              "discovery.allow-private",
              "attempts.max",
              "attempts.deadline",
              "payments.signer",
              "payments.max-float",
              "payments.timeout",
              "self-hosted.enabled",
              "self-hosted.device",
              "self-hosted.models",
              "self-hosted.queue",
              "self-hosted.price",
              "worker.token",
              "store.url",
              "media.url",
              "media.ttl",
              "media.access-key",
              "media.secret-key",
              "media.deliver",
              "ledger.keep",
              "ledger.receipts",
              "decisions.keep",
              "signing.key",
              "signing.rotate",
              "signing.publish",
              "quotes.ttl",
              "quotes.outstanding",
              "cache.scope",
              "cache.bytes",
              "cache.age",
              "lambda.invoke-mode"),
          List.of(
              "listen.trusted-proxies",
              "cors.origins",
              "inputs.https",
              "caps",
              "orchestrators",
              "self-hosted.offers",
              "accounts"),
          List.of("payments.headers"),
          List.of("defaults.image-to-image", "defaults.text-to-image"));

  static final Vocabulary CAP =
      new Vocabulary(List.of("pipeline", "model", "max"), List.of(), List.of(), List.of());

  static final Vocabulary ORCHESTRATOR =
      new Vocabulary(
          List.of("name", "url", "kind", "tls", "token", "auth.google-id-token", "ca", "charged"),
          List.of("offers"),
          List.of(),
          List.of());

  static final Vocabulary OFFER =
      new Vocabulary(
          List.of("pipeline", "model", "price"), List.of("formats"), List.of(), List.of());

  /** The own runtime knows by itself what it reads. */
  static final Vocabulary OWN_OFFER =
      new Vocabulary(List.of("pipeline", "model", "price"), List.of(), List.of(), List.of());

  static final Vocabulary ACCOUNT =
      new Vocabulary(
          List.of("name", "key-sha256", "operator", "cap", "budget", "rate", "concurrent"),
          List.of(),
          List.of(),
          List.of());

  boolean knows(String key) {
    return values.contains(key)
        || lists.contains(key)
        || maps.stream().anyMatch(map -> key.startsWith(map + "."));
  }

  boolean isNotYet(String key) {
    return notYet.stream().anyMatch(known -> key.equals(known) || key.startsWith(known + "."));
  }

  /** Whether the key is a mapping of known keys, which may be left empty. */
  boolean isSection(String key) {
    return maps.contains(key) || known().anyMatch(known -> known.startsWith(key + "."));
  }

  Stream<String> known() {
    return Stream.of(values, lists, maps).flatMap(List::stream);
  }

  /** What is wrong with a key that is not known. */
  String complaint(String key) {
    if (isNotYet(key)) {
      return "this version does not have it yet";
    }
    if (isSection(key)) {
      return "needs keys below it";
    }
    return "unknown key"
        + nearest(key, known().toList()).map(k -> ", did you mean " + k + "?").orElse("");
  }

  /** The word that was probably meant, if one is close. */
  static Optional<String> nearest(String word, List<String> words) {
    int limit = Math.max(1, Math.min(3, word.length() / 3));
    return words.stream()
        .filter(known -> distance(word, known) <= limit)
        .min(Comparator.comparingInt(known -> distance(word, known)));
  }

  /** Levenshtein's: insertions, deletions and replacements of a character. */
  private static int distance(String from, String to) {
    int[] costs = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      costs[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = costs[j];
        costs[j] = Math.min(replaced, 1 + Math.min(costs[j], costs[j - 1]));
      }
    }
    return costs[to.length()];
  }
}
