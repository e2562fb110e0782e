package dev.pixelgate.function.config;

import static java.time.Duration.ZERO;

import dev.pixelgate.function.store.StoreUrl;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.selection.PolicyName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the meaning of every key; the defaults stand here. */
final class ConfigurationReader {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String STORE = "store.url";
  private static final String HTTPS = "inputs.https";
  private static final String RATE = "rates.ETH/USD";
  private static final long GIB = 1L << 30;

  private final Section root;
  private final Path folder;
  private final Platform platform;
  private final MarketReader market;
  private final MediaReader media;

  /**
   * A reader.
   *
   * @param folder where relative paths start
   * @param platform which decides what is usual
   */
  ConfigurationReader(Section root, Path folder, Platform platform, MediaReader media) {
    this.root = root;
    this.folder = folder;
    this.platform = platform;
    this.media = media;
    this.market = new MarketReader(root, folder, platform.metadata());
  }

  /** Reads on over problems, which are reported; what is wrong has its default then. */
  Configuration read(Supplier<List<Setting>> settings) {
    Role role = root.value("role", "all-in-one", Words.constant(Role.class));
    Listen listen = listen();
    return new Configuration(
        role,
        listen,
        root.value("background", Boolean.toString(!platform.sleeps()), Words::truth),
        root.optional("public-url", Locations::url),
        root.value("data", "./pixelgate-data", Locations.path(folder)),
        store(),
        root.optional("auth", Words.constant(AuthMode.class)),
        root.value("open-to-the-world", "false", Words::truth),
        root.value(
            "metrics",
            listen.loopback() ? "open" : "operator",
            Words.constant(MetricsAccess.class)),
        root.texts("cors.origins", Locations::origin),
        limits(),
        inputs(),
        Map.of(
            Pipeline.UPSCALE,
            root.value("defaults.upscale", "xinntao/realesr-general-x4v3", Words::model)),
        market.caps(),
        root.value("policy", "cheapest", Words.constant(PolicyName.class)),
        root.optional(RATE, Units::rate),
        rateSource(),
        market.orchestrators(),
        discovery(),
        attempts(),
        selfHosted(role),
        root.hidden("worker.token", Words::token),
        new AccountReader(root).accounts(),
        media.media(),
        ledger(),
        root.value("decisions.keep", "1 h", Units.duration(SECOND, DAY.multipliedBy(31))),
        signing(),
        quotes(),
        new PaymentReader(root).payments(),
        cache(),
        root.value("lambda.invoke-mode", "buffered", Words.constant(InvokeMode.class)),
        settings.get());
  }

  /** Whatever is written there may have a password in it, also what is no URL. */
  private StoreUrl store() {
    return root.has(STORE)
        ? root.hidden(STORE, StoreUrl::parse).orElse(StoreUrl.SQLITE)
        : root.value(STORE, "sqlite", StoreUrl::parse);
  }

  private Listen listen() {
    String host = root.value("listen.host", "127.0.0.1", Locations::host);
    int port = root.value("listen.port", "8080", Units.integer(0, 65_535));
    Optional<Path> cert = root.optional("listen.tls.cert", Locations.readableFile(folder));
    Optional<Path> key = root.optional("listen.tls.key", Locations.readableFile(folder));
    Optional<Tls> tls = cert.flatMap(c -> key.map(k -> new Tls(c, k)));
    return new Listen(host, port, tls, root.texts("listen.trusted-proxies", Cidr::parse));
  }

  private Limits limits() {
    return new Limits(
        root.value("limits.body", "20 MiB", Units.bytes(1, GIB)),
        root.value("limits.reference", "64 MiB", Units.bytes(1, GIB)),
        root.value("limits.uploads", "4 GiB", Units.bytes(1, 1024 * GIB)),
        root.value("limits.side", "8192", Units.integer(1, 65_535)),
        root.value("limits.input-pixels", "16777216", Units.number(1, GIB)),
        root.value("limits.concurrent", "256", Units.integer(1, 100_000)),
        root.value("limits.request", "10 min", Units.duration(MOMENT, DAY)),
        root.value("limits.upload", "30 s", Units.duration(MOMENT, DAY)),
        root.value("limits.drain", "8 s", Units.duration(ZERO, DAY)));
  }

  private InputRules inputs() {
    return new InputRules(
        root.isList(HTTPS)
            ? HttpsHosts.listed(root.texts(HTTPS, HttpsHosts.Host::parse))
            : root.value(HTTPS, "off", HttpsHosts::word),
        root.value("inputs.allow-private", "false", Words::truth),
        root.optional("inputs.ca", Locations.certificates(folder)));
  }

  private Optional<RateSource> rateSource() {
    Optional<URI> url = root.optional(RATE + ".url", Locations::document);
    Optional<String> pointer = root.optional(RATE + ".pointer", Locations::pointer);
    Optional<Duration> every = root.optional(RATE + ".every", Units.duration(SECOND, DAY));
    Optional<Duration> maxAge = root.optional(RATE + ".max-age", Units.duration(SECOND, DAY));
    return url.flatMap(
        from ->
            pointer.map(
                to ->
                    new RateSource(
                        from,
                        to,
                        every.orElse(Duration.ofSeconds(60)),
                        maxAge.orElse(Duration.ofMinutes(15)))));
  }

  private DiscoveryRules discovery() {
    return new DiscoveryRules(
        root.optional("discovery.webhook", Locations::document),
        root.value("discovery.every", "60 s", Units.duration(SECOND, DAY)),
        root.value("discovery.max-age", "10 min", Units.duration(SECOND, DAY)),
        root.value("discovery.timeout", "3 s", Units.duration(MOMENT, Duration.ofMinutes(1))),
        root.value("discovery.allow-private", "false", Words::truth));
  }

  private LedgerRules ledger() {
    return new LedgerRules(
        root.value("ledger.keep", "400 days", Units.days(62, 36_500)),
        root.value("ledger.receipts", "400 days", Units.days(1, 36_500)));
  }

  private SigningRules signing() {
    return new SigningRules(
        root.hidden("signing.key", SigningKeyText::parse),
        root.value("signing.rotate", "90 days", Units.days(1, 3650)),
        root.value("signing.publish", "400 days", Units.days(1, 36_500)));
  }

  /** A promise of more than a day would be a bet on the market. */
  private QuoteRules quotes() {
    return new QuoteRules(
        root.value("quotes.ttl", "5 min", Units.duration(SECOND, DAY)),
        root.value("quotes.outstanding", "10 USD", Usd::parse));
  }

  private CacheRules cache() {
    return new CacheRules(
        root.value("cache.scope", "account", Words.constant(CacheScope.class)),
        root.value("cache.bytes", "256 MiB", Units.bytes(1, 1024 * GIB)),
        root.value("cache.age", "24 h", Units.duration(SECOND, DAY.multipliedBy(365))));
  }

  private Attempts attempts() {
    return new Attempts(
        root.value("attempts.max", "3", Units.integer(1, 10)),
        root.value("attempts.deadline", "auto", ConfigurationReader::autoOrDuration));
  }

  private static Optional<Duration> autoOrDuration(String text) {
    return text.equals("auto")
        ? Optional.empty()
        : Optional.of(Units.duration(MOMENT, DAY).parse(text));
  }

  private SelfHosted selfHosted(Role role) {
    String enabled =
        root.value("self-hosted.enabled", "auto", Words.oneOf("auto", "true", "false"));
    return new SelfHosted(
        enabled.equals("auto") ? role != Role.GATEWAY : Words.truth(enabled),
        root.value("self-hosted.device", "auto", Words::device),
        root.value("self-hosted.models", "./models", Locations.path(folder)),
        root.value("self-hosted.queue", "8", Units.integer(1, 10_000)),
        root.value("self-hosted.price", "1.0e-8 USD/px", Price::parse),
        market.ownOffers());
  }
}
