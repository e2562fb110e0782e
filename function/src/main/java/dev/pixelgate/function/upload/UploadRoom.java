package dev.pixelgate.function.upload;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who has how much of the room for uploads: files that lie there, and what is held for those on
 * their way. Room is held before a byte is read, so that no number of PUTs at once gets past the
 * limits, and no account has more than its share. Any thread.
 */
public final class UploadRoom {
  /** A file takes as much at least, so that no limit of bytes means millions of files. */
  static final long LEAST_BYTES = 64 << 10;

  private final UploadRules rules;
  private final Map<String, Long> pictures = new HashMap<>();
  private final Set<String> waiting = new HashSet<>();
  private final Map<String, Hold> holds = new HashMap<>();
  private final Map<String, Used> accounts = new HashMap<>();
  private long bytes;

  /** What one account has. */
  private static final class Used {
    private long bytes;
    private int places;
    private int puts;

    boolean isNothing() {
      return bytes == 0 && places == 0 && puts == 0;
    }
  }

  /** With nothing in it. */
  UploadRoom(UploadRules rules) {
    this.rules = rules;
  }

  /** A file of a picture is there. */
  synchronized void keeps(String id, long size) {
    if (!pictures.containsKey(id)) {
      long counted = Math.max(size, LEAST_BYTES);
      pictures.put(id, counted);
      add(id, counted);
    }
  }

  /** A place waits there. */
  synchronized void waits(String id) {
    if (waiting.add(id)) {
      account(id).places++;
    }
  }

  /** No place waits there any more. */
  synchronized void waitsNoMore(String id) {
    if (waiting.remove(id)) {
      account(id).places--;
      tidy(id);
    }
  }

  /** The file is gone. */
  synchronized void keepsNoMore(String id) {
    Long counted = pictures.remove(id);
    if (counted != null) {
      add(id, -counted);
    }
  }

  /** The pictures that it counts. */
  synchronized Set<String> pictures() {
    return Set.copyOf(pictures.keySet());
  }

  /** The places that it counts. */
  synchronized Set<String> places() {
    return Set.copyOf(waiting);
  }

  /** Lets a new place wait, unless too many of its account do. */
  synchronized boolean mayWait(String id) {
    if (account(id).places >= UploadRules.MOST_PLACES) {
      return false;
    }
    waits(id);
    return true;
  }

  /** The place of this id, for one request alone; empty while another has it. */
  synchronized Optional<Hold> hold(String id) {
    if (holds.containsKey(id)) {
      return Optional.empty();
    }
    Hold hold = new Hold(id);
    holds.put(id, hold);
    account(id).puts++;
    return Optional.of(hold);
  }

  private Used account(String id) {
    return accounts.computeIfAbsent(UploadIds.ownerOf(id), first -> new Used());
  }

  private void add(String id, long more) {
    bytes += more;
    account(id).bytes += more;
    tidy(id);
  }

  private void tidy(String id) {
    accounts.computeIfPresent(
        UploadIds.ownerOf(id), (owner, used) -> used.isNothing() ? null : used);
  }

  /** A place, and room for what is put there. */
  public final class Hold {
    private final String id;
    private long held;

    private Hold(String id) {
      this.id = id;
    }

    /** Holds room for so many bytes; says why there is none. */
    Optional<Ticket> reserve(long size) {
      synchronized (UploadRoom.this) {
        long more = Math.max(size, LEAST_BYTES);
        Used used = account(id);
        if (used.puts > UploadRules.MOST_PUTS) {
          return Optional.of(new Ticket.OverShare("PUTs", used.puts, UploadRules.MOST_PUTS));
        }
        if (used.bytes + more > rules.accountBytes()) {
          return Optional.of(
              new Ticket.OverShare("bytes", used.bytes + more, rules.accountBytes()));
        }
        if (bytes + more > rules.allBytes()) {
          return Optional.of(new Ticket.Full(bytes + more, rules.allBytes()));
        }
        held = more;
        add(id, more);
        return Optional.empty();
      }
    }

    /** The picture is there: the room that was held is its own now. */
    void becomes(long size) {
      synchronized (UploadRoom.this) {
        add(id, -held);
        held = 0;
        waitsNoMore(id);
        keeps(id, size);
      }
    }

    /** Gives the place back, and what room is still held; once is enough. */
    public void end() {
      synchronized (UploadRoom.this) {
        if (holds.remove(id, this)) {
          account(id).puts--;
          add(id, -held);
          held = 0;
        }
      }
    }
  }
}
