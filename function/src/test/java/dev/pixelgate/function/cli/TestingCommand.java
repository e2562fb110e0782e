package dev.pixelgate.function.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What one run of the program said and how it ended. */
record TestingCommand(int exitCode, String out, String err) {
  /** Runs it in this process. */
  static TestingCommand run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int code = Program.execute(new PrintWriter(out), new PrintWriter(err), texts);
    return new TestingCommand(code, out.toString(), err.toString());
  }

  /** Its output, which must be one JSON document. */
  JsonObject json() {
    return new JsonObject(out);
  }
}
