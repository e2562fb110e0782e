package dev.pixelgate.function.store;

import java.nio.file.Path;

final class PostgresKeyStoreTest extends KeyStoreContract {
  private final StoreUrl url = StoreUrl.parse(TestingPostgres.shared().newDatabase());

  @Override
  TestingKeys open() {
    return TestingKeys.open(url, Path.of("nowhere"), () -> NOW);
  }
}
