import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes records ready for the JVM's cache: in each class below a folder the {@code invokedynamic} of {@code equals}
 * and {@code hashCode} becomes a call of a method with the comparisons and sums. JDK 25 links those call sites anew at
 * each start, by spinning a class for nearly every step. The methods do what {@code java.lang.runtime.ObjectMethods}
 * does: components in their order, {@code 31 * sum + hash}, floats and doubles by {@code compare}.
 *
 * <p>For {@code dist.sh}: {@code java PlainRecords.java FOLDER}, where FOLDER is an unpacked jar, and only what lies
 * below {@code dev/} in it is changed.
 */
final class PlainRecords {
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.ObjectMethods");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final String EQUALS = "equals";
  private static final String HASH_CODE = "hashCode";

  /** A method that is to be written, of these components. */
  private record Derived(String method, MethodTypeDesc type, List<Component> components) {
    String name() {
      return method + "$record";
    }
  }

  private record Component(String name, ClassDesc type) {}

  private final ClassFile classes;
  private int written;

  private PlainRecords(ClassFile classes) {
    this.classes = classes;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        Stream<Path> files = Files.walk(folder.resolve("dev"))) {
      // Stack maps are computed anew, which takes the classes that meet in them.
      PlainRecords all =
          new PlainRecords(
              ClassFile.of(
                  ClassFile.ClassHierarchyResolverOption.of(
                      ClassHierarchyResolver.ofResourceParsing(loader))));
      for (Path file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
        all.rewrite(file);
      }
      if (all.written == 0) {
        throw new IOException("no record was found below " + folder);
      }
      System.out.println(all.written + " methods of records made ready for the cache");
    }
  }

  private void rewrite(Path file) throws IOException {
    ClassModel model = classes.parse(file);
    if (model.findAttribute(Attributes.record()).isEmpty()
        || model.findAttribute(Attributes.bootstrapMethods()).isEmpty()) {
      return;
    }
    List<Derived> found = new ArrayList<>();
    ClassDesc owner = model.thisClass().asSymbol();
    ClassTransform calls = ClassTransform.transformingMethodBodies(calls(owner, found));
    byte[] rewritten = classes.transformClass(model, calls.andThen(methods(owner, found)));
    if (!found.isEmpty()) {
      Files.write(file, rewritten);
      written += found.size();
    }
  }

  private static CodeTransform calls(ClassDesc owner, List<Derived> found) {
    return (code, element) -> {
      if (element instanceof InvokeDynamicInstruction call && isDerived(call)) {
        Derived one = new Derived(call.name().stringValue(), call.typeSymbol(), components(call));
        found.add(one);
        code.invokestatic(owner, one.name(), one.type());
      } else {
        code.with(element);
      }
    };
  }

  /** Nobody prints a record in a start. */
  private static boolean isDerived(InvokeDynamicInstruction call) {
    String method = call.name().stringValue();
    return call.bootstrapMethod().owner().equals(BOOTSTRAPS)
        && (method.equals(EQUALS) || method.equals(HASH_CODE));
  }

  /** What the bootstrap gets: the record's class, the names in one text, a getter for each. */
  private static List<Component> components(InvokeDynamicInstruction call) {
    return call.bootstrapArgs().stream()
        .filter(DirectMethodHandleDesc.class::isInstance)
        .map(DirectMethodHandleDesc.class::cast)
        .map(
            getter ->
                new Component(getter.methodName(), ClassDesc.ofDescriptor(getter.lookupDescriptor())))
        .toList();
  }

  private static ClassTransform methods(ClassDesc owner, List<Derived> found) {
    return ClassTransform.endHandler(
        type -> {
          for (Derived one : found) {
            type.withMethodBody(
                one.name(),
                one.type(),
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                code -> {
                  if (one.method().equals(EQUALS)) {
                    equality(code, owner, one.components());
                  } else {
                    hash(code, owner, one.components());
                  }
                });
          }
        });
  }

  private static void hash(CodeBuilder code, ClassDesc owner, List<Component> components) {
    code.loadConstant(0);
    for (Component one : components) {
      code.loadConstant(31).imul().aload(0).getfield(owner, one.name(), one.type());
      boolean primitive = one.type().isPrimitive();
      code.invokestatic(
          primitive ? box(one.type()) : OBJECTS,
          HASH_CODE,
          MethodTypeDesc.of(
              ConstantDescs.CD_int, primitive ? one.type() : ConstantDescs.CD_Object));
      code.iadd();
    }
    code.ireturn();
  }

  private static void equality(CodeBuilder code, ClassDesc owner, List<Component> components) {
    Label other = code.newLabel();
    Label unequal = code.newLabel();
    code.aload(0).aload(1).if_acmpne(other).loadConstant(1).ireturn().labelBinding(other);
    code.aload(1).instanceOf(owner).ifeq(unequal);
    for (Component one : components) {
      code.aload(0).getfield(owner, one.name(), one.type());
      code.aload(1).checkcast(owner).getfield(owner, one.name(), one.type());
      unlessEqual(code, one.type(), unequal);
    }
    code.loadConstant(1).ireturn().labelBinding(unequal).loadConstant(0).ireturn();
  }

  private static void unlessEqual(CodeBuilder code, ClassDesc type, Label unequal) {
    switch (TypeKind.from(type)) {
      case REFERENCE ->
          code.invokestatic(
                  OBJECTS,
                  EQUALS,
                  MethodTypeDesc.of(
                      ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
              .ifeq(unequal);
      case LONG -> code.lcmp().ifne(unequal);
      case FLOAT, DOUBLE ->
          code.invokestatic(
                  box(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type))
              .ifne(unequal);
      default -> code.if_icmpne(unequal);
    }
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (primitive.displayName()) {
      case "int" -> ConstantDescs.CD_Integer;
      case "char" -> ConstantDescs.CD_Character;
      default -> {
        String name = primitive.displayName();
        yield ClassDesc.of("java.lang." + Character.toUpperCase(name.charAt(0)) + name.substring(1));
      }
    };
  }
}
