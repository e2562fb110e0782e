package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.FailureBody;
import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Delivery;
import dev.pixelgate.router.LooseMedia;
import dev.pixelgate.router.Outcome;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a sale is said over HTTP, apart from what belongs to the one exchange that it is said in.
 *
 * @param headers of the contract, with the type of the body
 * @param beforeBase the body, up to where the public base of the media URL stands
 * @param afterBase the rest of the body; empty when there is no such URL
 */
record SaleAnswer(
    int status, Map<CharSequence, String> headers, String beforeBase, String afterBase) {
  private static final String URL = "{\"images\":[{\"url\":\"";
  private static final String DATA = "data:image/png;base64,";

  /** The answer to this sale; of a loose picture it is what stands before and after its base64. */
  static SaleAnswer of(Sale sale) {
    Map<CharSequence, String> headers = new LinkedHashMap<>();
    headers.put(Names.PIXELS, sale.pixels().toString());
    headers.put(Names.CHARGE, sale.charge().toString());
    headers.put(Names.ATTEMPTS, Integer.toString(sale.attempts().size()));
    headers.put(HttpHeaders.CONTENT_TYPE, Names.JSON.toString());
    return switch (sale) {
      case Sale.Done done -> {
        if (done.missed()) {
          headers.put(Names.CACHE, "miss");
        }
        Outcome.Sold sold = done.sold();
        yield picture(
            headers,
            sold.offer().orchestrator(),
            sold.offer().price(),
            sold.served(),
            sold.media());
      }
      case Sale.Reused reused -> {
        headers.put(Names.CACHE, reused.how().toString());
        yield picture(
            headers, reused.orchestrator(), reused.price(), reused.served(), reused.media());
      }
      case Sale.NotDone notDone -> notDone(headers, FailureBody.of(notDone.failure()));
    };
  }

  private static SaleAnswer picture(
      Map<CharSequence, String> headers,
      String orchestrator,
      Price price,
      AttemptEnd.Served served,
      Delivery delivery) {
    headers.put(Names.PRICE, price.toString());
    headers.put(Names.ORCHESTRATOR, orchestrator);
    served.checker().ifPresent(checker -> headers.put(Names.SAFETY, checker));
    if (!served.ignored().isEmpty()) {
      headers.put(Names.IGNORED, String.join(", ", served.ignored()));
    }
    String rest = "\",\"seed\":" + served.seed() + ",\"nsfw\":" + served.nsfw() + "}]}";
    return switch (delivery) {
      case StoredMedia stored -> new SaleAnswer(200, headers, URL, stored.path() + rest);
      case LooseMedia loose -> new SaleAnswer(200, headers, URL + DATA, rest);
    };
  }

  private static SaleAnswer notDone(Map<CharSequence, String> headers, FailureBody failure) {
    return new SaleAnswer(failure.status(), headers, failure.json().encode(), "");
  }

  /** The body for a client that reaches the gateway at this base. */
  String body(String base) {
    return afterBase.isEmpty() ? beforeBase : beforeBase + base + afterBase;
  }
}
