package dev.pixelgate.function.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What comes to light while a configuration is read: problems, and keys as understood. */
final class Report {
  private final List<Problem> problems = new ArrayList<>();
  private final List<Setting> settings = new ArrayList<>();
  private final Set<String> faulty = new HashSet<>();

  void problem(Place place, String message) {
    problems.add(new Problem(place, message));
  }

  /** A problem with one key, which makes rules that look at this key meaningless. */
  void problem(Place place, String key, String message) {
    faulty(key);
    problem(place, key + ": " + message);
  }

  /** Notes that the key cannot be judged; the problem is reported elsewhere. */
  void faulty(String key) {
    faulty.add(key);
  }

  void understood(String key, String value, Place source) {
    settings.add(new Setting(key, value, source));
  }

  boolean isFaulty(String key) {
    return faulty.contains(key);
  }

  boolean isClean() {
    return problems.isEmpty();
  }

  List<Problem> problems() {
    return problems.stream().distinct().sorted().toList();
  }

  List<Setting> settings() {
    return List.copyOf(settings);
  }
}
