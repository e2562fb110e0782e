package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** {@code function/PlainRecords.java}, as {@code dist.sh} runs it. */
class PlainRecordsTest {
  private static final String SAMPLE = "dev.pixelgate.function.RecordSample";

  @TempDir private Path folder;

  @BeforeEach
  void copyTheSample() throws Exception {
    Path compiled =
        Path.of(RecordSample.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path to = Files.createDirectories(folder.resolve("dev/pixelgate/function"));
    try (DirectoryStream<Path> classes =
        Files.newDirectoryStream(compiled.resolve("dev/pixelgate/function"), "RecordSample*")) {
      for (Path one : classes) {
        Files.copy(one, to.resolve(one.getFileName()));
      }
    }
  }

  private String rewrite() throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Path.of("PlainRecords.java").toAbsolutePath().toString(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, tool.waitFor(), said);
    return said;
  }

  /** Methods of the sample with everything in it that are linked anew in each start. */
  private List<String> linkedAtRunTime() throws IOException {
    Path file = folder.resolve(SAMPLE.replace('.', '/') + "$All.class");
    List<String> linked = new ArrayList<>();
    for (MethodModel method : ClassFile.of().parse(file).methods()) {
      for (var element : method.code().map(CodeModel::elementList).orElse(List.of())) {
        if (element instanceof InvokeDynamicInstruction) {
          linked.add(method.methodName().stringValue());
        }
      }
    }
    return linked.stream().sorted().toList();
  }

  private String described() throws Exception {
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader =
        new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
      return (String) loader.loadClass(SAMPLE).getMethod("describe").invoke(null);
    }
  }

  @Test
  void everyRecordIsEqualToWhatItWasEqualTo() throws Exception {
    assertEquals(List.of("equals", "hashCode", "toString"), linkedAtRunTime());

    // Two of All, two of None; Own has its own.
    assertEquals("4 methods of records made ready for the cache\n", rewrite());

    assertEquals(List.of("toString"), linkedAtRunTime());
    assertEquals(RecordSample.describe(), described());
  }
}
