package dev.pixelgate.function.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads YAML, hence JSON too, into values with their lines. Every scalar stays the text that it is:
 * {@code 1.9073484e-8} and {@code 010} are nobody's floating point or octal number.
 */
final class YamlTree {
  /** Twenty aliases can repeat a subtree some 1,500 times at most: no bomb. */
  private static final int MAX_ALIASES = 20;

  private static final int MAX_CHARACTERS = 1 << 20;
  private static final Set<Tag> TAGS = Set.of(Tag.STR, Tag.NULL, Tag.SEQ, Tag.MAP);

  private final IntFunction<Place> places;
  private final UnaryOperator<String> replacement;
  private final Report report;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * A reader for one source.
   *
   * @param places the place of a line, counted from 1
   * @param replacement what to do to each scalar
   */
  YamlTree(IntFunction<Place> places, UnaryOperator<String> replacement, Report report) {
    this.places = places;
    this.replacement = replacement;
    this.report = report;
  }

  /** What the text holds; empty when that is nothing, or cannot be read, which is reported. */
  Optional<Value> read(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setAllowNonScalarKeys(true)
            .setCodePointLimit(MAX_CHARACTERS)
            .build();
    try {
      return new Compose(settings).composeString(text).map(node -> value(node, place(node)));
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      report.problem(places.apply(mark.map(m -> m.getLine() + 1).orElse(1)), reason(e));
    } catch (YamlEngineException e) {
      report.problem(places.apply(1), "not readable as YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static String reason(MarkedYamlEngineException e) {
    String context = e.getContext() == null ? "" : e.getContext() + ", ";
    return "not readable as YAML: " + context + e.getProblem();
  }

  private Place place(Node node) {
    return places.apply(node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
  }

  private Value value(Node node, Place place) {
    if (!TAGS.contains(node.getTag())) {
      return broken(place, "the tag " + node.getTag() + " is not read here");
    }
    if (!open.add(node)) {
      return broken(place, "an alias stands within its own anchor");
    }
    try {
      return switch (node) {
        case ScalarNode scalar -> text(scalar, place);
        case SequenceNode sequence -> items(sequence, place);
        case MappingNode mapping -> fields(mapping, place);
        default -> broken(place, "not a value, a list or a mapping");
      };
    } finally {
      open.remove(node);
    }
  }

  private Value text(ScalarNode scalar, Place place) {
    try {
      String text = replacement.apply(scalar.getValue());
      return new Value.Text(place, text, scalar.getValue());
    } catch (IllegalArgumentException e) {
      return broken(place, String.valueOf(e.getMessage()));
    }
  }

  private Value items(SequenceNode sequence, Place place) {
    List<Value> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(value(item, place(item)));
    }
    return new Value.Items(place, items);
  }

  private Value fields(MappingNode mapping, Place place) {
    Map<String, Value> values = new LinkedHashMap<>();
    Map<String, Place> seen = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      Place keyPlace = place(entry.getKeyNode());
      Optional<String> key = key(entry.getKeyNode(), keyPlace);
      if (key.isEmpty()) {
        continue;
      }
      Place first = seen.putIfAbsent(key.get(), keyPlace);
      if (first != null) {
        report.problem(keyPlace, key.get() + ": given twice, first at " + first);
      }
      put(values, key.get(), value(entry.getValueNode(), keyPlace));
    }
    return new Value.Fields(place, values);
  }

  private Optional<String> key(Node node, Place place) {
    if (!(node instanceof ScalarNode scalar)) {
      report.problem(place, "a key must be a plain word");
      return Optional.empty();
    }
    if (scalar.getValue().indexOf('.') >= 0) {
      report.problem(
          place, scalar.getValue() + ": a key has no dot here, nest the keys in each other");
      return Optional.empty();
    }
    return Optional.of(scalar.getValue());
  }

  private static void put(Map<String, Value> values, String key, Value value) {
    if (value instanceof Value.Fields fields) {
      fields.values().forEach((below, inner) -> values.put(key + "." + below, inner));
    } else {
      values.put(key, value);
    }
  }

  private Value broken(Place place, String message) {
    report.problem(place, message);
    return new Value.Broken(place);
  }
}
