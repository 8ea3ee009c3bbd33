package org.neuronbook.kernel;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Changes the classes of a cell before they are defined: a {@link StopCheck} at every method start
 * and backward jump, {@link ExitGuard} in place of what would end the JVM, and the one field that
 * holds a variable ({@link Variables}) in place of those of its versions. {@link Handover} stands
 * in front of calls that give tasks to other threads.
 *
 * <p>All of it leaves locals, operand types and stack frames as they were, so that the compiler's
 * frames stay valid and nothing has to be computed.
 */
final class Weaver {
  private static final Handle LINK =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          Type.getInternalName(StopCheck.class),
          "link",
          MethodType.methodType(
                  CallSite.class, MethodHandles.Lookup.class, String.class, MethodType.class)
              .toMethodDescriptorString(),
          false);
  private static final Handle HAND_OVER =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          Type.getInternalName(Handover.class),
          "link",
          MethodType.methodType(
                  CallSite.class,
                  MethodHandles.Lookup.class,
                  String.class,
                  MethodType.class,
                  Class.class,
                  int.class)
              .toMethodDescriptorString(),
          false);
  private static final String EXIT_GUARD = Type.getInternalName(ExitGuard.class);
  private static final int API = Opcodes.ASM9;

  /**
   * The minor version of a class file only says that it uses a preview of the language. Who wrote
   * {@code %javac --enable-preview} knows that; the JVM need not be asked, too.
   */
  private static final int MAJOR_VERSION = 0xFFFF;

  private Weaver() {}

  static byte[] weave(byte[] classFile, Variables variables) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(API, writer) {
          @Override
          public void visit(
              int version,
              int access,
              String name,
              String type,
              String parent,
              String[] interfaces) {
            super.visit(version & MAJOR_VERSION, access, name, type, parent, interfaces);
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            return new Method(
                super.visitMethod(access, name, type, signature, exceptions), variables);
          }
        },
        0);
    return writer.toByteArray();
  }

  private static final class Method extends MethodVisitor {
    private final Set<Label> behind = new HashSet<>();

    private final Variables variables;

    Method(MethodVisitor next, Variables variables) {
      super(API, next);
      this.variables = variables;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      stopCheck();
    }

    @Override
    public void visitLabel(Label label) {
      behind.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
      if (behind.contains(target)) {
        stopCheck();
      }
      super.visitJumpInsn(opcode, target);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String type) {
      boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
      String holder = isStatic ? variables.owner(owner, name, type) : owner;
      super.visitFieldInsn(opcode, holder, name, type);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String type, boolean isInterface) {
      if (endsTheJvm(owner, name, type)) {
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC, EXIT_GUARD, name, guardType(owner, type), false);
      } else if (opcode != Opcodes.INVOKESPECIAL && Handover.happensIn(owner, name)) {
        boolean isStatic = opcode == Opcodes.INVOKESTATIC;
        super.visitInvokeDynamicInsn(
            name,
            isStatic ? type : "(L" + owner + ";" + type.substring(1),
            HAND_OVER,
            Type.getObjectType(owner),
            isStatic ? 1 : 0);
      } else {
        super.visitMethodInsn(opcode, owner, name, type, isInterface);
      }
    }

    /** Method references such as {@code System::exit} arrive here. */
    @Override
    public void visitInvokeDynamicInsn(
        String name, String type, Handle bootstrap, Object... arguments) {
      Object[] guarded = arguments.clone();
      for (int i = 0; i < guarded.length; i++) {
        if (guarded[i] instanceof Handle handle
            && endsTheJvm(handle.getOwner(), handle.getName(), handle.getDesc())) {
          guarded[i] =
              new Handle(
                  Opcodes.H_INVOKESTATIC,
                  EXIT_GUARD,
                  handle.getName(),
                  guardType(handle.getOwner(), handle.getDesc()),
                  false);
        }
      }
      super.visitInvokeDynamicInsn(name, type, bootstrap, guarded);
    }

    private void stopCheck() {
      super.visitInvokeDynamicInsn("stopCheck", "()V", LINK);
    }

    private static boolean endsTheJvm(String owner, String name, String type) {
      return type.equals("(I)V")
          && (owner.equals("java/lang/System") && name.equals("exit")
              || owner.equals("java/lang/Runtime") && (name.equals("exit") || name.equals("halt")));
    }

    /** A virtual call's receiver becomes the static guard's first argument. */
    private static String guardType(String owner, String type) {
      return owner.equals("java/lang/Runtime") ? "(Ljava/lang/Runtime;I)V" : type;
    }
  }
}
