package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is found out about one orchestrator, model by model: sold at its quote, at our operator's
 * price where it quotes none, or not at all and why. Confined to one event loop.
 */
final class Findings {
  /** A Livepeer orchestrator decodes these only, to count the pixels. */
  private static final Set<PictureFormat> FORMATS =
      EnumSet.of(PictureFormat.PNG, PictureFormat.JPEG, PictureFormat.GIF);

  private static final Payments.Refusal FREE =
      new Payments.Refusal(
          Unsold.Reason.REFUSED, "quotes a price of 0, and nobody signs a payment of nothing");

  private final LivepeerSettings settings;
  private final Payments payments;
  private final Instant now;
  private final List<Offer> offers = new ArrayList<>();
  private final List<Unsold> unsold = new ArrayList<>();
  private final Map<Capability, Session> sessions = new HashMap<>();

  Findings(LivepeerSettings settings, Payments payments, Instant now) {
    this.settings = settings;
    this.payments = payments;
    this.now = now;
  }

  /** What came of the question for this model. */
  void add(Listed model, Opening opening) {
    switch (opening) {
      case Opening.Open(Session session) -> add(model, session);
      case Opening.Refused(String text) ->
          refuse(model, Optional.empty(), Unsold.Reason.REFUSED, "would not quote: " + text);
      case Opening.Failed(String problem, boolean distrusted) ->
          refuse(model, Optional.empty(), Unsold.Reason.REFUSED, problem);
    }
  }

  /** It has this as well, and was not asked for its price. */
  void addUnasked(Listed model, int most) {
    String detail = "lists more than the %d models that one is asked for".formatted(most);
    refuse(model, Optional.empty(), Unsold.Reason.REFUSED, detail);
  }

  /** What our operator has a price for, and it does not serve or name. */
  void addMissing(Unsold.Reason reason, String detail) {
    for (Offer offer : settings.offers()) {
      if (!sessions.containsKey(offer.capability())
          && unsold.stream().noneMatch(one -> one.capability().equals(offer.capability()))) {
        Listed missing = new Listed(offer.capability(), false, 0);
        refuse(missing, Optional.of(offer.price()), reason, detail);
      }
    }
  }

  Discovery.Found found(List<URI> nodes) {
    return new Discovery.Found(offers, unsold, nodes);
  }

  /** The sessions of everything that is sold. */
  Map<Capability, Session> sessions() {
    return sessions;
  }

  private void add(Listed model, Session session) {
    if (!session.lists(model.capability())) {
      refuse(model, Optional.empty(), Unsold.Reason.REFUSED, "does not serve it any more");
    } else if (session.isPriced()) {
      quoted(model, session);
    } else {
      settings
          .offer(model.capability())
          .ifPresentOrElse(
              offer -> sell(model, offer.price(), PriceSource.CONFIGURED, session),
              () ->
                  refuse(
                      model,
                      Optional.empty(),
                      Unsold.Reason.NO_PRICE,
                      "quotes no price, and the configuration has none for it"));
    }
  }

  private void quoted(Listed model, Session session) {
    session
        .quote()
        .ifPresentOrElse(
            price -> quoted(model, price, session),
            () -> {
              PriceInfo quote = session.info().getPriceInfo();
              String detail =
                  "quotes %d/%d wei/px, which is no price"
                      .formatted(quote.getPricePerUnit(), quote.getPixelsPerUnit());
              refuse(model, Optional.empty(), Unsold.Reason.REFUSED, detail);
            });
  }

  private void quoted(Listed model, WeiPerPixel price, Session session) {
    Optional<Payments.Refusal> refusal =
        price.wei().signum() == 0 ? Optional.of(FREE) : payments.refusal(session);
    refusal.ifPresentOrElse(
        no -> refuse(model, Optional.of(price), no.reason(), no.detail()),
        () -> sell(model, price, PriceSource.QUOTED, session));
  }

  private void sell(Listed model, Price price, PriceSource source, Session session) {
    sessions.put(model.capability(), session);
    offers.add(
        new Offer(
            settings.name(),
            model.capability(),
            price,
            model.warm(),
            OptionalInt.of(model.room()),
            FORMATS,
            source,
            now,
            session.expires()));
  }

  private void refuse(Listed model, Optional<Price> price, Unsold.Reason reason, String detail) {
    unsold.add(
        new Unsold(settings.name(), model.capability(), price, model.warm(), now, reason, detail));
  }
}
