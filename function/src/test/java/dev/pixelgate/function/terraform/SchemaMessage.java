package dev.pixelgate.function.terraform;

import com.google.protobuf.CodedOutputStream;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a provider's schema as Terraform's plugin protocol 6 has it. Only field numbers matter,
 * and of the protocol's messages only those five are needed, so they are written by hand.
 */
final class SchemaMessage {
  /** In the order of their numbers in the protocol, which begin with that of an invalid one. */
  private static final List<String> NESTING = List.of("invalid", "single", "list", "set", "map");

  private SchemaMessage() {}

  /**
   * A {@code GetProviderSchema.Response}.
   *
   * @param schema one provider's in the format of {@code terraform providers schema -json}
   */
  static byte[] response(JsonObject schema) {
    return message(
        out -> {
          out.writeByteArray(1, versioned(schema.getJsonObject("provider")));
          each(schema, "resource_schemas", (name, one) -> entry(out, 2, name, one));
          each(schema, "data_source_schemas", (name, one) -> entry(out, 3, name, one));
        });
  }

  private static void entry(CodedOutputStream out, int field, String name, JsonObject schema)
      throws IOException {
    out.writeByteArray(
        field,
        message(
            pair -> {
              pair.writeString(1, name);
              pair.writeByteArray(2, versioned(schema));
            }));
  }

  private static byte[] versioned(JsonObject schema) {
    return message(
        out -> {
          out.writeInt64(1, schema.getLong("version"));
          out.writeByteArray(2, block(schema.getJsonObject("block")));
        });
  }

  private static byte[] block(JsonObject block) {
    return message(
        out -> {
          each(block, "attributes", (name, one) -> out.writeByteArray(2, attribute(name, one)));
          each(block, "block_types", (name, one) -> out.writeByteArray(3, nested(name, one)));
        });
  }

  private static byte[] attribute(String name, JsonObject attribute) {
    String type = Json.encode(attribute.getValue("type"));
    return message(
        out -> {
          out.writeString(1, name);
          out.writeByteArray(2, type.getBytes(StandardCharsets.UTF_8));
          out.writeBool(4, attribute.getBoolean("required", false));
          out.writeBool(5, attribute.getBoolean("optional", false));
          out.writeBool(6, attribute.getBoolean("computed", false));
        });
  }

  private static byte[] nested(String name, JsonObject nested) {
    int nesting = NESTING.indexOf(nested.getString("nesting_mode"));
    if (nesting < 1) {
      throw new IllegalArgumentException("block " + name + " has no known nesting mode");
    }
    return message(
        out -> {
          out.writeString(1, name);
          out.writeByteArray(2, block(nested.getJsonObject("block")));
          out.writeEnum(3, nesting);
          out.writeInt64(4, nested.getLong("min_items", 0L));
          out.writeInt64(5, nested.getLong("max_items", 0L));
        });
  }

  private static void each(JsonObject parent, String key, Named write) throws IOException {
    JsonObject children = parent.getJsonObject(key, new JsonObject());
    for (String name : children.fieldNames()) {
      write.write(name, children.getJsonObject(name));
    }
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  @FunctionalInterface
  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  @FunctionalInterface
  private interface Named {
    void write(String name, JsonObject value) throws IOException;
  }
}
