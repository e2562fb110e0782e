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
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at an upscale while most of its picture is still on its way, and refuses what would be
 * refused at its end too: for its quote, by the market, or because its account cannot pay for it.
 * Confined to the event loop of its request.
 */
final class UpscaleLook implements EarlyLook {
  private static final String MODEL = "model_id";

  /** Where there are more models than this, a model that is named late is waited for. */
  private static final int MOST_MODELS = 16;

  private final Appraiser appraiser;
  private final MeansLook means;
  private final String defaultModel;
  private final String id;
  private final String account;
  private final RequestTerms terms;
  private final Optional<Quote> quote;
  private Optional<Sale.NotDone> refusal = Optional.empty();

  UpscaleLook(
      Appraiser appraiser,
      MeansLook means,
      String defaultModel,
      String id,
      String account,
      RequestTerms terms,
      Optional<Quote> quote) {
    this.appraiser = appraiser;
    this.means = means;
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
  public Future<Optional<Intake>> look(FieldsAhead ahead, Picture picture) {
    return refusal(ahead, picture)
        .map(
            found -> {
              refusal = found;
              return found.map(refused -> new Intake.Enough(ahead, picture));
            });
  }

  private Future<Optional<Sale.NotDone>> refusal(FieldsAhead ahead, Picture picture) {
    if (quote.isPresent()) {
      Optional<Sale.NotDone> mismatch = mismatch(ahead.text(MODEL), picture);
      return mismatch.isPresent()
          ? Future.succeededFuture(mismatch)
          : means
              .ofQuoted(quote.get())
              .map(poor -> poor.map(why -> poor(quote.get(), picture, why)));
    }
    List<Demand> possible = possible(ahead, picture);
    List<Glance> glances = possible.stream().flatMap(one -> glance(one).stream()).toList();
    if (possible.isEmpty() || glances.size() < possible.size()) {
      return Future.succeededFuture(Optional.empty());
    }
    List<Glance> open = glances.stream().filter(glance -> !glance.isFinal()).toList();
    return open.isEmpty()
        ? Future.succeededFuture(Optional.of(remembered(glances.getFirst(), picture)))
        : means.of(open).map(poor -> poor.map(why -> poor(open.getFirst(), picture, why)));
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
    QuotedJob asked = new QuotedJob(new Capability(Pipeline.UPSCALE, model), pixels(picture), 1);
    return bound.binds(asked) instanceof Binding.Differs differs
        ? Optional.of(notDone(model, picture, Quotes.mismatch(differs)))
        : Optional.empty();
  }

  /**
   * Whichever it may be. The model may be named behind the image: if none of those there are could
   * be had, whichever is named will be refused, an unknown one too. Nothing when nobody can say.
   */
  private List<Demand> possible(FieldsAhead ahead, Picture picture) {
    if (ahead.decides(MODEL)) {
      String model = ahead.text(MODEL).orElse(defaultModel);
      return model.isBlank() ? List.of() : List.of(demand(model, picture));
    }
    List<Capability> known = appraiser.known(Pipeline.UPSCALE);
    if (known.size() > MOST_MODELS || !appraiser.everybodyWasAsked()) {
      return List.of();
    }
    List<Demand> all = new ArrayList<>();
    all.add(demand(defaultModel, picture));
    known.forEach(one -> all.add(demand(one.model(), picture)));
    return all;
  }

  private Demand demand(String model, Picture picture) {
    return new Demand(
        new Capability(Pipeline.UPSCALE, model),
        pixels(picture),
        Optional.of(picture.format()),
        terms.hops());
  }

  private Optional<Glance> glance(Demand demand) {
    return appraiser.glance(demand, terms.caps(), terms.policy());
  }

  private Sale.NotDone remembered(Glance glance, Picture picture) {
    appraiser.remember(id, account, glance);
    Demand demand = glance.question().demand();
    Failure failure = Refusal.of(glance.selection(), demand).orElseThrow();
    return notDone(demand.capability().model(), picture, failure);
  }

  private Sale.NotDone poor(Glance glance, Picture picture, Failure.OverBudget why) {
    appraiser.remember(id, account, glance, why.budget(), why.needed());
    return notDone(glance.question().demand().capability().model(), picture, why);
  }

  private static Sale.NotDone poor(Quote quote, Picture picture, Failure.OverBudget why) {
    return notDone(quote.job().capability().model(), picture, why);
  }

  private static Pixels pixels(Picture picture) {
    return Pixels.ofInput(picture.width(), picture.height());
  }

  private static Sale.NotDone notDone(String model, Picture picture, Failure failure) {
    return new Sale.NotDone(model, pixels(picture), Usd.ZERO, failure, List.of());
  }
}
