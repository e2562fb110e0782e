package dev.pixelgate.pricing.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pixelgate.pricing.Usd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AttemptStateTest {
  private static final List<Function<AttemptState.Dispatched, AttemptState>> ENDS =
      List.of(
          AttemptState.Dispatched::settle,
          AttemptState.Dispatched::release,
          AttemptState.Dispatched::lose,
          AttemptState.Dispatched::bear,
          state -> state.crash(true),
          state -> state.crash(false));

  /** Whatever becomes of an attempt, nothing stays reserved, and each side has what it is due. */
  @Property
  void leavesNothingReservedAndGivesEachSideItsDue(
      @ForAll @LongRange(min = 0, max = 1_000_000) long charge,
      @ForAll @LongRange(min = 0, max = 1_000_000) long more) {
    AttemptTerms terms = new AttemptTerms("a", "o", new Usd(charge), new Usd(charge + more));
    for (Function<AttemptState.Dispatched, AttemptState> ending : ENDS) {
      AttemptState.Dispatched dispatched = new AttemptState.Reserved(terms).dispatch();
      AttemptState end = ending.apply(dispatched);
      Map<Side, Long> balance = balance(dispatched, end);

      assertEquals(0, balance.getOrDefault(Side.reserved("a"), 0L));
      assertEquals(-end.charged().picodollars(), balance.getOrDefault(Side.budget("a"), 0L));
      assertEquals(end.owed().picodollars(), balance.getOrDefault(Side.orchestrator("o"), 0L));
      assertEquals(
          end.charged().picodollars() - end.owed().picodollars(),
          balance.getOrDefault(Side.GATEWAY, 0L));
      assertEquals(0, balance.values().stream().mapToLong(Long::longValue).sum());
      assertEquals(charge, end.transfers().getFirst().amount().picodollars());
    }
  }

  private static Map<Side, Long> balance(AttemptState... states) {
    List<Transfer> all = new ArrayList<>();
    for (AttemptState state : states) {
      all.addAll(state.transfers());
    }
    Map<Side, Long> balance = new HashMap<>();
    for (Transfer transfer : all) {
      balance.merge(transfer.debit(), -transfer.amount().picodollars(), Long::sum);
      balance.merge(transfer.credit(), transfer.amount().picodollars(), Long::sum);
    }
    return balance;
  }

  @Test
  void booksNothingForWhatWasNeverSent() {
    AttemptTerms terms = new AttemptTerms("a", "o", new Usd(5), new Usd(5));
    AttemptState.Reserved reserved = new AttemptState.Reserved(terms);
    assertEquals(List.of(), reserved.transfers());
    assertEquals(List.of(), reserved.giveBack().transfers());
    assertEquals(Usd.ZERO, reserved.giveBack().charged());
  }

  @Test
  void losesInACrashOnlyWhatIsOwedOnDispatch() {
    AttemptTerms terms = new AttemptTerms("a", "o", new Usd(5), new Usd(5));
    AttemptState.Dispatched dispatched = new AttemptState.Reserved(terms).dispatch();
    assertInstanceOf(AttemptState.Lost.class, dispatched.crash(true));
    assertInstanceOf(AttemptState.Released.class, dispatched.crash(false));
  }

  @Test
  void refusesAChargeOverWhatIsOwed() {
    assertThrows(
        IllegalArgumentException.class, () -> new AttemptTerms("a", "o", new Usd(6), new Usd(5)));
  }
}
