package dev.pixelgate.function.cli;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.multipart.MultipartForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/** Upscales through a gateway, as any client of the published API does. */
final class GatewayUpscaler implements Upscaler {
  private final GatewayClient client;
  private final UpscaleRequest request;

  GatewayUpscaler(GatewayClient client, UpscaleRequest request) {
    this.client = client;
    this.request = request;
  }

  @Override
  public Upscaled upscale(Task task) {
    long start = System.nanoTime();
    try {
      HttpResponse<Buffer> answer = order(task);
      if (answer.statusCode() != 200) {
        return refused(task, answer);
      }
      String url = firstUrl(answer);
      download(url, task.out());
      return done(task, answer, (System.nanoTime() - start) / 1_000_000);
    } catch (CommandFailedException | IOException e) {
      return new Upscaled.Refused(task, ExitCode.FAILED, client.base() + ": " + e.getMessage());
    } catch (DecodeException e) {
      return new Upscaled.Refused(task, ExitCode.FAILED, client.base() + " answered no JSON");
    }
  }

  /** A picture that is too large for a request is brought ahead, where the gateway has that. */
  private HttpResponse<Buffer> order(Task task) throws IOException {
    HttpResponse<Buffer> answer = Waiting.forResult(post(form -> attach(form, task)));
    if (!isForItsBytes(answer)) {
      return answer;
    }
    Optional<String> id = new GatewayUpload(client).put(task.in());
    return id.isPresent()
        ? Waiting.forResult(post(form -> form.attribute("image", id.get())))
        : answer;
  }

  /** The gateway says bytes; a platform before it says nothing. */
  private static boolean isForItsBytes(HttpResponse<Buffer> answer) {
    if (answer.statusCode() != 413) {
      return false;
    }
    try {
      return !(GatewayClient.json(answer).getValue("detail") instanceof JsonObject detail)
          || "bytes".equals(detail.getValue("unit"));
    } catch (DecodeException | ClassCastException notOurs) {
      return true;
    }
  }

  private static void attach(MultipartForm form, Task task) {
    form.binaryFileUpload(
        "image",
        String.valueOf(task.in().getFileName()),
        task.in().toString(),
        "application/octet-stream");
  }

  private Future<HttpResponse<Buffer>> post(Consumer<MultipartForm> image) {
    MultipartForm form = MultipartForm.create().attribute("prompt", request.prompt());
    request.model().ifPresent(model -> form.attribute("model_id", model));
    request.seed().ifPresent(seed -> form.attribute("seed", Long.toString(seed)));
    image.accept(form);
    HttpRequest<Buffer> post = client.post("/upscale");
    request.maxCharge().ifPresent(max -> post.putHeader("Pixelgate-Max-Charge", max.toString()));
    return post.sendMultipartForm(form);
  }

  private static String firstUrl(HttpResponse<Buffer> answer) throws IOException {
    JsonArray images = GatewayClient.json(answer).getJsonArray("images", new JsonArray());
    if (images.isEmpty() || images.getJsonObject(0).getString("url") == null) {
      throw new IOException("the answer names no picture");
    }
    return images.getJsonObject(0).getString("url");
  }

  private void download(String url, Path out) throws IOException {
    Path target = out.toAbsolutePath();
    if (target.getParent() != null) {
      Files.createDirectories(target.getParent());
    }
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    AsyncFile file =
        Waiting.forResult(
            client
                .vertx()
                .fileSystem()
                .open(part.toString(), new OpenOptions().setTruncateExisting(true)));
    try {
      HttpResponse<Void> answer =
          Waiting.forResult(client.getMedia(url).as(BodyCodec.pipe(file)).send());
      if (answer.statusCode() != 200) {
        throw new IOException("the picture's URL answered " + answer.statusCode());
      }
      if (LocalImage.at(part) instanceof LocalImage.Look.Bad(String why)) {
        throw new IOException("the picture's URL answered no picture: " + why);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private Upscaled done(Task task, HttpResponse<Buffer> answer, long millis) throws IOException {
    return new Upscaled.Done(
        task,
        LocalImage.size(task.out()),
        header(answer, "Pixelgate-Charge"),
        header(answer, "Pixelgate-Orchestrator"),
        request.model().orElse("default model"),
        millis);
  }

  private static String header(HttpResponse<Buffer> answer, String name) {
    return Optional.ofNullable(answer.getHeader(name)).orElse("unknown");
  }

  private static Upscaled refused(Task task, HttpResponse<Buffer> answer) {
    int code = answer.statusCode() == 402 ? ExitCode.REFUSED_FOR_PRICE : ExitCode.FAILED;
    return new Upscaled.Refused(task, code, GatewayClient.message(answer));
  }

  @Override
  public void close() {
    client.close();
  }
}
