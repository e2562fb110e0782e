package dev.pixelgate.function.config;

import dev.pixelgate.pricing.Pipeline;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values that are words: choices, names, models, secrets. */
final class Words {
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._/-]{1,200}");
  private static final Pattern ORCHESTRATOR = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
  private static final Pattern DEVICE = Pattern.compile("cuda:(\\d{1,2})");
  private static final List<String> LATER_PIPELINES = List.of("image-to-image", "text-to-image");

  /** The name that the own runtime has in answers and metrics. */
  private static final String OWN_RUNTIME = "self-hosted";

  private Words() {}

  /** A constant by its name in lower case with hyphens, such as {@code all-in-one}. */
  static <E extends Enum<E>> Parser<E> constant(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    List<String> words = words(type);
    return text -> constants.get(indexOf(text, words));
  }

  /** Every word that {@link #constant} takes. */
  static <E extends Enum<E>> List<String> words(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Words::word).toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Exactly {@code true} or {@code false}. */
  static boolean truth(String text) {
    return indexOf(text, List.of("false", "true")) == 1;
  }

  /** One of a few words, as itself. */
  static Parser<String> oneOf(String... words) {
    return text -> words[indexOf(text, Arrays.asList(words))];
  }

  private static int indexOf(String text, List<String> words) {
    int index = words.indexOf(text);
    if (index < 0) {
      throw new IllegalArgumentException("must be " + String.join(" or ", words));
    }
    return index;
  }

  static Pipeline pipeline(String text) {
    Optional<Pipeline> known = Pipeline.of(text);
    if (known.isEmpty() && LATER_PIPELINES.contains(text)) {
      throw new IllegalArgumentException("this version does not have this pipeline yet");
    }
    return known.orElseThrow(() -> new IllegalArgumentException("no pipeline, use upscale"));
  }

  /** A Hugging Face id. */
  static String model(String text) {
    return matching(MODEL, text, "a model id is up to 200 of A-Z a-z 0-9 . _ - /");
  }

  static String orchestrator(String text) {
    if (text.equals(OWN_RUNTIME)) {
      throw new IllegalArgumentException("the own runtime has this name, take another one");
    }
    return matching(ORCHESTRATOR, text, "an orchestrator's name is up to 32 of a-z 0-9 -");
  }

  /** A bearer token; a line break in one would forge headers. */
  static Secret token(String text) {
    return new Secret(matching(TOKEN, text, "a token is visible ASCII without spaces"));
  }

  /** Whom a token is for: a URL, or a name of one's own. */
  static String audience(String text) {
    return matching(TOKEN, text, "an audience is visible ASCII without spaces");
  }

  static Device device(String text) {
    var cuda = DEVICE.matcher(text);
    if (cuda.matches()) {
      return new Device.Cuda(Integer.parseInt(cuda.group(1)));
    }
    return switch (text) {
      case "auto" -> new Device.Auto();
      case "cpu" -> new Device.Cpu();
      default -> throw new IllegalArgumentException("must be auto, cpu or cuda:0");
    };
  }

  private static String matching(Pattern rule, String text, String said) {
    if (!rule.matcher(text).matches()) {
      throw new IllegalArgumentException(said);
    }
    return text;
  }
}
