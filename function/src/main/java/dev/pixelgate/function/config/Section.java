package dev.pixelgate.function.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of one mapping while their meaning is read. What is wrong goes to the report, and
 * reading goes on, so that all problems come out together.
 */
final class Section {
  private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");

  private final String prefix;
  private final Place place;
  private final Map<String, Value> values;
  private final Report report;

  Section(String prefix, Place place, Map<String, Value> values, Report report) {
    this.prefix = prefix;
    this.place = place;
    this.values = values;
    this.report = report;
  }

  /** Reports every key that the vocabulary does not have. */
  void check(Vocabulary vocabulary) {
    values.forEach(
        (key, value) -> {
          boolean emptySection = isEmpty(value) && vocabulary.isSection(key);
          if (!vocabulary.knows(key) && !emptySection) {
            report.problem(value.place(), name(key), vocabulary.complaint(key));
          }
        });
  }

  /** The value of a key, or what the default text means. */
  <T> T value(String key, String byDefault, Parser<T> parser) {
    if (!has(key)) {
      report.understood(name(key), byDefault, Place.DEFAULT);
    }
    return optional(key, parser).orElseGet(() -> parser.parse(byDefault));
  }

  /** The value of a key that must be there; empty when it is missing or wrong. */
  <T> Optional<T> required(String key, Parser<T> parser) {
    if (!has(key)) {
      report.problem(place, name(key), "is missing");
    }
    return optional(key, parser);
  }

  /** The value of a key, if it is there and right. */
  <T> Optional<T> optional(String key, Parser<T> parser) {
    return text(key).flatMap(text -> parse(key, text, parser, false));
  }

  /** As {@link #required}, never shown. */
  <T> Optional<T> requiredHidden(String key, Parser<T> parser) {
    if (!has(key)) {
      report.problem(place, name(key), "is missing");
    }
    return hidden(key, parser);
  }

  /** The value of a key that must never be shown. */
  <T> Optional<T> hidden(String key, Parser<T> parser) {
    return text(key).flatMap(text -> parse(key, text, parser, true));
  }

  /** A list of single values. */
  <T> List<T> texts(String key, Parser<T> parser) {
    List<T> parsed = new ArrayList<>();
    List<Value> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      String itemKey = key + "[" + i + "]";
      text(itemKey, items.get(i))
          .flatMap(text -> parse(itemKey, text, parser, false))
          .ifPresent(parsed::add);
    }
    return parsed;
  }

  /** A list of mappings, each checked against the vocabulary. */
  List<Section> sections(String key, Vocabulary vocabulary) {
    List<Section> sections = new ArrayList<>();
    List<Value> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      String itemName = name(key) + "[" + i + "]";
      if (items.get(i) instanceof Value.Fields(Place at, Map<String, Value> fields)) {
        Section section = new Section(itemName + ".", at, fields, report);
        section.check(vocabulary);
        sections.add(section);
      } else if (!(items.get(i) instanceof Value.Broken)) {
        report.problem(items.get(i).place(), itemName, "needs keys: " + vocabulary.values());
      }
    }
    return sections;
  }

  /** The keys of a mapping that may have any. */
  List<String> namesBelow(String map) {
    return values.keySet().stream()
        .filter(key -> key.startsWith(map + "."))
        .map(key -> key.substring(map.length() + 1))
        .toList();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Whether the key holds a list with something in it. */
  boolean hasItems(String key) {
    return values.get(key) instanceof Value.Items list && !list.items().isEmpty();
  }

  /** Whether the key holds a list, or something that cannot be read as one. */
  boolean isList(String key) {
    return values.containsKey(key) && !(values.get(key) instanceof Value.Text);
  }

  /** Where the key stands, or its mapping when it does not. */
  Place place(String key) {
    Value value = values.get(key);
    return value == null ? place : value.place();
  }

  /** The key from the root. */
  String name(String key) {
    return prefix + key;
  }

  void problem(String key, String message) {
    report.problem(place(key), name(key), message);
  }

  boolean isFaulty(String key) {
    return report.isFaulty(name(key));
  }

  private <T> Optional<T> parse(String key, Value.Text text, Parser<T> parser, boolean hidden) {
    try {
      T parsed = parser.parse(text.text());
      report.understood(name(key), hidden ? Secret.SHOWN : text.text(), text.place());
      return Optional.of(parsed);
    } catch (IllegalArgumentException e) {
      report.problem(
          text.place(), name(key), complaint(text, String.valueOf(e.getMessage()), hidden));
      return Optional.empty();
    }
  }

  /** Quotes the value without a URL's password, unless it is hidden or the reason does so. */
  private static String complaint(Value.Text text, String reason, boolean hidden) {
    String quoted = '"' + USER_INFO.matcher(text.written()).replaceAll("//***@") + '"';
    return hidden || reason.contains(quoted) ? reason : quoted + ": " + reason;
  }

  private Optional<Value.Text> text(String key) {
    Value value = values.get(key);
    return value == null ? Optional.empty() : text(key, value);
  }

  private Optional<Value.Text> text(String key, Value value) {
    switch (value) {
      case Value.Text text when !text.text().isEmpty() -> {
        return Optional.of(text);
      }
      case Value.Text empty -> report.problem(empty.place(), name(key), "needs a value");
      case Value.Items list -> report.problem(list.place(), name(key), "is not a list");
      case Value.Fields fields -> report.problem(fields.place(), name(key), "has no keys below it");
      case Value.Broken broken -> report.faulty(name(key));
    }
    return Optional.empty();
  }

  private List<Value> items(String key) {
    Value value = values.get(key);
    if (value instanceof Value.Items(Place at, List<Value> items)) {
      return items;
    }
    if (value instanceof Value.Broken) {
      report.faulty(name(key));
    } else if (value != null && !isEmpty(value)) {
      report.problem(value.place(), name(key), "needs a list");
    }
    return List.of();
  }

  private static boolean isEmpty(Value value) {
    return value instanceof Value.Text text && text.text().isEmpty();
  }
}
