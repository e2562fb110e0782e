package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.EarlyLook;
import dev.pixelgate.function.intake.FieldsAhead;
import dev.pixelgate.function.intake.Intake;
import dev.pixelgate.function.quote.Quotes;
import dev.pixelgate.function.sale.Refusal;
import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.quote.Binding;
import dev.pixelgate.pricing.quote.Quote;
import dev.pixelgate.pricing.quote.QuotedJob;
import dev.pixelgate.router.Appraiser;
import dev.pixelgate.router.Glance;
import dev.pixelgate.router.selection.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at an upscale while most of its picture is still on its way, and refuses what would be
 * refused at its end too. Confined to the event loop of its request.
 */
final class UpscaleLook implements EarlyLook {
  private static final String MODEL = "model_id";

  /** Where there are more models than this, a model that is named late is waited for. */
  private static final int MOST_MODELS = 16;

  private final Appraiser appraiser;
  private final String defaultModel;
  private final String id;
  private final String account;
  private final RequestTerms terms;
  private final Optional<Quote> quote;
  private Optional<Sale.NotDone> refusal = Optional.empty();

  UpscaleLook(
      Appraiser appraiser,
      String defaultModel,
      String id,
      String account,
      RequestTerms terms,
      Optional<Quote> quote) {
    this.appraiser = appraiser;
    this.defaultModel = defaultModel;
    this.id = id;
    this.account = account;
    this.terms = terms;
    this.quote = quote;
  }

  /** What the client is told, when the reading was ended here. */
  Sale.NotDone refusal() {
    return refusal.orElseThrow();
  }

  @Override
  public Optional<Intake> look(FieldsAhead ahead, Picture picture) {
    refusal =
        quote.isPresent()
            ? mismatch(ahead.text(MODEL), picture)
            : ahead.decides(MODEL)
                ? model(ahead.text(MODEL).orElse(defaultModel), picture)
                : anyModel(picture);
    return refusal.map(refused -> new Intake.Enough(ahead, picture));
  }

  /** What an order is told that is not the one its quote was given for. */
  Optional<Sale.NotDone> mismatch(Optional<String> named, Picture picture) {
    return quote.flatMap(bound -> mismatch(bound, named, picture));
  }

  /** That an order of this model and picture gets no picture. */
  Sale.NotDone notDone(Optional<String> named, Picture picture, Failure failure) {
    return notDone(named.orElse(defaultModel), picture, failure);
  }

  private static Optional<Sale.NotDone> mismatch(
      Quote bound, Optional<String> named, Picture picture) {
    String model = named.filter(name -> !name.isBlank()).orElse(bound.job().capability().model());
    Pixels pixels = Pixels.ofInput(picture.width(), picture.height());
    QuotedJob asked = new QuotedJob(new Capability(Pipeline.UPSCALE, model), pixels, 1);
    return bound.binds(asked) instanceof Binding.Differs differs
        ? Optional.of(notDone(model, picture, Quotes.mismatch(differs)))
        : Optional.empty();
  }

  private Optional<Sale.NotDone> model(String model, Picture picture) {
    return refused(model, picture).map(glance -> remembered(glance, picture));
  }

  /**
   * The model may be named behind the image. If none of those there are could be had, whichever is
   * named will be refused: an unknown one too.
   */
  private Optional<Sale.NotDone> anyModel(Picture picture) {
    List<Capability> known = appraiser.known(Pipeline.UPSCALE);
    if (known.size() > MOST_MODELS || !appraiser.everybodyWasAsked()) {
      return Optional.empty();
    }
    List<Capability> all = new ArrayList<>(known);
    all.addFirst(new Capability(Pipeline.UPSCALE, defaultModel));
    List<Glance> refused =
        all.stream().flatMap(one -> refused(one.model(), picture).stream()).toList();
    return refused.size() == all.size()
        ? Optional.of(remembered(refused.getFirst(), picture))
        : Optional.empty();
  }

  private Optional<Glance> refused(String model, Picture picture) {
    if (model.isBlank()) {
      return Optional.empty();
    }
    Demand demand =
        new Demand(
            new Capability(Pipeline.UPSCALE, model),
            Pixels.ofInput(picture.width(), picture.height()),
            Optional.of(picture.format()),
            terms.hops());
    return appraiser.glance(demand, terms.caps(), terms.policy()).filter(Glance::isFinal);
  }

  private Sale.NotDone remembered(Glance glance, Picture picture) {
    appraiser.remember(id, account, glance);
    Demand demand = glance.question().demand();
    Failure failure = Refusal.of(glance.selection(), demand).orElseThrow();
    return notDone(demand.capability().model(), picture, failure);
  }

  private static Sale.NotDone notDone(String model, Picture picture, Failure failure) {
    return new Sale.NotDone(
        model, Pixels.ofInput(picture.width(), picture.height()), Usd.ZERO, failure, List.of());
  }
}
