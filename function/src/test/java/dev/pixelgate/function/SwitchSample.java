package dev.pixelgate.function;

/** Switches over types of every kind that the code has, for {@link PlainSwitchesTest}. */
public final class SwitchSample {
  /** Closed to two. */
  sealed interface Shape {}

  /** With a part to look into. */
  record Circle(Object radius) implements Shape {}

  /** Without. */
  record Square() implements Shape {}

  private SwitchSample() {}

  /** What such an object is. */
  public static String describe(int which) {
    return kind(object(which));
  }

  private static Object object(int which) {
    return switch (which) {
      case 0 -> null;
      case 1 -> new Circle(7);
      case 2 -> new Circle("wide");
      case 3 -> new Square();
      case 4 -> -3;
      case 5 -> 3;
      case 6 -> "text";
      case 7 -> new int[2];
      default -> 2.5;
    };
  }

  private static String kind(Object object) {
    return switch (object) {
      case null -> "nothing";
      case Circle(Integer radius) -> "circle of " + radius;
      case Shape shape -> closed(shape);
      case Integer number when number < 0 -> "below zero";
      case Integer number -> "number " + number;
      case CharSequence text -> "text of " + text.length();
      case int[] numbers -> "numbers " + numbers.length;
      default -> "else";
    };
  }

  private static String closed(Shape shape) {
    return switch (shape) {
      case Square square -> "square";
      case Circle circle -> "other circle";
    };
  }
}
