package dev.pixelgate.runtime.model;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Typed look at one JSON object, whose errors name file and key, and which misses no key. */
final class JsonFields {
  private final String file;
  private final JsonObject json;
  private final Set<String> unread;

  JsonFields(String file, JsonObject json) {
    this.file = file;
    this.json = json;
    this.unread = new LinkedHashSet<>(json.fieldNames());
  }

  String text(String key) throws ModelException {
    if (take(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw wrong(key, "a text that is not empty");
  }

  int number(String key, int least, int most) throws ModelException {
    if (take(key) instanceof Integer number && number >= least && number <= most) {
      return number;
    }
    throw wrong(key, "a whole number from " + least + " to " + most);
  }

  List<String> texts(String key) throws ModelException {
    List<String> texts = new ArrayList<>();
    if (take(key) instanceof JsonArray array && !array.isEmpty()) {
      for (Object item : array) {
        texts.add(item instanceof String text ? text : "");
      }
    }
    if (texts.isEmpty() || texts.contains("")) {
      throw wrong(key, "a list of texts");
    }
    return texts;
  }

  JsonFields object(String key) throws ModelException {
    if (take(key) instanceof JsonObject object) {
      return new JsonFields(file, object);
    }
    throw wrong(key, "an object");
  }

  /** Keys that were not asked for yet. */
  Set<String> unread() {
    return Set.copyOf(unread);
  }

  void refuseUnread() throws ModelException {
    if (!unread.isEmpty()) {
      throw new ModelException(file + ": unknown key \"" + unread.iterator().next() + "\"");
    }
  }

  ModelException wrong(String key, String wanted) {
    @Nullable Object value = json.getValue(key);
    String found = json.containsKey(key) ? "is " + value : "is missing";
    return new ModelException(file + ": key \"" + key + "\" " + found + ", must be " + wanted);
  }

  private @Nullable Object take(String key) {
    unread.remove(key);
    return json.getValue(key);
  }
}
