package dev.pixelgate.function.config;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.CapRule;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.livepeer.TlsMode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the lists of the market: caps, orchestrators and their offers. */
final class MarketReader {
  private static final String ID_TOKEN = "auth.google-id-token";

  private final Section root;
  private final Path folder;
  private final URI metadata;

  /**
   * A reader.
   *
   * @param folder where relative paths start
   * @param metadata who signs tokens on Google Cloud
   */
  MarketReader(Section root, Path folder, URI metadata) {
    this.root = root;
    this.folder = folder;
    this.metadata = metadata;
  }

  Caps caps() {
    List<CapRule> rules = new ArrayList<>();
    for (Section cap : root.sections("caps", Vocabulary.CAP)) {
      Optional<Pipeline> pipeline = cap.optional("pipeline", Words::pipeline);
      Optional<String> model = cap.optional("model", Words::model);
      String source = "caps[" + rules.size() + "]";
      cap.required("max", text -> Cap.parse(text, source))
          .ifPresent(max -> rules.add(new CapRule(pipeline, model, max)));
    }
    return Caps.of(rules);
  }

  List<OrchestratorSettings> orchestrators() {
    List<OrchestratorSettings> orchestrators = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : root.sections("orchestrators", Vocabulary.ORCHESTRATOR)) {
      Optional<String> name = section.required("name", Words::orchestrator);
      if (name.isPresent() && !names.add(name.get())) {
        section.problem("name", '"' + name.get() + "\" is taken by another orchestrator");
      }
      orchestrator(section, name).ifPresent(orchestrators::add);
    }
    return orchestrators;
  }

  private Optional<OrchestratorSettings> orchestrator(Section section, Optional<String> name) {
    Optional<Kind> kind = section.required("kind", Words.constant(Kind.class));
    boolean livepeer = kind.filter(Kind.LIVEPEER::equals).isPresent();
    Optional<URI> url =
        section.required("url", livepeer ? Locations::orchestrator : Locations::url);
    TlsMode tls = section.value("tls", "follow", Words.constant(TlsMode.class));
    Optional<Secret> token = section.hidden("token", Words::token);
    Optional<GoogleIdToken> idToken =
        section
            .optional(ID_TOKEN, Words::audience)
            .map(audience -> new GoogleIdToken(audience, metadata));
    Optional<Path> ca = section.optional("ca", Locations.certificates(folder));
    String charging = livepeer ? "on-dispatch" : "on-success";
    Charged charged = section.value("charged", charging, Words.constant(Charged.class));
    List<OfferSettings> offers = offers(section, "offers", Vocabulary.OFFER);
    kind.ifPresent(known -> fit(section, known));
    url.ifPresent(at -> secure(section, at));
    return name.flatMap(
        n ->
            url.flatMap(
                u ->
                    kind.map(
                        k ->
                            new OrchestratorSettings(
                                n, u, k, tls, token, idToken, ca, charged, offers))));
  }

  /** Keys that one kind needs and another cannot have. */
  private static void fit(Section section, Kind kind) {
    boolean offered = section.hasItems("offers") || section.isFaulty("offers");
    switch (kind) {
      case AI_RUNNER -> {
        if (!offered) {
          section.problem("offers", "needs at least one offer {pipeline, model, price}");
        }
        refuse(section, "tls", "is for kind livepeer; ca names whom else to trust here");
      }
      case PIXELGATE -> {
        refuse(section, "offers", "another Pixelgate lists its prices itself");
        refuse(section, "tls", "is for kind livepeer; ca names whom else to trust here");
      }
      case LIVEPEER -> {
        refuse(section, "token", "a Livepeer orchestrator gives its tokens itself");
        refuse(section, ID_TOKEN, "a Livepeer orchestrator asks for none");
        refuse(section, "ca", "a Livepeer orchestrator's certificate is judged by tls");
      }
    }
  }

  private static void secure(Section section, URI url) {
    if (!url.getScheme().equalsIgnoreCase("https")) {
      refuse(section, "ca", "is for an https url; " + url + " has no certificate");
      refuse(section, "tls", "is for an https url; " + url + " has no certificate");
      refuse(section, ID_TOKEN, "is for an https url; to " + url + " it would go in the open");
    }
  }

  private static void refuse(Section section, String key, String why) {
    if (section.has(key)) {
      section.problem(key, why);
    }
  }

  /** Those of the own runtime. */
  List<OfferSettings> ownOffers() {
    return offers(root, "self-hosted.offers", Vocabulary.OWN_OFFER);
  }

  private static List<OfferSettings> offers(Section section, String key, Vocabulary vocabulary) {
    List<OfferSettings> offers = new ArrayList<>();
    Set<Capability> seen = new HashSet<>();
    for (Section offer : section.sections(key, vocabulary)) {
      Optional<Pipeline> pipeline = offer.required("pipeline", Words::pipeline);
      Optional<String> model = offer.required("model", Words::model);
      Optional<Price> price = offer.required("price", Price::parse);
      Set<PictureFormat> formats = formats(offer);
      Optional<Capability> capability = pipeline.flatMap(p -> model.map(m -> new Capability(p, m)));
      if (capability.isPresent() && !seen.add(capability.get())) {
        offer.problem("model", capability.get() + " is offered twice");
      }
      capability
          .flatMap(c -> price.map(p -> new OfferSettings(c, p, formats)))
          .ifPresent(offers::add);
    }
    return offers;
  }

  /** Every format when the key is not there; an offer that reads none could never be sold. */
  private static Set<PictureFormat> formats(Section offer) {
    Set<PictureFormat> all = EnumSet.allOf(PictureFormat.class);
    if (!offer.has("formats")) {
      return all;
    }
    List<PictureFormat> named = offer.texts("formats", Words.constant(PictureFormat.class));
    if (!offer.hasItems("formats") && !offer.isFaulty("formats")) {
      String known = String.join(", ", Words.words(PictureFormat.class));
      offer.problem("formats", "needs at least one of " + known);
    }
    return named.isEmpty() ? all : EnumSet.copyOf(named);
  }
}
