package dev.pixelgate.router.discovery;

import static java.util.stream.Collectors.groupingBy;

import dev.pixelgate.pricing.Offer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a saved book says of each orchestrator, as far as it may still be sold. */
final class SavedEntries {
  private SavedEntries() {}

  static Map<String, Entry> of(SavedBook book, Instant now) {
    Map<String, Entry> entries = new HashMap<>();
    book.offers().stream()
        .filter(offer -> !offer.isStale(now) && !offer.seenAt().isAfter(now))
        .collect(groupingBy(Offer::orchestrator))
        .forEach((name, offers) -> entries.put(name, entry(offers)));
    return entries;
  }

  private static Entry entry(List<Offer> offers) {
    Instant seen = offers.stream().map(Offer::seenAt).max(Instant::compareTo).orElseThrow();
    return Entry.known(offers, seen);
  }
}
