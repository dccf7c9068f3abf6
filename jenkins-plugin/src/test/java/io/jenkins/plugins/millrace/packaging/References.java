package io.jenkins.plugins.millrace.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What compiled classes refer to: every type, method and field that the JVM would look up. */
final class References extends ClassVisitor {

    /** A method ({@code name(args)result}) or field ({@code name:type}) as the class {@code from} names it. */
    record Member(String owner, String member, String from) implements Comparable<Member> {
        @Override
        public int compareTo(Member other) {
            return toString().compareTo(other.toString());
        }
    }

    /** A compiled class: its own declaration. */
    record Declared(String name, String superName, List<String> interfaces, int access, Map<String, Integer> members) {}

    final Set<String> types = new TreeSet<>();
    final Set<Member> members = new TreeSet<>();
    final Map<String, Declared> declared = new HashMap<>();
    private String from = "";

    private References() {
        super(Opcodes.ASM9);
    }

    /** Of all classes where that class lies: a folder or a jar. */
    static References at(Class<?> one) {
        try {
            Path place = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return in(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
                return in(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static References in(Path root) throws IOException {
        References references = new References();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                new ClassReader(Files.readAllBytes(file)).accept(references, ClassReader.SKIP_DEBUG);
            }
        }
        return references;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        from = name;
        declared.put(name, new Declared(name, superName, List.of(interfaces), access, new HashMap<>()));
        type(superName);
        Arrays.stream(interfaces).forEach(this::type);
    }

    private void type(String internalName) {
        Type type = Type.getObjectType(internalName);
        type(type);
    }

    private void type(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> type(type.getElementType());
            case Type.OBJECT -> types.add(type.getInternalName());
            case Type.METHOD -> {
                type(type.getReturnType());
                Arrays.stream(type.getArgumentTypes()).forEach(this::type);
            }
            default -> {}
        }
    }

    private void member(String owner, String name, String descriptor) {
        type(owner);
        type(Type.getType(descriptor));
        String place = owner.startsWith("[") ? "java/lang/Object" : owner;
        members.add(new Member(place, descriptor.startsWith("(") ? name + descriptor : name + ":" + descriptor, from));
    }

    private void constant(Object value) {
        if (value instanceof Type type) {
            type(type);
        } else if (value instanceof Handle handle) {
            member(handle.getOwner(), handle.getName(), handle.getDesc());
        }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return annotation(descriptor);
    }

    /** Annotations that Jenkins reads by reflection; those for the compiler need not be there at run time. */
    private AnnotationVisitor annotation(String descriptor) {
        if (descriptor.startsWith("Lorg/jspecify/") || descriptor.startsWith("Ljava/")) {
            return null;
        }
        String owner = Type.getType(descriptor).getInternalName();
        type(owner);
        return new AnnotationVisitor(Opcodes.ASM9) {
            @Override
            public void visit(String name, Object value) {
                members.add(new Member(owner, name + "()", from));
            }

            @Override
            public AnnotationVisitor visitArray(String name) {
                members.add(new Member(owner, name + "()", from));
                return null;
            }
        };
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        type(Type.getType(descriptor));
        declared.get(from).members().put(name + ":" + descriptor, access);
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        type(Type.getType(descriptor));
        declared.get(from).members().put(name + descriptor, access);
        if (exceptions != null) {
            Arrays.stream(exceptions).forEach(this::type);
        }
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                return annotation(descriptor);
            }

            @Override
            public void visitTypeInsn(int opcode, String type) {
                type(type);
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                member(owner, name, descriptor);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                member(owner, name, descriptor);
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                type(Type.getType(descriptor));
                constant(bootstrap);
                Arrays.stream(arguments).forEach(References.this::constant);
            }

            @Override
            public void visitLdcInsn(Object value) {
                constant(value);
            }

            @Override
            public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
                type(Type.getType(descriptor));
            }

            @Override
            public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
                if (type != null) {
                    type(type);
                }
            }
        };
    }

    /** All types that a class of this code extends or implements, except those of this code. */
    List<String> outsideSupers() {
        List<String> supers = new ArrayList<>();
        for (Declared each : declared.values()) {
            supers.add(each.superName());
            supers.addAll(each.interfaces());
        }
        return supers.stream()
                .filter(name -> !declared.containsKey(name))
                .distinct()
                .sorted()
                .toList();
    }
}
