package dev.pixelgate.function.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pixelgate}: the root of all commands. */
@Command(
    name = "pixelgate",
    description = "A price-aware gateway for AI image work.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      UpscaleCommand.class,
      ServeCommand.class,
      PricesCommand.class,
      QuoteCommand.class,
      CheckCommand.class,
      KeyCommand.class,
      TrustCommand.class,
      AccountCommand.class,
      AuditCommand.class,
      ReceiptCommand.class,
      TrainCommand.class,
      HelpCommand.class
    })
final class PixelgateCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Made by the command line's parser, which sets the fields. */
  @SuppressWarnings("NullAway.Init") // picocli sets @Spec before anything runs
  PixelgateCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new PixelgateCommand())
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> Program.failed(problem, command.getErr()));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed");
  }
}
