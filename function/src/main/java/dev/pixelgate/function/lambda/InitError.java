package dev.pixelgate.function.lambda;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Tells Lambda why the process could not begin, which its logs and its caller then show. Blocking
 * and with the JDK alone: it may be Vert.x that could not begin.
 */
public final class InitError {
  private static final int TIMEOUT_MILLIS = 5_000;

  private InitError() {}

  /**
   * Says it.
   *
   * @param reason one word of letters, such as {@code ConfigurationInvalid}
   * @param message for people
   * @throws IOException when Lambda does not hear it
   */
  public static void report(LambdaEnvironment environment, String reason, String message)
      throws IOException {
    RuntimeFailure failure = new RuntimeFailure("Pixelgate." + reason, message);
    URI target = URI.create("http://" + environment.api() + RuntimeApi.ROOT + "init/error");
    HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty(RuntimeApi.ERROR_TYPE, failure.type());
    connection.setDoOutput(true);
    Buffer body = failure.json().toBuffer();
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.toString().getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    if (status >= 300) {
      throw new IOException("init/error: status " + status);
    }
  }
}
