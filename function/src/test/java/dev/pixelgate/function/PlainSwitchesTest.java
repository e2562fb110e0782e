package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code function/PlainSwitches.java}, as {@code dist.sh} runs it. */
class PlainSwitchesTest {
  private static final String SAMPLE = "dev.pixelgate.function.SwitchSample";

  @TempDir private Path folder;

  @BeforeEach
  void copyTheSample() throws Exception {
    Path compiled =
        Path.of(SwitchSample.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path from = compiled.resolve("dev/pixelgate/function");
    Path to = Files.createDirectories(folder.resolve("dev/pixelgate/function"));
    try (DirectoryStream<Path> classes = Files.newDirectoryStream(from, "SwitchSample*.class")) {
      for (Path one : classes) {
        Files.copy(one, to.resolve(one.getFileName()));
      }
    }
  }

  private String rewrite() throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Path.of("PlainSwitches.java").toAbsolutePath().toString(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, tool.waitFor(), said);
    return said;
  }

  private List<String> switchesLeft() throws IOException {
    Path file = folder.resolve(SAMPLE.replace('.', '/') + ".class");
    List<String> left = new ArrayList<>();
    for (MethodModel method : ClassFile.of().parse(file).methods()) {
      for (var element : method.code().map(CodeModel::elementList).orElse(List.of())) {
        if (element instanceof InvokeDynamicInstruction call
            && call.bootstrapMethod().methodName().equals("typeSwitch")) {
          left.add(method.methodName().stringValue());
        }
      }
    }
    return left;
  }

  private String described(int which) throws Exception {
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader =
        new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
      return (String) loader.loadClass(SAMPLE).getMethod("describe", int.class).invoke(null, which);
    }
  }

  @Test
  void everySwitchDecidesAsBefore() throws Exception {
    int before = switchesLeft().size();
    assertTrue(before >= 2);

    assertTrue(rewrite().startsWith(before + " pattern switches"));

    assertEquals(List.of(), switchesLeft());
    for (int which = 0; which < 9; which++) {
      assertEquals(SwitchSample.describe(which), described(which));
    }
    assertEquals("other circle", described(2));
    assertEquals("number 3", described(5));
  }
}
