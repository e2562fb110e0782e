package dev.pixelgate.function.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContradictionsTest {
  private static final String OFFERS = "[ { pipeline: upscale, model: a/b, price: 1e-8 USD/px } ]";
  private static final String ORCHESTRATORS =
      "orchestrators: [ { name: beta, url: \"http://192.0.2.8\", kind: ai-runner, offers: "
          + OFFERS
          + " } ]\n";

  @TempDir Path folder;

  private void refuses(String yaml, String... problems) {
    assertEquals(List.of(problems), new TestingConfiguration(folder).file(yaml).problems());
  }

  private void accepts(String yaml) {
    new TestingConfiguration(folder).file(yaml).valid();
  }

  @Test
  void noKeysOnAPublicHostMustBeMeant() {
    refuses(
        "listen: { host: 0.0.0.0 }\nauth: none\n",
        "pixelgate.yaml:2: auth: none on the public host 0.0.0.0 lets everybody spend; if that is"
            + " meant, say open-to-the-world: true");
    accepts("listen: { host: 0.0.0.0 }\nauth: none\nopen-to-the-world: true\n");
    accepts("listen: { host: 127.0.0.1 }\nauth: none\n");
    accepts("listen: { host: 0.0.0.0 }\nauth: keys\n");
  }

  @Test
  void workerOnAPublicHostNeedsAToken() {
    refuses(
        "role: worker\nlisten: { host: 0.0.0.0 }\n",
        "pixelgate.yaml:1: role: a worker on the public host 0.0.0.0 needs worker.token, or"
            + " open-to-the-world: true");
    accepts("role: worker\nlisten: { host: 0.0.0.0 }\nopen-to-the-world: true\n");
    accepts("role: worker\n");
  }

  @Test
  void workerOnlyComputes() {
    refuses(
        "role: worker\n" + ORCHESTRATORS + "caps: [ { max: 1e-8 USD/px } ]\n",
        "pixelgate.yaml:2: orchestrators: the worker role only computes, it has no orchestrators",
        "pixelgate.yaml:3: caps: the worker role only computes, it has no caps");
    refuses(
        "role: worker\nself-hosted: { enabled: false }\n",
        "pixelgate.yaml:2: self-hosted.enabled: the worker role is the own runtime");
  }

  @Test
  void priceThatNoChargeCanHoldIsRefused() {
    refuses(
        "self-hosted: { price: 1 USD/px }\n",
        "pixelgate.yaml:1: self-hosted.price: 1.0e0 USD/px is too dear: a picture of"
            + " limits.input-pixels (16777216) cannot be charged: charge 16777216.000000000000 USD"
            + " (1.0e0 USD/px x 16777216 pixels) is over the limit of 9223372.036854775807 USD");
    accepts("self-hosted: { price: 0.5 USD/px }\n");
  }

  @Test
  void gatewayNeedsSomeoneToSell() {
    refuses(
        "role: gateway\n",
        "pixelgate.yaml:1: role: there is nothing to sell: no orchestrators and no own runtime");
    refuses(
        "self-hosted: { enabled: false }\n",
        "pixelgate.yaml:1: self-hosted.enabled: there is nothing to sell: no orchestrators and no"
            + " own runtime");
    accepts("role: gateway\n" + ORCHESTRATORS);
  }

  @Test
  void gatewayHasNoRuntime() {
    refuses(
        "role: gateway\nself-hosted: { enabled: true }\n" + ORCHESTRATORS,
        "pixelgate.yaml:2: self-hosted.enabled: the gateway role has no runtime of its own");
  }

  @Test
  void workersTokenIsForWorkers() {
    refuses(
        "worker: { token: abc }\n",
        "pixelgate.yaml:1: worker.token: only the worker role asks for it; clients show accounts'"
            + " keys");
  }

  @Test
  void wrongKeyBringsNoFollowUp() {
    refuses("role: gateway\norchestrators: 5\n", "pixelgate.yaml:2: orchestrators: needs a list");
    refuses(
        "role: gatevay\nself-hosted: { enabled: false }\n",
        "pixelgate.yaml:1: role: \"gatevay\": must be all-in-one or gateway or worker");
  }
}
