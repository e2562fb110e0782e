package dev.pixelgate.function.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes inputs of seed files: one to five changes each, most of them in the format's own terms. */
final class Mutator {
  /** Longer inputs cost time and find nothing that these do not. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final Mutation BYTES = ByteMutation::any;

  /** Named twice, chosen twice as often. */
  private static final Map<Kind, List<Mutation>> MUTATIONS = mutations();

  private final List<Kind> kinds;
  private final Map<Kind, List<byte[]>> seeds = new EnumMap<>(Kind.class);

  /** An input and the format it was made from. */
  record Input(Kind kind, byte[] bytes) {}

  Mutator(List<byte[]> files) {
    for (byte[] file : files) {
      Kind.of(file)
          .ifPresent(kind -> seeds.computeIfAbsent(kind, k -> new ArrayList<>()).add(file));
    }
    kinds = List.copyOf(seeds.keySet());
  }

  private static Map<Kind, List<Mutation>> mutations() {
    Mutation chunks = new PartMutation(new Png());
    Mutation deflated = new DeflateMutation();
    Mutation segments = new PartMutation(new Jpeg());
    Mutation riff = new PartMutation(new Riff());
    Mutation blocks = new PartMutation(new Gif());
    Mutation directory = new TiffMutation();
    Map<Kind, List<Mutation>> all = new EnumMap<>(Kind.class);
    all.put(Kind.PNG, List.of(chunks, chunks, deflated, deflated, BYTES));
    all.put(Kind.JPEG, List.of(segments, segments, BYTES));
    all.put(Kind.WEBP, List.of(riff, FieldMutation.WEBP, BYTES));
    all.put(Kind.GIF, List.of(blocks, FieldMutation.GIF, BYTES));
    all.put(Kind.BMP, List.of(FieldMutation.BMP, BYTES));
    all.put(Kind.TIFF_LITTLE, List.of(directory, directory, BYTES));
    all.put(Kind.TIFF_BIG, List.of(directory, directory, BYTES));
    return all;
  }

  /** Every format comes as often as the others, however many seeds it has. */
  Input next(Draw draw) {
    Kind kind = draw.of(kinds);
    List<byte[]> files = seeds.get(kind);
    byte[] file = draw.of(files);
    for (int i = draw.few(5); i > 0; i--) {
      byte[] changed = draw.of(MUTATIONS.get(kind)).apply(file, draw.of(files), draw);
      file = changed.length > MOST_BYTES ? Arrays.copyOf(changed, MOST_BYTES) : changed;
    }
    return new Input(kind, file);
  }
}
