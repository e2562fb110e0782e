package dev.pixelgate.function.terraform;

import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The terraform of this machine, with providers that have nothing but schemas. */
final class Terraform {
  private static final long MOST_SECONDS = 60;

  private final String reattach;

  Terraform(List<SchemaProvider> providers) {
    JsonObject all = new JsonObject();
    providers.forEach(provider -> all.put(provider.address(), provider.reattach()));
    this.reattach = all.encode();
  }

  /** Whether the PATH has one that knows what the modules' tests say: 1.11 or newer. */
  static boolean isUsable() throws IOException, InterruptedException {
    if (Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .noneMatch(folder -> Files.isExecutable(Path.of(folder, "terraform")))) {
      return false;
    }
    Run version = new Terraform(List.of()).run(Path.of("."), "version", "-json");
    String[] numbers = new JsonObject(version.said()).getString("terraform_version").split("[.-]");
    return Integer.parseInt(numbers[0]) > 1 || Integer.parseInt(numbers[1]) >= 11;
  }

  /** Runs a command to its end, in a folder; nothing of this machine's own settings is used. */
  Run run(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("terraform"));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("terraform", ".txt");
    Path settings = Files.createTempFile("terraform", ".rc");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("TF_"));
    environment.put("TF_REATTACH_PROVIDERS", reattach);
    environment.put("TF_CLI_CONFIG_FILE", settings.toString());
    environment.put("CHECKPOINT_DISABLE", "1");
    environment.put("GOGC", "400"); // a third less CPU
    try {
      Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command + " did not end within " + MOST_SECONDS + " s");
      }
      return new Run(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    } finally {
      Files.delete(said);
      Files.delete(settings);
    }
  }

  /** How a command ended, and all that it printed. */
  record Run(int exit, String said) {
    boolean isGreen() {
      return exit == 0;
    }

    /** What it said, without the frames that Terraform draws and breaks its sentences with. */
    String plain() {
      return said.replaceAll("[│╷╵]", " ").replaceAll("\\s+", " ");
    }
  }
}
