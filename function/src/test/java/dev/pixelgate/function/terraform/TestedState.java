package dev.pixelgate.function.terraform;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run of a module's tests would have made, had there been a cloud.
 *
 * @param module as Terraform writes it as JSON
 */
record TestedState(JsonObject module) {
  /** Runs the tests of a folder that was copied, and takes the first one's. */
  static TestedState of(TestingTerraform terraform, Path folder)
      throws IOException, InterruptedException {
    terraform.init(folder);
    Terraform.Run run = terraform.run(folder, "test", "-json", "-verbose");
    return run.said()
        .lines()
        .map(JsonObject::new)
        .filter(line -> line.getString("type").equals("test_state"))
        .map(line -> line.getJsonObject("test_state").getJsonObject("root_module"))
        .map(TestedState::new)
        .findFirst()
        .orElseThrow(() -> new IOException("nothing was made: " + run.said()));
  }

  /** The only resource whose address ends like this. */
  JsonObject resource(String address) {
    List<JsonObject> found =
        resources(module).filter(one -> one.getString("address").endsWith(address)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(found.size() + " resources are " + address);
    }
    return found.getFirst().getJsonObject("values");
  }

  private static Stream<JsonObject> resources(JsonObject module) {
    return Stream.concat(
        objects(module.getJsonArray("resources", new JsonArray())),
        objects(module.getJsonArray("child_modules", new JsonArray()))
            .flatMap(TestedState::resources));
  }

  /** The container of a Cloud Run service. */
  JsonObject container(String address) {
    return resource(address)
        .getJsonArray("template")
        .getJsonObject(0)
        .getJsonArray("containers")
        .getJsonObject(0);
  }

  /** Its environment; what a secret holds is the name of its variable and "_VALUE". */
  Map<String, String> environment(String address) {
    Map<String, String> environment = new LinkedHashMap<>();
    objects(container(address).getJsonArray("env"))
        .forEach(
            env -> {
              JsonArray from = env.getJsonArray("value_source");
              environment.put(
                  env.getString("name"),
                  from.isEmpty() ? env.getString("value") : env.getString("name") + "_VALUE");
            });
    return environment;
  }

  static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }
}
