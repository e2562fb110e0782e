package dev.pixelgate.router.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.Guidance;
import dev.pixelgate.router.InputImage;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Upload;
import dev.pixelgate.router.Wish;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFormTest {
  @Test
  void writesEveryFieldAndTheImageLast() {
    Buffer image = Buffer.buffer("<image>");
    Job job =
        new Job.Upscale(
            new Capability(Pipeline.UPSCALE, "a/b"),
            photo(image),
            new Wish("grün\r\n--B\r\n", false, OptionalLong.of(42), OptionalInt.of(20)));
    JobBody form = JobBody.of(job, "B0");
    String expected =
        """
        --B0
        Content-Disposition: form-data; name="prompt"

        grün
        --B

        --B0
        Content-Disposition: form-data; name="model_id"

        a/b
        --B0
        Content-Disposition: form-data; name="safety_check"

        false
        --B0
        Content-Disposition: form-data; name="seed"

        42
        --B0
        Content-Disposition: form-data; name="num_inference_steps"

        20
        --B0
        Content-Disposition: form-data; name="image"; filename="my photo.jpg"
        Content-Type: image/jpeg

        <image>
        --B0--
        """
            .replace("\n", "\r\n");
    assertEquals("multipart/form-data; boundary=B0", form.contentType());
    assertEquals(expected, form.around(image).toString());
    assertEquals(form.around(image).length(), form.length());
  }

  @Test
  void leavesOutWhatWasNotGiven() {
    String form = JobBody.of(TestingJobs.plain(8, 8), "B").head().toString();
    assertEquals(-1, form.indexOf("\"seed\""));
    assertEquals(-1, form.indexOf("num_inference_steps"));
  }

  @Test
  void writesWhatImageToImageTakes() {
    Job job =
        new Job.ImageToImage(
            new Capability(Pipeline.IMAGE_TO_IMAGE, "a/b"),
            photo(Buffer.buffer("<image>")),
            new Wish("hello", true, OptionalLong.empty(), OptionalInt.of(4)),
            new Guidance(
                Optional.of("ugly"), Optional.of("{\"a/b\":1.5}"), Optional.of(decimal("3"))),
            Optional.of(decimal("5E-1")),
            Optional.of(decimal("1.25")));
    String head = JobBody.of(job, "B").head().toString();
    Map<String, String> fields = new LinkedHashMap<>();
    Pattern.compile("name=\"(\\w+)\"\r\n\r\n(.*)\r\n--B")
        .matcher(head)
        .results()
        .forEach(field -> fields.put(field.group(1), field.group(2)));
    assertEquals(
        Map.of(
            "prompt", "hello",
            "model_id", "a/b",
            "safety_check", "true",
            "num_inference_steps", "4",
            "num_images_per_prompt", "1",
            "negative_prompt", "ugly",
            "loras", "{\"a/b\":1.5}",
            "guidance_scale", "3",
            "strength", "0.5",
            "image_guidance_scale", "1.25"),
        fields);
    assertTrue(head.contains("name=\"image\"; filename=\"my photo.jpg\""), head);
  }

  @Test
  void saysTheSizeOfATextToImage() {
    Job job =
        new Job.TextToImage(
            new Capability(Pipeline.TEXT_TO_IMAGE, "a/b"),
            256,
            192,
            new Wish("hello", true, OptionalLong.of(42), OptionalInt.of(4)),
            new Guidance(
                Optional.of("ugly"), Optional.of("{\"a/b\":1.5}"), Optional.of(decimal("3"))));
    JobBody body = JobBody.of(job, "unused");
    assertEquals("application/json", body.contentType());
    assertEquals(body.head().length(), body.length());
    assertEquals(
        new JsonObject(
            """
            {"guidance_scale":3,"height":192,"loras":"{\\"a/b\\":1.5}","model_id":"a/b",
             "negative_prompt":"ugly","num_images_per_prompt":1,"num_inference_steps":4,
             "prompt":"hello","safety_check":true,"seed":42,"width":256}
            """),
        body.head().toJsonObject());
  }

  private static InputImage photo(Buffer image) {
    return new InputImage(
        new Upload.InMemory(image), new Picture(PictureFormat.JPEG, 8, 8), "my photo.jpg");
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  @ParameterizedTest
  @CsvSource({
    "a.png, a.png",
    "a\"b.png, a%22b.png",
    "'a\r\nX-Header: 1', a%0D%0AX-Header: 1",
    "../../etc/pass\0wd, passwd",
    "C:\\pictures\\b.jpg, b.jpg",
    "grün.png, grün.png",
    "'', image",
    "dir/, image"
  })
  void escapesFileNames(String name, String escaped) {
    assertEquals(escaped, JobForm.escaped(name));
  }

  @Test
  void cutsLongFileNames() {
    assertEquals("😀".repeat(200), JobForm.escaped("😀".repeat(300)));
  }
}
