package dev.pixelgate.function.cli;

import dev.pixelgate.function.receipt.ReceiptCheck;
import dev.pixelgate.function.signing.PublicKeys;
import dev.pixelgate.pricing.receipt.Chain;
import dev.pixelgate.pricing.receipt.Flaw;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pixelgate receipt}: saves receipts and checks saved ones. */
@Command(name = "receipt", description = "Saves receipts, and checks saved ones.")
final class ReceiptCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "says how this command is used")
  @SuppressWarnings("UnusedVariable") // its being there is what makes the parser print the help
  private boolean help;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  ReceiptCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "get or verify?");
  }

  @Command(
      name = "get",
      description = "Prints receipts as a gateway signs them, one a line, to be saved.")
  int get(
      @Option(names = "--gateway", paramLabel = "URL", required = true) URI gateway,
      @Option(names = "--key", paramLabel = "K", description = "the gateway's key")
          Optional<String> key,
      @Parameters(paramLabel = "ID", arity = "1..*", description = "of the request")
          List<String> ids) {
    PrintWriter out = spec.commandLine().getOut();
    try (GatewayClient client = GatewayClient.of(gateway, key)) {
      for (String id : ids) {
        out.print(body(client, "/v1/receipts/" + id) + "\n");
      }
    }
    out.flush();
    return ExitCode.DONE;
  }

  @Command(
      name = "verify",
      description = {
        "Checks saved receipts: that each is as it was signed, and that none is missing.",
        "A file holds a receipt a line, as the gateway answered it or its JWS alone."
      })
  int verify(
      @Mixin CommonOptions common,
      @Option(names = "--jwks", paramLabel = "FILE", description = "the gateway's public keys")
          Optional<Path> jwks,
      @Option(
              names = "--gateway",
              paramLabel = "URL",
              description = "whose published keys are asked for")
          Optional<URI> gateway,
      @Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) {
    if (jwks.isPresent() == gateway.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--jwks or --gateway, one of them");
    }
    ReceiptCheck check =
        new ReceiptCheck(jwks.map(ReceiptCommand::saved).orElseGet(() -> published(gateway)));
    files.forEach(file -> check.add(file.toString(), bytes(file)));
    ReceiptCheck.Report report = check.report();
    PrintWriter out = spec.commandLine().getOut();
    if (common.json()) {
      out.println(json(report).encode());
    } else {
      print(out, report);
    }
    out.flush();
    return report.isGood() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static PublicKeys saved(Path jwks) {
    return keys(jwks.toString(), new String(bytes(jwks), StandardCharsets.UTF_8));
  }

  private static PublicKeys published(Optional<URI> gateway) {
    try (GatewayClient client = GatewayClient.of(gateway.orElseThrow(), Optional.empty())) {
      return keys(client.base(), body(client, "/.well-known/jwks.json"));
    }
  }

  private static PublicKeys keys(String from, String jwks) {
    try {
      return PublicKeys.parse(jwks);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(from + ": " + e.getMessage());
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new WrongUseException("cannot read " + file + ": " + e);
    }
  }

  private static String body(GatewayClient client, String path) {
    HttpResponse<Buffer> answer = Waiting.forResult(client.get(path).send());
    if (answer.statusCode() != 200) {
      throw new CommandFailedException(
          client.base() + path + " answered " + GatewayClient.message(answer));
    }
    return Objects.requireNonNullElse(answer.bodyAsString(), "");
  }

  private static void print(PrintWriter out, ReceiptCheck.Report report) {
    report.problems().forEach(problem -> out.println("BAD   " + problem));
    for (Chain chain : report.chains()) {
      out.printf(
          "%-5s account %s, instance %s: receipts %d to %d%s%n",
          chain.flaws().isEmpty() ? "ok" : "BAD",
          chain.account(),
          chain.instance(),
          chain.from(),
          chain.to(),
          chain
              .follows()
              .map(last -> ", after receipt " + last.seq() + " of instance " + last.instance())
              .orElse(""));
      chain.flaws().forEach(flaw -> out.println("      " + flaw));
    }
    out.printf(
        "%d receipts %s%n",
        report.receipts(),
        report.isGood() ? "are genuine, and none between them is missing" : "are genuine");
  }

  private static JsonObject json(ReceiptCheck.Report report) {
    JsonArray chains = new JsonArray();
    for (Chain chain : report.chains()) {
      chains.add(
          new JsonObject()
              .put("account", chain.account())
              .put("instance", chain.instance())
              .put("from", chain.from())
              .put("to", chain.to())
              .put("flaws", new JsonArray(chain.flaws().stream().map(Flaw::toString).toList())));
    }
    return new JsonObject()
        .put("ok", report.isGood())
        .put("receipts", report.receipts())
        .put("chains", chains)
        .put("problems", new JsonArray(report.problems()));
  }
}
