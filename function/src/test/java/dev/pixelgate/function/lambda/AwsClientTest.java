package dev.pixelgate.function.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * AWS's own runtime interface client, with which Lambda runs functions in Java, gets along with the
 * testing Runtime API: what the loop is tested against is no invention of ours. The client's native
 * part, libcurl, is there for Linux only.
 */
@EnabledOnOs(OS.LINUX)
class AwsClientTest {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /** Says what it was asked. */
  public static final class Echo implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
        throws IOException {
      String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (event.contains("boom")) {
        throw new IllegalStateException("boom");
      }
      out.write(
          new JsonObject()
              .put("event", event)
              .put("id", context.getAwsRequestId())
              .put("function", context.getInvokedFunctionArn())
              .put("hasTime", context.getRemainingTimeInMillis() > 0)
              .encode()
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Cannot be made. */
  public static final class Broken implements RequestStreamHandler {
    /** Fails. */
    public Broken() {
      throw new IllegalStateException("no key");
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) {}
  }

  private static Process start(TestingRuntimeApi api, String handler) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CLIENT,
            handler);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    return builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
  }

  @Test
  void takesEventsAndGivesAnswersAndErrors() throws IOException {
    try (TestingRuntimeApi api = TestingRuntimeApi.start()) {
      Process client = start(api, Echo.class.getName());
      try {
        String event = TestingEvent.of("POST", "/upscale").body(new byte[2 << 20]).encode();
        TestingCall large = api.invoke(event);
        assertFalse(large.isError(), large::toString);
        assertEquals(event, large.json().getString("event"));
        assertEquals("8476a536-e9f4-11e8-9739-000000000000", large.json().getString("id"));
        assertTrue(large.json().getString("function").startsWith("arn:aws:lambda:"));
        assertTrue(large.json().getBoolean("hasTime"));

        TestingCall broken = api.invoke("{\"x\":\"boom\"}");
        assertTrue(broken.isError());
        assertEquals("boom", broken.json().getString("errorMessage"));
        assertFalse(broken.header("lambda-runtime-function-error-type").isEmpty());
        assertFalse(api.invoke("{}").isError(), "and goes on");
      } finally {
        client.destroyForcibly();
      }
    }
  }

  @Test
  void saysThatItCannotBegin() throws IOException {
    try (TestingRuntimeApi api = TestingRuntimeApi.start()) {
      Process client = start(api, Broken.class.getName());
      try {
        TestingCall call = api.initError();
        assertFalse(call.header("lambda-runtime-function-error-type").isEmpty());
        assertEquals("no key", call.json().getString("errorMessage"));
      } finally {
        client.destroyForcibly();
      }
    }
  }
}
