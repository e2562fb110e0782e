package dev.pixelgate.function.receipt;

import dev.pixelgate.function.signing.PublicKeys;
import dev.pixelgate.function.signing.Verdict;
import dev.pixelgate.pricing.receipt.Chain;
import dev.pixelgate.pricing.receipt.Link;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks saved receipts without a gateway: their signatures, and that the chains that they form are
 * whole. For one thread.
 */
public final class ReceiptCheck {
  private final PublicKeys keys;
  private final Set<Link> links = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();

  /** A check against these keys. */
  public ReceiptCheck(PublicKeys keys) {
    this.keys = keys;
  }

  /**
   * Adds what a file holds: a receipt a line, each as it was handed out or its JWS alone. Nothing
   * is read over, so that every byte that was changed is found.
   *
   * @param name of the file, for people
   */
  public void add(String name, byte[] file) {
    // All of it is ASCII; in this charset every other byte is some character that is not.
    String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
    boolean endsALine = lines.length > 1 && lines[lines.length - 1].isEmpty();
    int count = endsALine ? lines.length - 1 : lines.length;
    for (int i = 0; i < count; i++) {
      String where = count == 1 ? name : name + " line " + (i + 1);
      line(where, lines[i]);
    }
  }

  private void line(String where, String line) {
    if (line.isEmpty()) {
      problems.add(where + ": there is no receipt");
      return;
    }
    String jws = ReceiptDocument.jws(line);
    switch (keys.verdict(jws, ReceiptDocument.TYPE)) {
      case Verdict.Genuine(String keyId, String body) -> genuine(where, line, jws, body);
      case Verdict.Forged(String why) -> problems.add(where + ": " + why);
      case Verdict.UnknownKey(String keyId) ->
          problems.add(where + ": the key " + keyId + " is not among those given");
    }
  }

  private void genuine(String where, String line, String jws, String body) {
    if (!ReceiptDocument.isOf(line, jws, body)) {
      problems.add(where + ": what it shows is not what was signed");
      return;
    }
    try {
      links.add(LinkReader.read(body));
    } catch (IllegalArgumentException e) {
      problems.add(where + ": " + e.getMessage());
    }
  }

  /** Of all that was added. */
  public Report report() {
    return new Report(links.size(), Chain.of(links), problems);
  }

  /**
   * What was found.
   *
   * @param receipts genuine ones, each counted once
   * @param problems of receipts that are not genuine
   */
  public record Report(int receipts, List<Chain> chains, List<String> problems) {
    public Report {
      chains = List.copyOf(chains);
      problems = List.copyOf(problems);
    }

    /** Whether every receipt is genuine and every chain whole. */
    public boolean isGood() {
      return problems.isEmpty() && chains.stream().allMatch(chain -> chain.flaws().isEmpty());
    }
  }
}
