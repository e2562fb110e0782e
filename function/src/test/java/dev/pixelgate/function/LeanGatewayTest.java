package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway role leaves alone: a process that has sold an upscale tells its classes. */
class LeanGatewayTest {
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(ai\\.onnxruntime|javax\\.imageio|com\\.sun\\.imageio|com\\.twelvemonkeys|java\\.awt|sun\\.awt"
              + "|dev\\.pixelgate\\.runtime\\.[a-z]+)\\..*|picocli\\..*"
              // There is no bucket.
              + "|software\\.amazon\\..*|dev\\.pixelgate\\.function\\.s3\\..*");

  @TempDir private Path folder;

  @Test
  void noClassOfOnnxRuntimeOrImageIoIsLoadedAndNoModelTouched() throws Exception {
    Path loaded = folder.resolve("classes.txt");
    try (TestingRunner runner = TestingRunner.start()) {
      String yaml = "role: gateway\norchestrators: [ " + runner.entry("r", "1e-8 USD/px") + " ]\n";
      try (TestingProcess gateway =
          TestingProcess.serve(folder, yaml, "-Xlog:class+load:file=" + loaded)) {
        TestingAnswer answer =
            TestingClient.upscale(gateway.port(), TestingForm.of(TestingPng.plain(8, 8)));
        assertEquals(200, answer.status(), answer::toString);
        assertEquals(0, gateway.end());
      }
    }
    List<String> classes =
        Files.readAllLines(loaded).stream().map(line -> line.split("[ ]+")[1]).toList();
    assertTrue(classes.contains("dev.pixelgate.function.http.UpscaleRoute"));
    assertEquals(
        List.of(), classes.stream().filter(name -> FOREIGN.matcher(name).matches()).toList());
    assertFalse(Files.exists(folder.resolve("models")));
  }
}
