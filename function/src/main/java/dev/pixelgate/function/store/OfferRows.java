package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** The statements on the offers of the last price book. */
final class OfferRows {
  private static final String COLUMNS =
      "orchestrator, pipeline, model, price, warm, capacity, formats, source, seen_at, sold_until";

  private OfferRows() {}

  static void insert(Connection connection, List<Offer> offers) throws SQLException {
    String sql = "INSERT INTO book_offer (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (Offer offer : offers) {
        fill(insert, offer);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void fill(PreparedStatement row, Offer offer) throws SQLException {
    row.setString(1, offer.orchestrator());
    row.setString(2, offer.capability().pipeline().wireName());
    row.setString(3, offer.capability().model());
    row.setString(4, PriceText.of(offer.price()));
    row.setBoolean(5, offer.warm());
    if (offer.capacity().isPresent()) {
      row.setInt(6, offer.capacity().getAsInt());
    } else {
      row.setNull(6, Types.INTEGER);
    }
    row.setString(7, offer.formats().stream().map(Enum::name).collect(Collectors.joining(" ")));
    row.setString(8, offer.source().name());
    row.setString(9, offer.seenAt().toString());
    row.setString(10, offer.soldUntil().toString());
  }

  /** In the order of the book. */
  static List<Offer> all(Connection connection) throws SQLException {
    String sql = "SELECT " + COLUMNS + " FROM book_offer ORDER BY id";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<Offer> offers = new ArrayList<>();
      while (rows.next()) {
        offers.add(offer(rows));
      }
      return offers;
    }
  }

  private static Offer offer(ResultSet row) throws SQLException {
    int number = row.getInt(6);
    OptionalInt capacity = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    return new Offer(
        row.getString(1),
        capability(row.getString(2), row.getString(3)),
        PriceText.parse(row.getString(4)),
        row.getBoolean(5),
        capacity,
        formats(row.getString(7)),
        PriceSource.valueOf(row.getString(8)),
        Instant.parse(row.getString(9)),
        Instant.parse(row.getString(10)));
  }

  private static Set<PictureFormat> formats(String names) {
    return Arrays.stream(names.split(" "))
        .map(PictureFormat::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads a stored capability.
   *
   * @throws IllegalArgumentException when this version does not have the pipeline
   */
  static Capability capability(String pipeline, String model) {
    return new Capability(
        Pipeline.of(pipeline)
            .orElseThrow(() -> new IllegalArgumentException("no pipeline: " + pipeline)),
        model);
  }
}
