package dev.pixelgate.function.cli;

import dev.pixelgate.pricing.JobSize;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the command wants to see. */
record PricesRequest(Optional<String> pipeline, Optional<String> model, Optional<JobSize> size) {
  /** As {@code /v1/prices} takes it. */
  Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    pipeline.ifPresent(name -> query.put("pipeline", name));
    model.ifPresent(id -> query.put("model_id", id));
    if (size.isPresent()) {
      query.put("width", Integer.toString(size.get().width()));
      query.put("height", Integer.toString(size.get().height()));
    }
    return query;
  }
}
