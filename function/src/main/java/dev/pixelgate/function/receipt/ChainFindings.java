package dev.pixelgate.function.receipt;

import java.util.ArrayList;
import java.util.List;

/** What an audit of chains has found so far, bounded. For one audit at a time. */
final class ChainFindings {
  private static final int MOST = 100;

  private final List<String> chains = new ArrayList<>();
  private final List<String> charges = new ArrayList<>();
  private long receipts;

  void seen() {
    receipts++;
  }

  void ofChain(String finding) {
    add(chains, finding);
  }

  void ofCharge(String finding) {
    add(charges, finding);
  }

  private static void add(List<String> findings, String finding) {
    if (findings.size() < MOST) {
      findings.add(finding);
    }
  }

  long receipts() {
    return receipts;
  }

  List<String> chains() {
    return List.copyOf(chains);
  }

  List<String> charges() {
    return List.copyOf(charges);
  }
}
