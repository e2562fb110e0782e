package dev.pixelgate.function.terraform;

import dev.pixelgate.function.config.ConfigurationLoader;
import dev.pixelgate.function.config.ConfigurationResult;
import dev.pixelgate.function.config.ConfigurationSources;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A gateway or worker of an example, as its platform would start it.
 *
 * @param environment what it finds there
 */
record Deployed(Map<String, String> environment) {
  /** The addresses that its parts have in the examples. */
  static final String CLOUD_RUN_GATEWAY = "google_cloud_run_v2_service.gateway";

  static final String CLOUD_RUN_WORKER = "google_cloud_run_v2_service.worker";
  static final String LAMBDA_GATEWAY = "aws_lambda_function.gateway";

  private static final String STORE = "PIXELGATE_STORE_URL";

  private static final Map<String, String> LAMBDAS_OWN =
      Map.of(
          "AWS_ACCESS_KEY_ID", "ASIAROLE",
          "AWS_SECRET_ACCESS_KEY", "secret",
          "AWS_SESSION_TOKEN", "token");

  Deployed {
    environment = Map.copyOf(environment);
  }

  /** A service of Cloud Run, which says the port. */
  static Deployed onCloudRun(TestedState state, String address) {
    Map<String, String> environment = new HashMap<>(state.environment(address));
    environment.put("PORT", "8080");
    return new Deployed(environment);
  }

  /** A function of Lambda, which gives it the credentials of its role. */
  static Deployed onLambda(TestedState state) {
    Map<String, String> environment = new HashMap<>(LAMBDAS_OWN);
    JsonObject block = state.resource(LAMBDA_GATEWAY).getJsonArray("environment").getJsonObject(0);
    block
        .getJsonObject("variables")
        .forEach(variable -> environment.put(variable.getKey(), (String) variable.getValue()));
    return new Deployed(environment);
  }

  /** All of an example. */
  static List<Deployed> allOf(TestingTerraform terraform, Path example)
      throws IOException, InterruptedException {
    TestedState state = TestedState.of(terraform, example);
    return example.endsWith("lambda")
        ? List.of(onLambda(state))
        : List.of(onCloudRun(state, CLOUD_RUN_GATEWAY), onCloudRun(state, CLOUD_RUN_WORKER));
  }

  /** What the gateway makes of it; the working directory is empty. */
  ConfigurationResult read(Path workingDirectory) {
    Map<String, String> read = new HashMap<>(environment);
    read.replace(STORE, "postgresql://user:password@10.1.2.3/pixelgate");
    return ConfigurationLoader.load(
        new ConfigurationSources(Optional.empty(), workingDirectory, read, Map.of()));
  }

  /** What it finds wrong with it. */
  Stream<String> problems(Path workingDirectory) {
    return switch (read(workingDirectory)) {
      case ConfigurationResult.Valid valid -> Stream.empty();
      case ConfigurationResult.Invalid(var problems) -> problems.stream().map(Object::toString);
    };
  }
}
