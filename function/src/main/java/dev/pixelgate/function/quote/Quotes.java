package dev.pixelgate.function.quote;

import dev.pixelgate.function.config.QuoteRules;
import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.signing.Signer;
import dev.pixelgate.function.signing.SigningKeys;
import dev.pixelgate.function.signing.Verdict;
import dev.pixelgate.function.signing.Verifier;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.StoreException;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.quote.Binding;
import dev.pixelgate.pricing.quote.Quote;
import dev.pixelgate.pricing.quote.QuotedJob;
import dev.pixelgate.router.selection.Candidate;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/** Gives quotes, and knows them again. Any thread. */
public final class Quotes {
  /** The header that a quote comes back in. */
  public static final String HEADER = "Pixelgate-Quote";

  /** The type of the signed text. */
  public static final String TYPE = "pixelgate-quote+jwt";

  /** One has some 700 characters; a model's id may have 200. */
  private static final int MOST_CHARACTERS = 4096;

  private static final int ID_BYTES = 12;

  private final QuoteRules rules;
  private final Signer signer;
  private final Verifier verifier;
  private final QuoteUses uses;
  private final Outstanding outstanding;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Quotes that are signed with these keys and used up in this database. */
  public Quotes(QuoteRules rules, SigningKeys keys, Database database, InstantSource clock) {
    this.rules = rules;
    this.signer = keys;
    this.verifier = keys;
    this.uses = new QuoteUses(database);
    this.outstanding = new Outstanding(rules.outstanding(), clock);
    this.clock = clock;
  }

  /** Promises the charge of this offer for this job, if there is room within the bound. */
  public Future<Issue> issue(String account, QuotedJob job, Candidate offer) {
    Quote quote =
        Quote.issue(
            id(),
            account,
            job,
            offer.charge(),
            offer.offer().price(),
            offer.offer().orchestrator(),
            clock.instant(),
            rules.ttl());
    return outstanding
        .add(quote)
        .map(full -> Future.succeededFuture(refused(quote, full)))
        .orElseGet(() -> sign(quote));
  }

  private static Issue refused(Quote quote, Outstanding.Full full) {
    return new Issue.Refused(
        new Failure.OfQuote.Exhausted(quote.charge(), full.sum(), full.limit(), full.retryAfter()));
  }

  private Future<Issue> sign(Quote quote) {
    return signer
        .sign(QuoteClaims.of(quote), TYPE)
        .<Issue>map(jws -> new Issue.Issued(quote, jws))
        .recover(
            problem -> {
              outstanding.remove(quote.id());
              return orStoreAway(problem).map(Issue.Refused::new);
            });
  }

  /** Looks at all of a quote that can be judged before there is a job. */
  public Future<Presented> present(String jws, String account) {
    if (jws.length() > MOST_CHARACTERS) {
      return Future.succeededFuture(
          unreadable(
              "%d characters are over the limit of %d".formatted(jws.length(), MOST_CHARACTERS)));
    }
    return verifier
        .verify(jws, TYPE)
        .compose(verdict -> judge(verdict, account))
        .recover(problem -> orStoreAway(problem).map(Presented.Refused::new));
  }

  /** An order under it owes something: it is not outstanding any more. */
  public void used(Quote quote) {
    outstanding.remove(quote.id());
  }

  /** What is promised now and not used. */
  public Usd outstanding() {
    return outstanding.sum();
  }

  private Future<Presented> judge(Verdict verdict, String account) {
    return switch (verdict) {
      case Verdict.Forged(String why) -> Future.succeededFuture(unreadable(why));
      case Verdict.UnknownKey(String key) ->
          Future.succeededFuture(unreadable("it is signed with a key that is not known here"));
      case Verdict.Genuine(String key, String payload) -> judge(payload, account);
    };
  }

  private Future<Presented> judge(String payload, String account) {
    Quote quote;
    try {
      quote = QuoteClaims.parse(payload);
    } catch (IllegalArgumentException e) {
      return Future.succeededFuture(unreadable(String.valueOf(e.getMessage())));
    }
    if (quote.bindsAccount(account) instanceof Binding.Differs differs) {
      return Future.succeededFuture(new Presented.Refused(mismatch(differs)));
    }
    if (!quote.holdsAt(clock.instant())) {
      return Future.succeededFuture(
          new Presented.Refused(new Failure.OfQuote.Expired(quote.id(), quote.expires())));
    }
    return uses.isUsed(quote.id())
        .map(
            used ->
                used
                    ? new Presented.Refused(new Failure.OfQuote.Used(quote.id()))
                    : new Presented.Good(quote));
  }

  /** How a difference is said. */
  public static Failure mismatch(Binding.Differs differs) {
    return new Failure.OfQuote.Mismatch(differs.field(), differs.quoted(), differs.asked());
  }

  private static Presented unreadable(String why) {
    return new Presented.Refused(new Failure.BadHeader(HEADER, why));
  }

  private static Future<Failure> orStoreAway(Throwable problem) {
    return problem instanceof StoreException
        ? Future.succeededFuture(
            new Failure.StoreUnavailable("quotes cannot be signed or looked up now"))
        : Future.failedFuture(problem);
  }

  private String id() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "q_" + HexFormat.of().formatHex(bytes);
  }
}
