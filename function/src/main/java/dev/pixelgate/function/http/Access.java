package dev.pixelgate.function.http;

import dev.pixelgate.function.config.AuthMode;
import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.store.Account;
import dev.pixelgate.function.store.Keyring;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who may do what.
 *
 * @param keyring the keys that are good now
 * @param explicit what the configuration says of {@code auth}, if it does
 * @param loopback whether only this machine can connect
 */
public record Access(Supplier<Keyring> keyring, Optional<AuthMode> explicit, boolean loopback) {
  private static final Account ANONYMOUS = new Account("anonymous", false);
  private static final String SCHEME = "bearer ";

  /** The outcome of looking at a request's key. */
  sealed interface Entry {
    record Granted(Account account) implements Entry {}

    record Denied(Failure failure) implements Entry {}
  }

  /** The account that this request acts for. */
  Entry enter(HttpServerRequest request) {
    Keyring keys = keyring.get();
    boolean needsKey =
        explicit.map(mode -> mode == AuthMode.KEYS).orElseGet(() -> !loopback || keys.anyAccount());
    Optional<String> presented = bearer(request);
    if (!needsKey) {
      Account account = presented.flatMap(keys::account).orElse(ANONYMOUS);
      return new Entry.Granted(account);
    }
    if (presented.isEmpty()) {
      return new Entry.Denied(
          new Failure.Unauthorized("a key is needed: Authorization: Bearer KEY"));
    }
    return keys.account(presented.get())
        .<Entry>map(Entry.Granted::new)
        .orElseGet(() -> new Entry.Denied(new Failure.Unauthorized("this key is not known here")));
  }

  /** The same for what only operators may do, whatever {@code auth} says. */
  Entry enterAsOperator(HttpServerRequest request) {
    Optional<String> presented = bearer(request);
    Optional<Account> account = presented.flatMap(keyring.get()::account);
    if (account.isEmpty()) {
      return new Entry.Denied(new Failure.Unauthorized("an operator's key is needed"));
    }
    if (!account.get().operator()) {
      return new Entry.Denied(new Failure.Forbidden("this key is not an operator's"));
    }
    return new Entry.Granted(account.get());
  }

  /** The scheme may be written in any case: published clients pass "bearer" through. */
  private static Optional<String> bearer(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return Optional.of(header.substring(SCHEME.length()).strip()).filter(key -> !key.isEmpty());
  }
}
