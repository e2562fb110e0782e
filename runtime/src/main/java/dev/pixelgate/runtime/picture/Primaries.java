package dev.pixelgate.runtime.picture;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The XYZ of a screen's red, green and blue as seen under D50, the white of ICC profiles; adapted
 * from their own white by Bradford's matrix (ICC.1:2022 annex E).
 */
final class Primaries {
  /** sRGB's, as IEC 61966-2-1 profiles print them. */
  static final Primaries SRGB =
      new Primaries(
          new double[][] {
            {0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}
          });

  private static final double[] D50 = {0.9642, 1, 0.8249};
  private static final double[][] BRADFORD = {
    {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
  };
  private static final int CHUNK_BYTES = 32;

  /** XYZ of red, green and blue. */
  private final double[][] columns;

  /** Kept, as tables ask for 200,000 amounts. */
  private final double[][] inverse;

  /**
   * Of three colours.
   *
   * @param columns XYZ of red, green and blue
   */
  Primaries(double[][] columns) {
    this.columns = columns;
    this.inverse = inverse(transposed(columns));
  }

  /** Of PNG's cHRM: x and y of white, red, green and blue in 100,000ths. */
  static Optional<Primaries> ofChunk(byte[] chunk) {
    if (chunk.length != CHUNK_BYTES) {
      return Optional.empty();
    }
    double[][] xyz = new double[4][];
    for (int i = 0; i < 4; i++) {
      double x = ByteBuffer.wrap(chunk).getInt(8 * i) / 1e5;
      double y = ByteBuffer.wrap(chunk).getInt(8 * i + 4) / 1e5;
      xyz[i] = new double[] {x / y, 1, (1 - x - y) / y};
    }
    Primaries adapted = adapt(xyz);
    for (double[] column : adapted.columns) {
      for (double value : column) {
        // NaN and what no screen has: the chunk is nonsense. s15Fixed16 could not hold it either.
        if (!(Math.abs(value) < 2)) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(adapted);
  }

  /** X, Y and Z of red (0), green (1) or blue (2). */
  double[] xyz(int colour) {
    return columns[colour].clone();
  }

  /** Of light with this XYZ (under D50): how much red, green and blue make it. */
  double[] amounts(double[] xyz) {
    return times(inverse, xyz);
  }

  private static Primaries adapt(double[][] whiteRedGreenBlue) {
    double[] white = whiteRedGreenBlue[0];
    double[][] colours = {whiteRedGreenBlue[1], whiteRedGreenBlue[2], whiteRedGreenBlue[3]};
    double[] amounts = times(inverse(transposed(colours)), white);
    double[] from = times(BRADFORD, white);
    double[] to = times(BRADFORD, D50);
    double[][] columns = new double[3][];
    for (int i = 0; i < 3; i++) {
      double[] cone = times(BRADFORD, colours[i]);
      for (int j = 0; j < 3; j++) {
        cone[j] *= amounts[i] * to[j] / from[j];
      }
      columns[i] = times(inverse(BRADFORD), cone);
    }
    return new Primaries(columns);
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[3];
    for (int row = 0; row < 3; row++) {
      for (int i = 0; i < 3; i++) {
        product[row] += matrix[row][i] * vector[i];
      }
    }
    return product;
  }

  private static double[][] transposed(double[][] m) {
    double[][] result = new double[3][3];
    for (int i = 0; i < 9; i++) {
      result[i / 3][i % 3] = m[i % 3][i / 3];
    }
    return result;
  }

  /** By cofactors; not finite when there is none. */
  private static double[][] inverse(double[][] m) {
    double[][] result = new double[3][3];
    double determinant = 0;
    for (int i = 0; i < 3; i++) {
      determinant += m[0][i] * cofactor(m, 0, i);
    }
    for (int i = 0; i < 9; i++) {
      result[i / 3][i % 3] = cofactor(m, i % 3, i / 3) / determinant;
    }
    return result;
  }

  private static double cofactor(double[][] m, int row, int column) {
    int r1 = (row + 1) % 3;
    int r2 = (row + 2) % 3;
    int c1 = (column + 1) % 3;
    int c2 = (column + 2) % 3;
    return m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1];
  }
}
