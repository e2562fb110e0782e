package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.ConfiguredAccount;
import dev.pixelgate.function.config.OfferSettings;
import dev.pixelgate.function.config.Secret;
import dev.pixelgate.function.config.SigningRules;
import dev.pixelgate.function.decision.DecisionBook;
import dev.pixelgate.function.http.Access;
import dev.pixelgate.function.http.Doorway;
import dev.pixelgate.function.http.GatewayServer;
import dev.pixelgate.function.http.GatewayServices;
import dev.pixelgate.function.http.Lifecycle;
import dev.pixelgate.function.http.Pages;
import dev.pixelgate.function.http.Purse;
import dev.pixelgate.function.http.Upkeep;
import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.function.ledger.PaidAttempts;
import dev.pixelgate.function.ledger.PaymentBooks;
import dev.pixelgate.function.media.PictureStore;
import dev.pixelgate.function.media.Spool;
import dev.pixelgate.function.media.Workers;
import dev.pixelgate.function.metrics.DiscoveryMeters;
import dev.pixelgate.function.metrics.OrchestratorLabels;
import dev.pixelgate.function.metrics.SaleMeters;
import dev.pixelgate.function.quote.Quotes;
import dev.pixelgate.function.sale.Bills;
import dev.pixelgate.function.sale.LedgerBills;
import dev.pixelgate.function.sale.OrderDecisions;
import dev.pixelgate.function.sale.Receipts;
import dev.pixelgate.function.sale.UpscaleSales;
import dev.pixelgate.function.selfhosted.RuntimeMeters;
import dev.pixelgate.function.signing.SigningKeys;
import dev.pixelgate.function.signing.SigningSettings;
import dev.pixelgate.function.store.Account;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Databases;
import dev.pixelgate.function.store.KeyHash;
import dev.pixelgate.function.store.KeyringRefresher;
import dev.pixelgate.function.store.StoredBooks;
import dev.pixelgate.function.store.StoredPins;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.PriceFeed;
import dev.pixelgate.router.Decisions;
import dev.pixelgate.router.Dispatcher;
import dev.pixelgate.router.livepeer.payment.PaymentLog;
import dev.pixelgate.runtime.ImageRuntime;
import dev.pixelgate.runtime.ModelInfo;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Starts the gateway role, with the own runtime in it (all-in-one) or without. The bench puts other
 * {@link #sales} in.
 */
class GatewayStart {
  /** For explanations; the money that is closed after them has the rest of the platform's time. */
  private static final long FLUSH_MILLIS = 500;

  private final Platform platform;
  private final Configuration configuration;
  private final InstantSource clock = InstantSource.system();
  private final AtomicInteger port = new AtomicInteger();
  private final Lifecycle lifecycle;
  private final KeyringRefresher keyring;
  private final Database database;
  private final SigningKeys signing;
  private final Doorway door;

  /** Reached as configured. */
  GatewayStart(Platform platform, Configuration configuration) {
    this(platform, configuration, Optional.empty());
  }

  /** Reached by this process alone. */
  GatewayStart(Platform platform, Configuration configuration, Path socket) {
    this(platform, configuration, Optional.of(socket));
  }

  private GatewayStart(Platform platform, Configuration configuration, Optional<Path> socket) {
    this.platform = platform;
    this.door = socket.map(Doorway::inside).orElseGet(() -> Doorway.network(port));
    this.configuration = configuration;
    this.lifecycle = new Lifecycle(configuration.limits().concurrent());
    this.database = Databases.open(platform.vertx(), configuration.store(), configuration.data());
    this.signing = signingKeys(platform, configuration, database, clock);
    this.keyring = new KeyringRefresher(platform.vertx(), database, keys(configuration.accounts()));
  }

  private static Map<KeyHash, Account> keys(List<ConfiguredAccount> accounts) {
    return accounts.stream()
        .collect(
            Collectors.toMap(
                ConfiguredAccount::hash,
                account ->
                    new Account(
                        account.name(),
                        account.operator(),
                        account.cap().stream().toList(),
                        account.limits())));
  }

  Future<Server> start() {
    Workers workers = new Workers(platform.vertx());
    return workers
        .call(() -> DataFolder.take(configuration))
        .compose(
            folder ->
                start(folder)
                    .recover(
                        cause ->
                            workers
                                .run(folder::close)
                                .transform(closed -> Future.failedFuture(cause))));
  }

  private Future<Server> start(DataFolder folder) {
    Future<Optional<ImageRuntime>> runtime =
        configuration.selfHosted().enabled()
            ? new Assembly(platform.vertx(), configuration).runtime().map(Optional::of)
            : Future.succeededFuture(Optional.empty());
    Future<Ledger> ledger =
        Ledger.start(
            platform.vertx(), database, account -> keyring.current().budget(account), clock);
    Future<GatewayReuse> reuse = GatewayReuse.open(platform.vertx(), configuration);
    Future<Void> keys = configuration.background() ? keyring.start() : keyring.startOnDemand();
    return Future.all(runtime, keys, ledger, reuse)
        .compose(parts -> serve(runtime.result(), folder, ledger.result(), reuse.result()));
  }

  private Future<Server> serve(
      Optional<ImageRuntime> runtime, DataFolder folder, Ledger ledger, GatewayReuse reuse) {
    Spool spool = folder.spool();
    Optional<OfferSettings> stray = runtime.flatMap(this::offerWithoutModel);
    if (stray.isPresent()) {
      return Future.failedFuture(
          "self-hosted.offers names %s, which is not loaded"
              .formatted(stray.get().capability().model()));
    }
    GatewayMedia media =
        GatewayMedia.of(platform.vertx(), configuration, spool, platform.registry(), clock);
    GatewayUploads uploads =
        GatewayUploads.of(platform.vertx(), configuration, media.bucket(), clock);
    RuntimeMeters runtimeMeters = new RuntimeMeters(platform.registry());
    runtime.ifPresent(runtimeMeters::watch);
    OrchestratorLabels labels = MarketMeters.labels(configuration.orchestrators());
    PaidAttempts paid = new PaidAttempts();
    GatewayMarket market =
        market(
            runtime,
            runtimeMeters,
            labels,
            rates -> new PaymentBooks(ledger.journal(), ledger::instance, rates, paid, clock));
    BookKeeping books =
        new BookKeeping(platform.vertx(), database, configuration, ledger, paid, signing, clock);
    SaleMeters meters = new SaleMeters(platform.registry(), labels);
    DecisionBook decisions =
        new DecisionBook(
            platform.vertx(),
            database,
            ledger.journal(),
            configuration.decisionsKeep(),
            clock,
            meters::decisionDropped);
    GatewayServices services =
        services(
            market,
            meters,
            media.store(),
            spool,
            uploads,
            ledger,
            books,
            decisions,
            reuse,
            runtime);
    return platform
        .vertx()
        .deployVerticle(
            () -> new GatewayServer(configuration, services),
            new DeploymentOptions().setInstances(platform.eventLoops()))
        .map(
            deployment -> {
              // Whoever asks is heard before anybody is asked.
              market.start().onSuccess(begun -> lifecycle.becomeReady());
              media.sweeper().start();
              uploads.start();
              books.start();
              return new Server(
                  platform,
                  configuration,
                  port,
                  facts(runtime, market),
                  new GatewayFreezing(platform.vertx(), ledger, decisions, clock),
                  () -> {
                    books.stop();
                    uploads.stop();
                    return end(
                        deployment, market, runtime, media, folder, ledger, decisions, reuse);
                  });
            });
  }

  private GatewayMarket market(
      Optional<ImageRuntime> runtime,
      RuntimeMeters meters,
      OrchestratorLabels labels,
      Function<PriceFeed, PaymentLog> payments) {
    Assembly assembly = new Assembly(platform.vertx(), configuration);
    MarketMeters watching = new MarketMeters(platform.registry(), labels, clock);
    DiscoveryMeters asked = watching.discovery();
    GatewayMarket market =
        new GatewayMarket(
            platform.vertx(),
            configuration,
            runtime.map(own -> assembly.ownSeller(own, meters)).stream().toList(),
            new MarketMemory(new StoredBooks(database, clock), new StoredPins(database, clock)),
            payments.andThen(watching::counting),
            asked,
            asked::certificateChanged,
            clock);
    watching.show(market, configuration.payments().isPresent());
    return market;
  }

  private Optional<OfferSettings> offerWithoutModel(ImageRuntime own) {
    return configuration.selfHosted().offers().stream()
        .filter(
            offer ->
                own.models().stream()
                    .noneMatch(model -> model.id().equals(offer.capability().model())))
        .findFirst();
  }

  private GatewayServices services(
      GatewayMarket market,
      SaleMeters meters,
      PictureStore media,
      Spool spool,
      GatewayUploads uploads,
      Ledger ledger,
      BookKeeping books,
      DecisionBook decisions,
      GatewayReuse reuse,
      Optional<ImageRuntime> runtime) {
    Access access =
        new Access(keyring::current, configuration.auth(), configuration.listen().loopback());
    meters.watchRunning(lifecycle::running);
    meters.watchReserved(ledger::reserved);
    Decisions recent = Decisions.usual(configuration.decisionsKeep(), decisions);
    UpscaleSales sales =
        sales(
            market.dispatcher(media, recent),
            new LedgerBills(ledger),
            books.receipts(),
            request -> recent.find(request).map(decisions::write).stream().toList());
    Set<String> own =
        runtime.map(ImageRuntime::models).orElse(List.of()).stream()
            .map(ModelInfo::id)
            .collect(Collectors.toSet());
    Quotes quotes = new Quotes(configuration.quotes(), signing, database, clock);
    meters.watchQuotes(quotes::outstanding);
    return new GatewayServices(
        sales,
        reuse.before(
            sales,
            media,
            market,
            own,
            new ReuseBooks(meters, books.receipts(), ledger.journal()),
            ledger,
            clock),
        media,
        spool,
        uploads.references(),
        uploads.own(),
        access,
        lifecycle,
        meters,
        new Pages(lifecycle, access, configuration.metrics(), platform.metrics()),
        books.accounting(),
        decisions,
        Purse.of(ledger),
        quotes,
        signing,
        clock,
        configuration.background()
            ? Upkeep.NONE
            : new RequestUpkeep(
                platform.vertx(),
                keyring,
                market,
                books,
                lifecycle,
                new GatewayFreezing(platform.vertx(), ledger, decisions, clock)),
        door);
  }

  /** What sells upscales for money. */
  UpscaleSales sales(
      Dispatcher dispatcher, Bills bills, Receipts receipts, OrderDecisions decisions) {
    String defaultModel =
        Objects.requireNonNull(configuration.defaultModels().get(Pipeline.UPSCALE));
    return new UpscaleSales(dispatcher, defaultModel, bills, receipts, decisions);
  }

  private static SigningKeys signingKeys(
      Platform platform, Configuration configuration, Database database, InstantSource clock) {
    SigningRules rules = configuration.signing();
    return new SigningKeys(
        platform.vertx(),
        database,
        new SigningSettings(rules.key().map(Secret::value), rules.rotate(), rules.publish()),
        clock);
  }

  private List<String> facts(Optional<ImageRuntime> runtime, GatewayMarket market) {
    List<String> facts = new ArrayList<>();
    runtime.ifPresent(own -> facts.add("device " + own.device()));
    runtime.ifPresent(
        own ->
            facts.add(
                "models "
                    + own.models().stream().map(ModelInfo::id).collect(Collectors.joining(" "))));
    facts.add("offers " + market.current().book().all().size());
    facts.add("data " + configuration.data());
    return facts;
  }

  /** New requests are refused, running ones end, then the parts go in reverse order. */
  private Future<?> end(
      String deployment,
      GatewayMarket market,
      Optional<ImageRuntime> runtime,
      GatewayMedia media,
      DataFolder folder,
      Ledger ledger,
      DecisionBook decisions,
      GatewayReuse reuse) {
    lifecycle.drain();
    media.sweeper().stop();
    return platform
        .vertx()
        .undeploy(deployment)
        .transform(undeployed -> market.close())
        .transform(closed -> decisions.flushed().timeout(FLUSH_MILLIS, TimeUnit.MILLISECONDS))
        .transform(closed -> ledger.close())
        .transform(closed -> runtime.map(ImageRuntime::close).orElseGet(Future::succeededFuture))
        .transform(closed -> keyring.close())
        .transform(closed -> database.close())
        .transform(closed -> reuse.close())
        .transform(closed -> media.close())
        .transform(closed -> new Workers(platform.vertx()).run(folder::close));
  }
}
