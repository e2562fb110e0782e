package dev.pixelgate.function.decision;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.router.health.Health;
import dev.pixelgate.router.health.HealthSnapshot;
import dev.pixelgate.router.selection.Placed;
import dev.pixelgate.router.selection.Shelves;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands on a page: all of a book that a choice for one capability is made from.
 *
 * @param epoch of the book
 * @param rate of the book, stale or not
 * @param entries in the order of the book, what is sold before what is not
 * @param models that the book knows for the pipeline, while nobody has this one; else nothing
 */
record Sheet(long epoch, Optional<Rate> rate, List<Entry> entries, List<String> models) {
  Sheet {
    entries = List.copyOf(entries);
    models = List.copyOf(models);
  }

  /** Of these shelves at a time of this health. Takes some microseconds for ten offers. */
  static Sheet of(Shelves shelves, HealthSnapshot health, Capability capability) {
    IdentityHashMap<Offer, Placed> placed = new IdentityHashMap<>();
    shelves.placed(capability).forEach(one -> placed.put(one.offer(), one));
    PriceBook book = shelves.book();
    List<Entry> entries = new ArrayList<>();
    for (Offer offer : book.all()) {
      if (offer.capability().equals(capability)) {
        Placed place = placed.get(offer);
        entries.add(
            place == null
                ? new Entry.Offer(offer, false, Health.UNKNOWN)
                : new Entry.Offer(offer, place.owedOnDispatch(), health.of(place.seat())));
      }
    }
    for (Unsold unsold : book.unsold()) {
      if (unsold.capability().equals(capability)) {
        entries.add(new Entry.Unsold(unsold));
      }
    }
    return new Sheet(
        book.epoch(),
        book.rate(),
        entries,
        entries.isEmpty() ? book.models(capability.pipeline()) : List.of());
  }

  /** Packs the whole of it. */
  void into(Packer out) {
    head(out);
    out.number(entries.size());
    entries.forEach(entry -> entry.into(out));
    out.number(models.size());
    models.forEach(out::text);
  }

  /**
   * Packs what is other than in the sheet before, which has as many entries.
   *
   * @param changed the indexes of what is
   */
  void into(Packer out, List<Integer> changed) {
    head(out);
    out.number(changed.size());
    for (int index : changed) {
      out.number(index);
      entries.get(index).into(out);
    }
  }

  private void head(Packer out) {
    out.number(epoch);
    out.maybe(rate, MarketPack::rate);
  }

  static Sheet whole(Unpacker in, Capability capability) {
    long epoch = in.number();
    Optional<Rate> rate = in.maybe(MarketPack::rate);
    List<Entry> entries = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      entries.add(Entry.of(in, capability));
    }
    List<String> models = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      models.add(in.text());
    }
    return new Sheet(epoch, rate, entries, models);
  }

  /** The sheet that came after this one. */
  Sheet changed(Unpacker in, Capability capability) {
    long newer = in.number();
    Optional<Rate> newRate = in.maybe(MarketPack::rate);
    List<Entry> all = new ArrayList<>(entries);
    for (int left = in.count(); left > 0; left--) {
      int index = in.count();
      if (index >= all.size()) {
        throw new IllegalArgumentException("there is no entry " + index + " of " + all.size());
      }
      all.set(index, Entry.of(in, capability));
    }
    return new Sheet(newer, newRate, all, models);
  }

  /** The indexes of what is other than in an older sheet with as many entries. */
  List<Integer> changes(Sheet older) {
    List<Integer> changes = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (!entries.get(i).equals(older.entries.get(i))) {
        changes.add(i);
      }
    }
    return changes;
  }

  /** Lays it out again. Everybody has the seat of his line. */
  Shelves shelves(Capability capability) {
    List<Offer> offers = new ArrayList<>();
    List<Unsold> unsold = new ArrayList<>();
    Map<String, Integer> seats = new HashMap<>();
    Set<String> owed = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      switch (entries.get(i)) {
        case Entry.Offer(Offer offer, boolean owedOnDispatch, Health health) -> {
          offers.add(offer);
          seats.put(offer.orchestrator(), i);
          if (owedOnDispatch) {
            owed.add(offer.orchestrator());
          }
        }
        case Entry.Unsold(Unsold one) -> unsold.add(one);
      }
    }
    List<Capability> known =
        models.stream().map(model -> new Capability(capability.pipeline(), model)).toList();
    return Shelves.of(
        PriceBook.of(epoch, offers, unsold, known, rate),
        (name, pipeline) -> seats.getOrDefault(name, 0),
        owed::contains);
  }

  /** The health of each seat. */
  Health[] health() {
    return entries.stream()
        .map(entry -> entry instanceof Entry.Offer offer ? offer.health() : Health.UNKNOWN)
        .toArray(Health[]::new);
  }
}
