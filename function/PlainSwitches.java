import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes pattern switches ready for the JVM's cache: in each class below a folder the {@code invokedynamic} of a
 * switch over types becomes a call of a method with a chain of {@code instanceof}. JDK 25 keeps call sites of
 * lambdas and of string concatenation in its cache, those of switches it links anew at each start, by generating
 * a class for each. The method does what {@code java.lang.runtime.SwitchBootstraps.typeSwitch} promises.
 *
 * <p>For {@code dist.sh}: {@code java PlainSwitches.java FOLDER}, where FOLDER is an unpacked jar, and only what
 * lies below {@code dev/} in it is changed.
 */
final class PlainSwitches {
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.SwitchBootstraps");

  /** A method that is to be written: the place of the first label from a place on that an object fits. */
  private record TypeSwitch(String name, MethodTypeDesc type, List<ClassDesc> labels) {}

  private final ClassFile classes;
  private int switches;

  private PlainSwitches(ClassFile classes) {
    this.classes = classes;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        Stream<Path> files = Files.walk(folder.resolve("dev"))) {
      // Stack maps are computed anew, which takes the classes that meet in them.
      PlainSwitches all =
          new PlainSwitches(
              ClassFile.of(
                  ClassFile.ClassHierarchyResolverOption.of(
                      ClassHierarchyResolver.ofResourceParsing(loader))));
      for (Path file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
        all.rewrite(file);
      }
      if (all.switches == 0) {
        throw new IOException("no pattern switch was found below " + folder);
      }
      System.out.println(all.switches + " pattern switches made ready for the cache");
    }
  }

  private void rewrite(Path file) throws IOException {
    ClassModel model = classes.parse(file);
    if (model.findAttribute(Attributes.bootstrapMethods()).isEmpty()) {
      return;
    }
    List<TypeSwitch> found = new ArrayList<>();
    ClassTransform calls = ClassTransform.transformingMethodBodies(calls(model, found));
    byte[] rewritten = classes.transformClass(model, calls.andThen(methods(found)));
    if (!found.isEmpty()) {
      Files.write(file, rewritten);
      switches += found.size();
    }
  }

  private static CodeTransform calls(ClassModel model, List<TypeSwitch> found) {
    boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
    return (code, element) -> {
      if (element instanceof InvokeDynamicInstruction call && isTypeSwitch(call)) {
        List<ClassDesc> labels =
            call.bootstrapArgs().stream().map(ClassDesc.class::cast).toList();
        TypeSwitch one = new TypeSwitch("typeSwitch$" + found.size(), call.typeSymbol(), labels);
        found.add(one);
        code.invokestatic(model.thisClass().asSymbol(), one.name(), one.type(), isInterface);
      } else {
        code.with(element);
      }
    };
  }

  /** Labels that are constants or enums stay with the JDK. */
  private static boolean isTypeSwitch(InvokeDynamicInstruction call) {
    return call.bootstrapMethod().owner().equals(BOOTSTRAPS)
        && call.bootstrapMethod().methodName().equals("typeSwitch")
        && call.bootstrapArgs().stream().allMatch(PlainSwitches::isClass);
  }

  private static boolean isClass(ConstantDesc label) {
    return label instanceof ClassDesc type && !type.isPrimitive();
  }

  private static ClassTransform methods(List<TypeSwitch> found) {
    return ClassTransform.endHandler(
        type -> {
          for (TypeSwitch one : found) {
            type.withMethodBody(
                one.name(),
                one.type(),
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                code -> body(code, one.labels()));
          }
        });
  }

  /** Of {@code (object, from)}: -1 for null, else the first fitting place, else how many there are. */
  private static void body(CodeBuilder code, List<ClassDesc> labels) {
    Label present = code.newLabel();
    code.aload(0).ifnonnull(present).loadConstant(-1).ireturn().labelBinding(present);
    for (int place = 0; place < labels.size(); place++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(place).if_icmpgt(next);
      code.aload(0).instanceOf(labels.get(place)).ifeq(next);
      code.loadConstant(place).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }
}
