package dev.pixelgate.function.terraform;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Terraform with the providers that the modules use, for the tests of one class. */
final class TestingTerraform implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final List<SchemaProvider> providers;
  private final Terraform terraform;

  private TestingTerraform() throws IOException {
    Path schemas = TerraformCopy.ORIGINAL.resolve("schemas");
    providers =
        List.of(
            SchemaProvider.start(vertx, schemas.resolve("google.json")),
            SchemaProvider.start(vertx, schemas.resolve("aws.json")));
    terraform = new Terraform(providers);
  }

  static TestingTerraform start() throws IOException {
    return new TestingTerraform();
  }

  List<SchemaProvider> providers() {
    return providers;
  }

  /** Runs a command in a folder. */
  Terraform.Run run(Path folder, String... arguments) throws IOException, InterruptedException {
    return terraform.run(folder, arguments);
  }

  /** What must be done in a folder before anything else. */
  void init(Path folder) throws IOException, InterruptedException {
    Terraform.Run run = run(folder, "init", "-no-color", "-input=false");
    if (!run.isGreen()) {
      throw new IOException("terraform init failed: " + run.said());
    }
  }

  @Override
  public void close() {
    providers.forEach(SchemaProvider::close);
    vertx.close().await();
  }
}
