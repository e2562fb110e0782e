package dev.pixelgate.function.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inputs}: where pictures may be that a request only names. */
class InputRulesTest {
  @TempDir private Path folder;

  private InputRules rules(String yaml) {
    return new TestingConfiguration(folder).file(yaml).valid().inputs();
  }

  private void assertProblem(String yaml, String said) {
    String problems = new TestingConfiguration(folder).file(yaml).problems().toString();
    assertTrue(problems.contains(said), problems);
  }

  @Test
  void areOffUnlessTheOperatorSaysSo() {
    assertEquals(
        new InputRules(HttpsHosts.OFF, false, Optional.empty()), rules("role: all-in-one"));
    assertEquals(HttpsHosts.OFF, rules("inputs: { https: off }").https());
    assertFalse(rules("inputs: { https: off }").https().allow("pictures.example", 443));
  }

  @Test
  void mayBeAnyHostAtThePortOfHttps() {
    HttpsHosts any = rules("inputs: { https: any }").https();
    assertTrue(any.allow("pictures.example", 443));
    assertFalse(any.allow("pictures.example", 8443));
    assertFalse(any.isOff());
  }

  @Test
  void mayBeListed() {
    HttpsHosts some =
        rules("inputs: { https: [ Pictures.example, \"*.cdn.example\", \"[2001:db8::7]:8443\" ] }")
            .https();
    assertTrue(some.allow("pictures.example", 443));
    assertFalse(some.allow("pictures.example", 8443));
    assertFalse(some.allow("a.pictures.example", 443));
    assertFalse(some.allow("xpictures.example", 443));
    assertTrue(some.allow("a.cdn.example", 443));
    assertTrue(some.allow("a.b.cdn.example", 443));
    assertFalse(some.allow("cdn.example", 443));
    assertFalse(some.allow("xcdn.example", 443));
    assertFalse(some.allow(".cdn.example", 443));
    assertTrue(some.allow("2001:db8::7", 8443));
    assertFalse(some.allow("2001:db8::7", 443));
  }

  @Test
  void comeFromTheEnvironmentToo() {
    TestingConfiguration word =
        new TestingConfiguration(folder).environment("PIXELGATE_INPUTS_HTTPS", "any");
    assertTrue(word.valid().inputs().https().any());
    TestingConfiguration list =
        new TestingConfiguration(folder)
            .environment("PIXELGATE_INPUTS_HTTPS", "[\"pictures.example\"]")
            .environment("PIXELGATE_INPUTS_ALLOW_PRIVATE", "true");
    assertTrue(list.valid().inputs().https().allow("pictures.example", 443));
    assertTrue(list.valid().inputs().allowPrivate());
  }

  @Test
  void sayWhatIsWrong() {
    assertProblem("inputs: { https: yes }", "must be off, any or a list of hosts");
    assertProblem("inputs: { https: [] }", "needs at least one host; off is the word for none");
    for (String host :
        new String[] {"https://pictures.example", "\"*\"", "\"*example\"", ".example", "a/b"}) {
      assertProblem("inputs: { https: [ " + host + " ] }", "not a host such as pictures.example");
    }
    assertProblem("inputs: { https: [ \"a.example:70000\" ] }", "must be within 1 and 65535");
    assertProblem("inputs: { allow-private: true }", "is for URLs, and inputs.https is off");
    assertProblem(
        "inputs: { https: any, allow-private: true }",
        "with inputs.https: any every key could ask");
    assertProblem("inputs: { https: any, ca: no.pem }", "there is no readable file");
    assertProblem("inputs: { http: any }", "unknown key, did you mean inputs.https?");
    assertProblem("limits: { reference: 0 B }", "must be within 1 and");
  }
}
