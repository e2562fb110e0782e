package dev.pixelgate.function.knative;

import dev.pixelgate.function.http.TestingSchema;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A Knative service, as its file says it. */
record KnativeManifest(JsonObject service) {
  private static final Path FILE = Path.of("..", "docs", "knative", "gateway.yaml");
  private static final String SCHEMA = "service.schema.json";

  /** The example of the documentation. */
  static String example() throws IOException {
    return Files.readString(FILE);
  }

  static KnativeManifest of(String yaml) {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    if (read instanceof Map<?, ?> fields) {
      Map<String, Object> named = new HashMap<>();
      fields.forEach((name, value) -> named.put(name.toString(), value));
      return new KnativeManifest(new JsonObject(named));
    }
    throw new IllegalArgumentException("not a mapping: " + read);
  }

  /** What Knative would not know, or would miss. */
  List<String> problems() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(KnativeManifest.class.getResourceAsStream(SCHEMA), SCHEMA)) {
      JsonObject schema = new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return new TestingSchema(schema).problems(service, schema);
    }
  }

  private JsonObject template() {
    return service.getJsonObject("spec").getJsonObject("template");
  }

  JsonObject annotations() {
    return template().getJsonObject("metadata").getJsonObject("annotations");
  }

  JsonObject revision() {
    return template().getJsonObject("spec");
  }

  JsonObject container() {
    return revision().getJsonArray("containers").getJsonObject(0);
  }

  /** What the gateway finds, where each secret is its own key in capitals. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < container().getJsonArray("env").size(); i++) {
      JsonObject variable = container().getJsonArray("env").getJsonObject(i);
      String value =
          variable.containsKey("value")
              ? variable.getString("value")
              : variable
                  .getJsonObject("valueFrom")
                  .getJsonObject("secretKeyRef")
                  .getString("key")
                  .toUpperCase(Locale.ROOT);
      environment.put(variable.getString("name"), value);
    }
    JsonObject port = container().getJsonArray("ports").getJsonObject(0);
    environment.put("PORT", port.getInteger("containerPort").toString());
    environment.put("K_SERVICE", service.getJsonObject("metadata").getString("name"));
    return environment;
  }
}
