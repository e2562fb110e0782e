package dev.pixelgate.function.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks JSON against the part of JSON Schema that our own document uses. */
public record TestingSchema(JsonObject document) {
  /** What is wrong with this value, each with its place. */
  public List<String> problems(Object value, JsonObject schema) {
    List<String> problems = new ArrayList<>();
    check("$", value, schema, problems);
    return problems;
  }

  private void check(String at, Object value, JsonObject schema, List<String> problems) {
    if (schema.containsKey("$ref")) {
      check(at, value, resolve(schema.getString("$ref")), problems);
      return;
    }
    if (schema.containsKey("anyOf")) {
      boolean fits =
          schema.getJsonArray("anyOf").stream()
              .anyMatch(option -> problems(value, (JsonObject) option).isEmpty());
      if (!fits) {
        problems.add(at + " fits no option");
      }
      return;
    }
    String type = schema.getString("type", "any");
    if (!isOf(type, value)) {
      problems.add(at + " is no " + type + ": " + value);
      return;
    }
    if (value instanceof JsonObject object) {
      fields(at, object, schema, problems);
    } else if (value instanceof JsonArray array && schema.containsKey("items")) {
      for (int i = 0; i < array.size(); i++) {
        check(at + "[" + i + "]", array.getValue(i), schema.getJsonObject("items"), problems);
      }
    }
  }

  private void fields(String at, JsonObject object, JsonObject schema, List<String> problems) {
    for (Object required : schema.getJsonArray("required", new JsonArray())) {
      if (!object.containsKey((String) required)) {
        problems.add(at + "." + required + " is missing");
      }
    }
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    for (String name : object.fieldNames()) {
      if (properties.containsKey(name)) {
        check(at + "." + name, object.getValue(name), properties.getJsonObject(name), problems);
      } else if (!properties.isEmpty()) {
        problems.add(at + "." + name + " is not in the schema");
      }
    }
  }

  private static boolean isOf(String type, Object value) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "object" -> value instanceof JsonObject;
      case "array" -> value instanceof JsonArray;
      case "string" -> value instanceof String;
      case "integer" -> value instanceof Integer || value instanceof Long;
      case "boolean" -> value instanceof Boolean;
      default -> true;
    };
  }

  private JsonObject resolve(String reference) {
    JsonObject at = document;
    for (String step : reference.substring(2).split("/")) {
      at = at.getJsonObject(step);
    }
    return at;
  }
}
