package dev.pixelgate.router.discovery;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.router.Market;
import dev.pixelgate.router.Peer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the market up to date beside the requests: asks every orchestrator in its own time, follows
 * the list and what orchestrators name, and puts a new {@link Market} in force when something has
 * changed. {@link #get} may be called by any thread and never waits.
 *
 * <p>What is changed is changed on one event loop. An orchestrator that fails keeps what it offered
 * until that is too old to be sold; it is asked less and less often, and nobody waits for it.
 */
public final class MarketKeeper implements Supplier<Market> {
  private static final Logger LOG = LoggerFactory.getLogger(MarketKeeper.class);

  private final Loop loop;
  private final DiscoverySettings settings;
  private final MarketSources sources;
  private final DiscoveryWatch watch;
  private final Asking asking;
  private final ListPolling list;
  private final Membership membership;
  private final Admission admission;
  private final Publisher publisher;
  private final BookSaver saver;
  private final Rounds rounds;
  private final Known known = new Known();
  private final Map<String, KeptPeer> peers = new LinkedHashMap<>();
  private Map<String, PeerAddress> wanted = Map.of();
  private Map<String, Entry> saved = Map.of();
  private boolean closed;

  /** A market of what is configured, in force at once; nobody is asked before {@link #start}. */
  public MarketKeeper(
      Loop loop,
      DiscoverySettings settings,
      MarketSources sources,
      DiscoveryWatch watch,
      RandomGenerator random) {
    this.loop = loop;
    this.settings = settings;
    this.sources = sources;
    this.watch = watch;
    Backoff backoff = new Backoff(random);
    List<URI> urls = sources.configured().stream().map(ConfiguredPeer::url).toList();
    this.asking = new Asking(loop, settings, backoff, watch, new Heard());
    this.list = new ListPolling(loop, sources.list(), settings, backoff, watch, this::listed);
    this.membership = new Membership(urls, Math.max(0, settings.maxPeers() - urls.size()));
    this.admission = new Admission(loop, sources.policy(), watch, new Verdicts());
    sources.configured().forEach(peer -> add(KeptPeer.configured(peer)));
    Market first = draft().market(1, sources.rates().newest(), sources.seats());
    this.publisher = new Publisher(loop, settings.maxAge(), first, this::maker, this::published);
    this.saver = new BookSaver(loop, sources.store(), settings, this::toSave);
    this.rounds = new Rounds(loop, settings, publisher, asking, list, this::everybodyAsked);
  }

  /** The market in force. */
  @Override
  public Market get() {
    return publisher.current();
  }

  /**
   * Reads the last book and begins to ask. Completes when what is still good of that book is sold,
   * and waits for nobody else; never fails.
   */
  public Future<Void> start() {
    Promise<Void> ready = Promise.promise();
    loop.run(
        () ->
            InTime.<SavedBook>ask(
                    loop,
                    settings.timeout(),
                    () -> sources.store().load().map(book -> book.orElse(SavedBook.NONE)),
                    () -> SavedBook.NONE,
                    MarketKeeper::unreadable)
                .onSuccess(book -> begin(book, ready)));
    return ready.future();
  }

  /**
   * Asks everybody now, for a request that finds nothing to buy. One round serves all who ask
   * meanwhile, and within a second of the last one there is no other. Completes on the calling
   * event loop with the first market that is {@code enough}, else with the one after the round, at
   * the latest after {@code discovery.timeout}; never fails.
   */
  public Future<Market> refreshNow(Predicate<Market> enough) {
    return onLoop(() -> rounds.join(peers.values(), enough));
  }

  /** Has it done on the keeper's loop; completes on the calling one. For what never fails. */
  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    Promise<T> answer = Promise.promise();
    Context caller = Vertx.currentContext();
    loop.run(
        () ->
            work.get()
                .onSuccess(
                    done -> {
                      if (caller == null) {
                        answer.complete(done);
                      } else {
                        caller.runOnContext(there -> answer.complete(done));
                      }
                    }));
    return answer.future();
  }

  /**
   * Asks those whose time has come, beside a request: for a market that has no timers. Completes on
   * the calling event loop when what they say is in force and kept, at the latest after {@code
   * discovery.timeout}, and at once when nobody is due; never fails.
   */
  public Future<Void> catchUp() {
    return onLoop(() -> rounds.joinDue(peers.values()).transform(asked -> settled()));
  }

  /** Completes on the calling event loop when what was heard is in force and kept; never fails. */
  public Future<Void> settle() {
    return onLoop(this::settled);
  }

  private Future<Void> settled() {
    return publisher.flush().transform(flushed -> saver.saveDue());
  }

  /** Whether a first round is over, in which everybody was asked. Any thread. */
  public boolean everybodyWasAsked() {
    return rounds.wasOne();
  }

  /** Makes a new book at the new rate. Any thread. */
  public void rateChanged() {
    loop.run(publisher::changed);
  }

  /** Asks nobody any more, saves the book, gives back every connection. */
  public Future<Void> close() {
    Promise<Void> done = Promise.promise();
    loop.run(
        () -> {
          closed = true;
          list.stop();
          publisher.stop();
          List<Future<Void>> ends = new ArrayList<>();
          ends.add(saver.close());
          for (KeptPeer peer : peers.values()) {
            peer.leave();
            ends.add(peer.peer().close());
          }
          Future.join(ends).<Void>mapEmpty().otherwiseEmpty().onComplete(done);
        });
    return done.future();
  }

  private void begin(SavedBook book, Promise<Void> ready) {
    known.addAll(book.known());
    saved = SavedEntries.of(book, loop.instant());
    for (KeptPeer peer : peers.values()) {
      Entry entry = saved.get(peer.name());
      if (entry != null && !peer.sellsByConfiguration()) {
        asking.add(peer, entry);
      }
    }
    membership.remember(sources.list().isPresent() ? book.addresses() : book.nodes());
    reconcile();
    publisher.changed();
    publisher.flush().onComplete(ready);
    if (settings.byItself()) {
      rounds.join(peers.values(), market -> false);
    }
  }

  private static SavedBook unreadable(Throwable cause) {
    LOG.warn("the last price book could not be read", cause);
    return SavedBook.NONE;
  }

  private void listed(List<URI> addresses) {
    membership.listed(addresses);
    admission.renew();
    reconcile();
  }

  /** Nodes that only the book before this process knows are gone. */
  private void everybodyAsked() {
    membership.forgetRemembered();
    reconcile();
  }

  /** Lets those go that nobody names any more, and has the new ones judged. */
  private void reconcile() {
    wanted = membership.wanted();
    admission.retain(wanted.keySet());
    for (KeptPeer peer : List.copyOf(peers.values())) {
      if (peer.address().isPresent()) {
        PeerAddress address = wanted.get(peer.name());
        if (address == null) {
          remove(peer);
        } else {
          peer.foundAs(address);
        }
      }
    }
    for (PeerAddress address : wanted.values()) {
      if (!peers.containsKey(address.name())) {
        admission.judge(address);
      }
    }
  }

  private void found(PeerAddress address) {
    if (closed || !wanted.containsKey(address.name()) || peers.containsKey(address.name())) {
      return;
    }
    Peer peer;
    try {
      peer = sources.found().apply(address);
    } catch (RuntimeException bug) {
      LOG.error("orchestrator={} could not be made", address.name(), bug);
      return;
    }
    KeptPeer kept = KeptPeer.found(peer, address);
    add(kept);
    if (!asking.entry(kept).offers().isEmpty()) {
      publisher.changed();
    }
    saver.changed();
    if (settings.byItself() || rounds.isRunning()) {
      rounds.expect(kept);
      asking.soon(kept);
    }
  }

  private void add(KeptPeer peer) {
    Instant now = loop.instant();
    Entry entry =
        peer.sellsByConfiguration()
            ? Entry.known(peer.seenNow(now, now.plus(settings.maxAge())), now)
            : saved.getOrDefault(peer.name(), Entry.NONE);
    known.add(entry);
    peers.put(peer.name(), peer);
    asking.add(peer, entry);
  }

  private void remove(KeptPeer peer) {
    peers.remove(peer.name());
    asking.remove(peer);
    membership.named(peer.name(), List.of());
    peer.peer().close();
    publisher.changed();
    saver.changed();
    rounds.settled(peer);
  }

  private void published(Market market) {
    rounds.published(market);
    watch.published(market);
  }

  private Callable<Market> maker(long epoch) {
    BookDraft draft = draft();
    return () -> draft.market(epoch, sources.rates().newest(), sources.seats());
  }

  private BookDraft draft() {
    BookDraft draft = new BookDraft(known.all());
    sources.fixed().forEach(draft::add);
    peers.values().forEach(peer -> draft.add(peer, asking.entry(peer)));
    return draft;
  }

  private SavedBook toSave() {
    List<Offer> offers = new ArrayList<>();
    List<PeerAddress> addresses = new ArrayList<>();
    for (KeptPeer peer : peers.values()) {
      if (!peer.sellsByConfiguration()) {
        // A price of the configuration is read there: it may be another one by the next start.
        asking.entry(peer).offers().stream()
            .filter(offer -> offer.source() != PriceSource.CONFIGURED)
            .forEach(offers::add);
      }
      peer.address().ifPresent(addresses::add);
    }
    return new SavedBook(offers, List.copyOf(known.all()), addresses);
  }

  /** What {@link Admission} reports. */
  private final class Verdicts implements Admission.Listener {
    @Override
    public void judging(PeerAddress address) {
      rounds.expect(address);
    }

    @Override
    public void admitted(PeerAddress address) {
      found(address);
    }

    @Override
    public void judged(PeerAddress address) {
      rounds.settled(address);
    }
  }

  /** What {@link Asking} reports. */
  private final class Heard implements Asking.Listener {
    @Override
    public void answered(KeptPeer peer, Entry before, Entry now) {
      known.add(now);
      if (before.ageless().equals(now.ageless())) {
        publisher.aged(before.goodUntil());
        saver.aged();
      } else {
        publisher.changed();
        saver.changed();
      }
      if (peer.mayNameNodes() && !before.nodes().equals(now.nodes())) {
        membership.named(peer.name(), now.nodes());
        reconcile();
      }
    }

    @Override
    public void settled(KeptPeer peer) {
      rounds.settled(peer);
    }
  }
}
