package dev.pixelgate.bench;

import ai.onnxruntime.OrtException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * What borders and blending do to seams: each picture is upscaled as one tile and as many, and the
 * difference is printed for each border, without and with a linear ramp so many px to both sides of
 * each cut, up to all of the overlap.
 *
 * <p>Arguments: model file, threads, tile side, pictures. Only the left upper 192x128 px of a
 * picture are used: x4plus needs 200 us and 40 kB for each pixel.
 */
final class Seams {
  private static final int WIDTH = 192;
  private static final int HEIGHT = 128;
  private static final int[] BORDERS = {16, 24, 32};
  private static final int SCALE = 4;

  /** The runtime's own reflection at the picture's edge, px. */
  private static final int EDGE = 6;

  /** Output px left out on each side: the edge is the same in all of them. */
  private static final int MARGIN = 40;

  /** Side of the window that the last column is reckoned for, px. */
  private static final int WINDOW = 128;

  private record Part(int left, int top, int right, int bottom, int border, Plane output) {}

  private final BareNetwork network;
  private final int tile;

  private Seams(BareNetwork network, int tile) {
    this.network = network;
    this.tile = tile;
  }

  public static void main(String[] args) throws OrtException, IOException {
    try (BareNetwork network = new BareNetwork(args[0], Integer.parseInt(args[1]))) {
      Seams seams = new Seams(network, Integer.parseInt(args[2]));
      System.out.println(
          "picture                border  ramp   PSNR dB  max  step at cuts  cost in 128 px windows");
      for (String picture : List.of(args).subList(3, args.length)) {
        seams.compare(Path.of(picture));
      }
    }
  }

  private void compare(Path file) throws OrtException, IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    Plane picture =
        Plane.of(
            image.getSubimage(
                0, 0, Math.min(WIDTH, image.getWidth()), Math.min(HEIGHT, image.getHeight())));
    Plane whole = join(picture, parts(picture, Math.max(WIDTH, HEIGHT), EDGE), 0);
    for (int border : BORDERS) {
      List<Part> parts = parts(picture, tile, border);
      for (int ramp : new int[] {0, 4, 8, border}) {
        print(file, border, ramp, whole, join(picture, parts, ramp));
      }
    }
  }

  private void print(Path file, int border, int ramp, Plane whole, Plane tiled) {
    double squares = 0;
    int worst = 0;
    long count = 0;
    double steps = 0;
    long crossings = 0;
    for (int channel = 0; channel < Plane.CHANNELS; channel++) {
      for (int y = MARGIN; y < whole.height() - MARGIN; y++) {
        for (int x = MARGIN; x < whole.width() - MARGIN; x++) {
          int difference = tiled.level(x, y, channel) - whole.level(x, y, channel);
          squares += (double) difference * difference;
          worst = Math.max(worst, Math.abs(difference));
          count++;
          if (x % (SCALE * tile) == 0) {
            int before = tiled.level(x - 1, y, channel) - whole.level(x - 1, y, channel);
            steps += Math.pow(difference - before, 2);
            crossings++;
          }
        }
      }
    }
    System.out.printf(
        "%-22s %5d %5d %9.1f %4d %10.2f %12.2f%n",
        file.getFileName(),
        border,
        ramp,
        10 * Math.log10(255.0 * 255.0 * count / squares),
        worst,
        Math.sqrt(steps / crossings),
        Math.pow(WINDOW / (double) (WINDOW - 2 * border), 2));
  }

  private List<Part> parts(Plane picture, int side, int border) throws OrtException {
    List<Part> parts = new ArrayList<>();
    for (int top = 0; top < picture.height(); top += side) {
      for (int left = 0; left < picture.width(); left += side) {
        int right = Math.min(left + side, picture.width());
        int bottom = Math.min(top + side, picture.height());
        Plane window =
            picture.window(
                Math.max(left - border, -EDGE),
                Math.max(top - border, -EDGE),
                Math.min(right + border, picture.width() + EDGE),
                Math.min(bottom + border, picture.height() + EDGE));
        parts.add(new Part(left, top, right, bottom, border, network.run(window)));
      }
    }
    return parts;
  }

  private static Plane join(Plane picture, List<Part> parts, int ramp) {
    Plane result = Plane.empty(SCALE * picture.width(), SCALE * picture.height());
    for (Part part : parts) {
      for (int channel = 0; channel < Plane.CHANNELS; channel++) {
        for (int y = 0; y < result.height(); y++) {
          double down = weight(y, part.top, part.bottom, picture.height(), ramp);
          for (int x = 0; down > 0 && x < result.width(); x++) {
            double weight = down * weight(x, part.left, part.right, picture.width(), ramp);
            if (weight > 0) {
              result.values()[result.index(x, y, channel)] +=
                  (float) (weight * value(part, x, y, channel));
            }
          }
        }
      }
    }
    return result;
  }

  private static float value(Part part, int x, int y, int channel) {
    int left = Math.max(part.left - part.border, -EDGE);
    int top = Math.max(part.top - part.border, -EDGE);
    return part.output.value(x - SCALE * left, y - SCALE * top, channel);
  }

  /** How much a part counts at an output px along one axis; all parts add up to 1. */
  private static double weight(int at, int from, int to, int length, int ramp) {
    double centre = (at + 0.5) / SCALE;
    if (ramp == 0) {
      return centre > from && centre < to ? 1 : 0;
    }
    double rising = from == 0 ? 1 : (centre - from + ramp) / (2.0 * ramp);
    double falling = to == length ? 1 : (to + ramp - centre) / (2.0 * ramp);
    return Math.clamp(Math.min(rising, falling), 0, 1);
  }
}
