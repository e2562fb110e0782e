package dev.pixelgate.router.discovery;

import dev.pixelgate.router.exchange.Documents;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of orchestrators as go-livepeer's {@code -orchWebhookUrl} has it: a GET answers a JSON
 * array of {@code {"address", "score"}}. The score is not used: what an orchestrator is worth is
 * seen from its price and its work.
 */
public final class Webhook implements AddressSource {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_ENTRIES = 10_000;

  private final Documents documents;
  private final URI url;
  private final Duration timeout;

  /** The list at this absolute http or https URL. */
  public Webhook(Documents documents, URI url, Duration timeout) {
    this.documents = documents;
    this.url = url;
    this.timeout = timeout;
  }

  @Override
  public Future<Listing> fetch() {
    return documents.get(url, Optional.empty(), timeout, MAX_BYTES).map(Webhook::listing);
  }

  private static Listing listing(Documents.Answer answer) {
    return switch (answer) {
      case Documents.Answer.Failed(String problem) -> new Listing.Failed(problem);
      case Documents.Answer.Document(int status, Buffer body) when status / 100 == 2 -> parse(body);
      case Documents.Answer.Document(int status, Buffer body) ->
          new Listing.Failed("answered " + status);
    };
  }

  /** Reads the array; entries that are no addresses are counted, not followed. */
  static Listing parse(Buffer body) {
    JsonArray entries;
    try {
      if (!(body.toJsonValue() instanceof JsonArray array)) {
        return new Listing.Failed("answered no JSON array");
      }
      entries = array;
    } catch (DecodeException e) {
      return new Listing.Failed("answered something that is not JSON");
    }
    List<URI> addresses = new ArrayList<>();
    for (int i = 0; i < Math.min(entries.size(), MAX_ENTRIES); i++) {
      if (entries.getValue(i) instanceof JsonObject entry
          && entry.getValue("address") instanceof String address) {
        OrchestratorUrl.absolute(address).ifPresent(addresses::add);
      }
    }
    return new Listing.Listed(addresses, entries.size() - addresses.size());
  }
}
