package dev.pixelgate.function.config;

import dev.pixelgate.function.store.StoreUrl;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.router.selection.PolicyName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be configured, checked.
 *
 * @param background whether work may be done while no request runs: timers keep the market and the
 *     keys up to date then, and else the requests do
 * @param publicUrl base of media URLs, without a trailing slash; empty means what the client
 *     addressed
 * @param data the folder of everything that is kept
 * @param store where accounts, money and the market's memory are kept
 * @param auth the explicit choice; empty means keys when the host is not loopback or an account
 *     exists, which is known only at run time
 * @param openToTheWorld that no key or token is asked for on a public host is meant so
 * @param corsOrigins origins such as {@code https://app.example}, or {@code *}
 * @param inputs where pictures may be that a request only names
 * @param defaultModels the model for an absent or empty {@code model_id}
 * @param policy for requests that name none
 * @param rate what an ether is worth; without one nothing that asks wei is sold
 * @param rateSource where that is asked for, when it is not written down
 * @param media where result pictures are kept, and how long
 * @param ledger how long the books are kept
 * @param decisionsKeep how long it is kept why a request went as it did
 * @param signing with what receipts and quotes are signed
 * @param quotes what may be promised
 * @param payments how those are paid that ask wei; without, nothing is bought from them
 * @param cache among whom a result is paid once
 * @param invokeMode what a Lambda function's URL is set to; nothing elsewhere
 * @param settings every key as it was understood, for people
 */
public record Configuration(
    Role role,
    Listen listen,
    boolean background,
    Optional<URI> publicUrl,
    Path data,
    StoreUrl store,
    Optional<AuthMode> auth,
    boolean openToTheWorld,
    MetricsAccess metrics,
    List<String> corsOrigins,
    Limits limits,
    InputRules inputs,
    Map<Pipeline, String> defaultModels,
    Caps caps,
    PolicyName policy,
    Optional<Rate> rate,
    Optional<RateSource> rateSource,
    List<OrchestratorSettings> orchestrators,
    DiscoveryRules discovery,
    Attempts attempts,
    SelfHosted selfHosted,
    Optional<Secret> workerToken,
    List<ConfiguredAccount> accounts,
    MediaRules media,
    LedgerRules ledger,
    Duration decisionsKeep,
    SigningRules signing,
    QuoteRules quotes,
    Optional<PaymentRules> payments,
    CacheRules cache,
    InvokeMode invokeMode,
    List<Setting> settings) {
  public Configuration {
    corsOrigins = List.copyOf(corsOrigins);
    defaultModels = Map.copyOf(defaultModels);
    orchestrators = List.copyOf(orchestrators);
    accounts = List.copyOf(accounts);
    settings = List.copyOf(settings);
  }

  /** How long result pictures are kept. */
  public Duration mediaTtl() {
    return media.ttl();
  }

  /** One line a key: {@code key = value (source)}, secrets as {@code ***}. */
  public List<String> describe() {
    return settings.stream().map(Setting::toString).toList();
  }
}
