package dev.pixelgate.bench;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap16;
import dev.pixelgate.runtime.picture.Bitmap8;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * The sheet: the middle of each picture in three cells, two pictures a row; transparent ones over a
 * light and a dark half.
 */
final class SheetCanvas {
  private static final int SCALE = 4;

  /** Of the part that is shown, px of the small picture. */
  private static final int SIDE = 80;

  private static final int CELL = SCALE * SIDE;
  private static final int GAP = 10;
  private static final int TITLE = 22;
  private static final int PICTURE_WIDTH = 3 * (CELL + GAP) + 2 * GAP;
  private static final int PICTURE_HEIGHT = TITLE + CELL + GAP;
  private static final int COLUMNS = 2;
  private static final Color LIGHT = new Color(0xf2f2f2);
  private static final Color DARK = new Color(0x30343a);

  private record Entry(String name, BufferedImage before, BufferedImage after) {}

  private final List<Entry> entries = new ArrayList<>();

  void add(String name, BufferedImage before, BufferedImage after) {
    entries.add(new Entry(name, before, after));
  }

  BufferedImage image() {
    int width = COLUMNS * PICTURE_WIDTH;
    int height = Math.ceilDiv(entries.size(), COLUMNS) * PICTURE_HEIGHT;
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    for (int i = 0; i < entries.size(); i++) {
      pen.translate(i % COLUMNS * PICTURE_WIDTH + GAP, i / COLUMNS * PICTURE_HEIGHT);
      draw(pen, entries.get(i));
      pen.translate(-(i % COLUMNS * PICTURE_WIDTH + GAP), -(i / COLUMNS * PICTURE_HEIGHT));
    }
    pen.dispose();
    return sheet;
  }

  private static void draw(Graphics2D pen, Entry entry) {
    BufferedImage before = middle(entry.before, SIDE);
    String size = entry.before.getWidth() + "x" + entry.before.getHeight();
    Object nearest = RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR;
    cell(pen, 0, entry.name + ", " + size, before, nearest);
    cell(pen, 1, "bicubic", before, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    cell(pen, 2, "Pixelgate", middle(entry.after, CELL), nearest);
  }

  private static BufferedImage middle(BufferedImage image, int side) {
    int width = Math.min(side, image.getWidth());
    int height = Math.min(side, image.getHeight());
    return image.getSubimage(
        (image.getWidth() - width) / 2, (image.getHeight() - height) / 2, width, height);
  }

  private static void cell(
      Graphics2D pen, int column, String title, BufferedImage image, Object interpolation) {
    int left = column * (CELL + GAP);
    pen.setColor(Color.BLACK);
    pen.drawString(title, left, TITLE - 5);
    if (image.getColorModel().hasAlpha()) {
      pen.setColor(LIGHT);
      pen.fillRect(left, TITLE, CELL / 2, CELL);
      pen.setColor(DARK);
      pen.fillRect(left + CELL / 2, TITLE, CELL / 2, CELL);
    }
    pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, interpolation);
    int enlarged = image.getWidth() <= SIDE ? SCALE : 1;
    pen.drawImage(
        image, left, TITLE, enlarged * image.getWidth(), enlarged * image.getHeight(), null);
  }

  /** For the screen: 8 bits a sample. */
  static BufferedImage image(Bitmap bitmap) {
    int type = bitmap.hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(bitmap.width(), bitmap.height(), type);
    for (int y = 0; y < bitmap.height(); y++) {
      for (int x = 0; x < bitmap.width(); x++) {
        image.setRGB(x, y, argb(bitmap, x, y));
      }
    }
    return image;
  }

  private static int argb(Bitmap bitmap, int x, int y) {
    int argb = bitmap.hasAlpha() ? level(bitmap, x, y, Bitmap.RGB) : 255;
    for (int channel = 0; channel < Bitmap.RGB; channel++) {
      argb = argb << 8 | level(bitmap, x, y, channel);
    }
    return argb;
  }

  private static int level(Bitmap bitmap, int x, int y, int channel) {
    return switch (bitmap) {
      case Bitmap8 narrow -> narrow.sample(x, y, channel);
      case Bitmap16 wide -> (wide.sample(x, y, channel) + 128) / 257;
    };
  }
}
