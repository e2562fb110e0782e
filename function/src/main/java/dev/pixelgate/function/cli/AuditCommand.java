package dev.pixelgate.function.cli;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.ledger.Audit;
import dev.pixelgate.function.ledger.Audit.Checked;
import dev.pixelgate.function.receipt.ReceiptAudit;
import dev.pixelgate.function.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pixelgate audit}, beside running servers or without one. */
@Command(
    name = "audit",
    description = "Checks what must always be true of the ledger and of the receipts.")
final class AuditCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  AuditCommand() {}

  @Override
  public Integer call() {
    Configuration configuration = common.require(Map.of());
    List<Checked> checked =
        StoreUse.of(configuration, (vertx, database) -> audit(database, configuration));
    if (checked.isEmpty()) {
      throw new WrongUseException("there is no store yet: nothing was ever booked");
    }
    boolean good = checked.stream().allMatch(one -> one.findings().isEmpty());
    PrintWriter out = spec.commandLine().getOut();
    if (common.json()) {
      out.println(json(checked, good).encode());
    } else {
      checked.forEach(one -> print(out, one));
      out.println(good ? "the books are right" : "the books are not right");
    }
    out.flush();
    return good ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static Future<List<Checked>> audit(Database database, Configuration configuration) {
    return database
        .exists()
        .compose(
            there ->
                there
                    ? new Audit(database)
                        .run()
                        .compose(
                            ledger ->
                                new ReceiptAudit(
                                        database, Instant.now(), configuration.ledger().receipts())
                                    .run()
                                    .map(
                                        receipts ->
                                            Stream.concat(ledger.stream(), receipts.stream())
                                                .toList()))
                    : Future.succeededFuture(List.of()));
  }

  private static void print(PrintWriter out, Checked one) {
    out.printf(
        "%-5s %s (%d checked)%n",
        one.findings().isEmpty() ? "ok" : "WRONG", one.invariant(), one.count());
    one.findings().forEach(finding -> out.println("      " + finding));
  }

  private static JsonObject json(List<Checked> checked, boolean good) {
    JsonArray all = new JsonArray();
    for (Checked one : checked) {
      all.add(
          new JsonObject()
              .put("invariant", one.invariant())
              .put("checked", one.count())
              .put("findings", new JsonArray(one.findings())));
    }
    return new JsonObject().put("ok", good).put("invariants", all);
  }
}
