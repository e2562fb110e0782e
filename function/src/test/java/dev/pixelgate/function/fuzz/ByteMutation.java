package dev.pixelgate.function.fuzz;

import java.util.Arrays;

/** Changes a file that it knows nothing of: bits, bytes, numbers, ranges, cuts, splices. */
enum ByteMutation implements Mutation {
  FLIP {
    @Override
    public byte[] apply(byte[] file, byte[] donor, Draw draw) {
      byte[] out = file.clone();
      for (int i = draw.few(8); i > 0 && out.length > 0; i--) {
        out[draw.position(out.length)] ^= (byte) (1 << draw.below(8));
      }
      return out;
    }
  },
  SET {
    @Override
    public byte[] apply(byte[] file, byte[] donor, Draw draw) {
      byte[] out = file.clone();
      Bytes.put(out, draw.position(out.length), 1, true, draw.number());
      return out;
    }
  },
  NUMBER {
    @Override
    public byte[] apply(byte[] file, byte[] donor, Draw draw) {
      byte[] out = file.clone();
      int size = draw.oneIn(2) ? 2 : 4;
      Bytes.put(out, draw.position(out.length), size, draw.oneIn(2), draw.number());
      return out;
    }
  },
  CUT {
    @Override
    public byte[] apply(byte[] file, byte[] donor, Draw draw) {
      return Arrays.copyOf(file, draw.below(file.length));
    }
  },
  REMOVE {
    @Override
    public byte[] apply(byte[] file, byte[] donor, Draw draw) {
      int from = draw.position(file.length);
      return Bytes.replace(file, from, new byte[0], from + draw.below(file.length - from));
    }
  },
  REPEAT {
    @Override
    public byte[] apply(byte[] file, byte[] donor, Draw draw) {
      int from = draw.position(file.length);
      byte[] range = Arrays.copyOfRange(file, from, from + draw.below(file.length - from));
      return Bytes.replace(file, from, range, from);
    }
  },
  INSERT {
    @Override
    public byte[] apply(byte[] file, byte[] donor, Draw draw) {
      int from = draw.position(file.length);
      return Bytes.replace(file, from, draw.bytes(draw.few(64)), from);
    }
  },
  FILL {
    @Override
    public byte[] apply(byte[] file, byte[] donor, Draw draw) {
      byte[] out = file.clone();
      int from = draw.position(out.length);
      Arrays.fill(out, from, from + draw.below(out.length - from), (byte) draw.number());
      return out;
    }
  },
  GARBAGE {
    @Override
    public byte[] apply(byte[] file, byte[] donor, Draw draw) {
      byte[] out = file.clone();
      int from = draw.position(out.length);
      byte[] noise = draw.bytes(draw.below(out.length - from));
      System.arraycopy(noise, 0, out, from, noise.length);
      return out;
    }
  },
  SPLICE {
    @Override
    public byte[] apply(byte[] file, byte[] donor, Draw draw) {
      int from = draw.below(donor.length);
      byte[] tail = Arrays.copyOfRange(donor, from, donor.length);
      return Bytes.replace(file, draw.below(file.length), tail, file.length);
    }
  },
  GRAFT {
    @Override
    public byte[] apply(byte[] file, byte[] donor, Draw draw) {
      byte[] out = file.clone();
      int length = draw.below(Math.min(out.length, donor.length));
      System.arraycopy(
          donor,
          draw.below(donor.length - length),
          out,
          draw.position(out.length - length),
          length);
      return out;
    }
  };

  /** Any of them. */
  static byte[] any(byte[] file, byte[] donor, Draw draw) {
    return values()[draw.below(values().length)].apply(file, donor, draw);
  }
}
