package dev.pixelgate.function.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {
  private static final String AT = "?endpoint=https://s3.example&region=eu-west-1";

  @ParameterizedTest
  @CsvSource({
    "s3://b-1?region=eu-west-1, https://b-1.s3.eu-west-1.amazonaws.com/x/y.png",
    "s3://b-1?region=cn-north-1, https://b-1.s3.cn-north-1.amazonaws.com.cn/x/y.png",
    "s3://b-1?endpoint=https://s3.eu-west-1.amazonaws.com, https://b-1.s3.eu-west-1.amazonaws.com/x/y.png",
    "s3://b-1/a/b/?endpoint=https://s3.us-east-2.amazonaws.com&region=us-east-2, https://b-1.s3.us-east-2.amazonaws.com/a/b/x/y.png",
    "s3://b.1?region=eu-west-1, https://s3.eu-west-1.amazonaws.com/b.1/x/y.png",
    "s3://b-1?region=eu-west-1&path-style=true, https://s3.eu-west-1.amazonaws.com/b-1/x/y.png",
    "s3://b-1?endpoint=https://storage.googleapis.com&region=auto, https://storage.googleapis.com/b-1/x/y.png",
    "s3://b-1/p?endpoint=https://minio.example:9000/&region=us-east-1, https://minio.example:9000/b-1/p/x/y.png",
    "s3://b-1?endpoint=https://r2.example&region=auto&path-style=false, https://b-1.r2.example/x/y.png",
    "s3://b-1?endpoint=https%3A%2F%2Fs3.example&region=auto, https://s3.example/b-1/x/y.png",
    "s3://b-1?endpoint=http://127.0.0.1:9000&region=us-east-1, http://127.0.0.1:9000/b-1/x/y.png",
    "s3://b-1?endpoint=http://[::1]:9000&region=us-east-1, http://[::1]:9000/b-1/x/y.png",
    "s3://b-1?endpoint=http://10.1.2.3&region=us-east-1, http://10.1.2.3/b-1/x/y.png",
    "s3://b-1?endpoint=http://minio:9000&region=us-east-1&plain-http=true, http://minio:9000/b-1/x/y.png"
  })
  void findsAnObject(String location, String object) {
    assertEquals(object, S3Location.parse(location).object("x/y.png").toString());
  }

  @Test
  void knowsTheRegionOfAnEndpointOfAmazon() {
    assertEquals(
        "eu-west-3",
        S3Location.parse("s3://b-1?endpoint=https://s3.eu-west-3.amazonaws.com").region());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://b-1 | not a bucket's URL",
        "s3:b-1 | bucket \"\" is no name",
        "s3://b-1" + AT + "#x | not a bucket's URL",
        "s3://B_1" + AT + " | bucket \"B_1\" is no name: 3 to 63",
        "s3://a" + AT + " | bucket \"a\" is no name",
        "s3://user:secret@bucket" + AT + " | is no name",
        "s3://b-1 | region=... is missing",
        "s3://b-1?endpoint=https://s3.example | region=... is missing",
        "s3://b-1?region=EU | region \"EU\" is no name",
        "s3://b-1?zone=x | \"?zone\" is not known: a bucket's URL takes endpoint, region, path-style, plain-http",
        "s3://b-1?region=a&region=b | region is there twice",
        "s3://b-1?endpoint=s3.example&region=auto | endpoint \"s3.example\" must be scheme and host",
        "s3://b-1?endpoint=https://s3.example/x&region=auto | must be scheme and host",
        "s3://b-1?endpoint=ftp://s3.example&region=auto | must be scheme and host",
        "s3://b-1?endpoint=https://u:secret@s3.example&region=auto | endpoint \"***\" must be",
        "s3://b-1?endpoint=http://minio:9000&region=auto | is not encrypted and not on this machine",
        "s3://b-1?endpoint=http://8.8.8.8&region=auto | is not encrypted",
        "s3://b-1?endpoint=http://127.0.0.1&region=auto&plain-http=false | is not encrypted",
        "s3://b-1?region=eu-west-1&path-style=yes | path-style must be true or false",
        "s3://b-1/a//b" + AT + " | prefix \"a//b\" must be",
        "s3://b-1/a/../b" + AT + " | prefix \"a/../b\" must be",
        "s3://b-1/a%20b" + AT + " | prefix \"a%20b\" must be",
      })
  void saysWhatIsWrong(String url, String problem) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> S3Location.parse(url)).getMessage();
    assertTrue(said.contains(problem), said);
    assertFalse(said.contains("secret"), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/x", "x/", "a/../b", "..", "a//b", "a b", "ä", "a%2fb", "a?b"})
  void takesNoNameThatWouldBeWrittenInTwoWays(String name) {
    S3Location location = S3Location.parse("s3://b-1" + AT);
    assertThrows(IllegalArgumentException.class, () -> location.object(name));
  }
}
