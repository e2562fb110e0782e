package dev.pixelgate.function.cli;

import picocli.CommandLine.IVersionProvider;

/** This build's version, for the parser of the command line. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"pixelgate " + Build.version()};
  }
}
