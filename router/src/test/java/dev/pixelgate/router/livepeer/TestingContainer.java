package dev.pixelgate.router.livepeer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpResponseExpectation;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.multipart.MultipartForm;
import java.net.URI;
import java.util.Base64;

/** The runner behind a testing node: a real one, which does its jobs. */
final class TestingContainer {
  private static final String INLINE = "data:image/png;base64,";

  private final WebClient client;

  TestingContainer(Vertx vertx) {
    this.client = WebClient.create(vertx);
  }

  /** The picture that the runner at this address makes. */
  Future<byte[]> upscale(URI runner, TestingJob job) {
    MultipartForm form =
        MultipartForm.create()
            .attribute("model_id", job.fields().get("model_id"))
            .attribute("prompt", job.fields().get("prompt"))
            .binaryFileUpload("image", "image.png", job.image(), "image/png");
    return client
        .postAbs(runner.resolve("/upscale").toString())
        .sendMultipartForm(form)
        .expecting(HttpResponseExpectation.SC_OK)
        .map(HttpResponse::bodyAsJsonObject)
        .map(TestingContainer::picture);
  }

  private static byte[] picture(JsonObject answer) {
    String url = answer.getJsonArray("images").getJsonObject(0).getString("url");
    return Base64.getDecoder().decode(url.substring(INLINE.length()));
  }
}
