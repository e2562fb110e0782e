package dev.pixelgate.router.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Upload;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFormTest {
  @Test
  void writesEveryFieldAndTheImageLast() {
    Buffer image = Buffer.buffer("<image>");
    Job job =
        new Job(
            new Capability(Pipeline.UPSCALE, "a/b"),
            new Upload.InMemory(image),
            new Picture(PictureFormat.JPEG, 8, 8),
            "my photo.jpg",
            "grün\r\n--B\r\n",
            false,
            OptionalLong.of(42),
            OptionalInt.of(20));
    JobBody form = JobForm.of(job, "B0");
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
    String form = JobForm.of(TestingJobs.plain(8, 8), "B").head().toString();
    assertEquals(-1, form.indexOf("\"seed\""));
    assertEquals(-1, form.indexOf("num_inference_steps"));
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
