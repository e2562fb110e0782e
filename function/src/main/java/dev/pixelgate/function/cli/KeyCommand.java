package dev.pixelgate.function.cli;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.store.KeyInfo;
import dev.pixelgate.function.store.KeyStore;
import dev.pixelgate.function.store.NewKey;
import dev.pixelgate.function.store.RevokeResult;
import dev.pixelgate.pricing.budget.Budget;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pixelgate key}: accounts' keys, beside a running server or without one. */
@Command(name = "key", description = "Makes, lists and revokes accounts' keys.")
final class KeyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "says how this command is used")
  @SuppressWarnings("UnusedVariable") // its being there is what makes the parser print the help
  private boolean help;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  KeyCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "new, list or revoke?");
  }

  @Command(name = "new", description = "Makes a key; it is printed once, only its hash is kept.")
  int create(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "NAME", description = "the account") String account,
      @Option(names = "--operator", description = "may read what only operators may")
          boolean operator,
      @Option(
              names = "--cap",
              paramLabel = "P",
              description =
                  "the most that the account pays, such as 2e-8 USD/px; holds for all of its keys")
          Optional<String> cap,
      @Option(
              names = "--budget",
              paramLabel = "B",
              description =
                  "what the account may spend, such as \"5 USD/day\"; holds for all of its keys")
          Optional<String> budget) {
    Configuration configuration = common.require(Map.of());
    Optional<Budget> wanted = budget.map(BudgetText::parse);
    wanted.ifPresent(
        given -> new ConfiguredNames(configuration.accounts()).refuseIfBudgeted(account));
    NewKey key = ask(common, keys -> keys.create(account, operator, cap, wanted));
    PrintWriter out = spec.commandLine().getOut();
    if (common.json()) {
      out.println(
          new JsonObject()
              .put("account", key.account())
              .put("key", key.key())
              .put("id", key.id())
              .encode());
    } else {
      out.println(key.key());
      out.println("id " + key.id() + ", account " + key.account() + "; it is not shown again");
    }
    out.flush();
    return ExitCode.DONE;
  }

  @Command(name = "list", description = "Lists all keys, revoked ones too.")
  int list(@Mixin CommonOptions common) {
    List<KeyInfo> all = ask(common, KeyStore::list);
    PrintWriter out = spec.commandLine().getOut();
    if (common.json()) {
      JsonArray array = new JsonArray();
      all.forEach(key -> array.add(json(key)));
      out.println(new JsonObject().put("keys", array).encode());
    } else {
      all.forEach(key -> out.println(line(key)));
    }
    out.flush();
    return ExitCode.DONE;
  }

  @Command(name = "revoke", description = "Makes a key no good, within 2 s in running servers.")
  int revoke(@Mixin CommonOptions common, @Parameters(paramLabel = "ID") String id) {
    PrintWriter out = spec.commandLine().getOut();
    RevokeResult result = ask(common, keys -> keys.revoke(id));
    switch (result) {
      case RevokeResult.Revoked(KeyInfo key) ->
          out.println(
              common.json() ? json(key).encode() : id + " of " + key.account() + " is revoked");
      case RevokeResult.AlreadyRevoked already ->
          throw new WrongUseException(id + " was revoked at " + already.revoked());
      case RevokeResult.NoSuchKey n -> throw new WrongUseException("there is no key " + id);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static <T> T ask(CommonOptions common, Function<KeyStore, Future<T>> work) {
    try {
      return StoreUse.of(
          common.require(Map.of()),
          (vertx, database) -> work.apply(new KeyStore(database, InstantSource.system())));
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(String.valueOf(e.getMessage()));
    }
  }

  private static JsonObject json(KeyInfo key) {
    JsonObject json =
        new JsonObject()
            .put("id", key.id())
            .put("account", key.account())
            .put("operator", key.operator())
            .put("created", key.created().toString());
    key.cap().ifPresent(cap -> json.put("cap", cap));
    key.revoked().ifPresent(at -> json.put("revoked", at.toString()));
    return json;
  }

  private static String line(KeyInfo key) {
    return key.id()
        + "  "
        + key.account()
        + (key.operator() ? "  operator" : "")
        + key.cap().map(cap -> "  cap " + cap).orElse("")
        + "  made "
        + key.created()
        + key.revoked().map(at -> "  revoked " + at).orElse("");
  }
}
