package io.jenkins.plugins.millrace.packaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.Type;

/**
 * Public and protected classes and members of a real Jenkins 2.479.1 and its plugins, in the line forms
 * {@code C name access super interfaces}, {@code M name+descriptor access} and {@code F name:descriptor access}, access in
 * hexadecimal.
 */
final class RealSignatures {

    /** A class with its members; a member's key is {@code name(args)result} or {@code name:type}. */
    record Real(
            String line,
            String name,
            int access,
            String superName,
            List<String> interfaces,
            Map<String, Integer> members) {}

    final Map<String, Real> classes = new TreeMap<>();

    static RealSignatures read(BufferedReader in) throws IOException {
        RealSignatures signatures = new RealSignatures();
        Real current = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            String[] parts = line.split(" ", -1);
            if (parts[0].equals("C")) {
                current = new Real(
                        line,
                        parts[1],
                        Integer.parseInt(parts[2], 16),
                        parts[3],
                        Arrays.stream(parts[4].split(","))
                                .filter(name -> !name.isEmpty())
                                .toList(),
                        new TreeMap<>());
                signatures.classes.put(current.name(), current);
            } else {
                current.members().put(parts[1], Integer.parseInt(parts[2], 16));
            }
        }
        return signatures;
    }

    /** Whether Jenkins or the JDK has that class. */
    boolean hasClass(String name) {
        return classes.containsKey(name) || loaded(name).isPresent();
    }

    /** The access of that member as the JVM would find it: in the class, its superclasses, its interfaces. */
    Optional<Integer> access(String owner, String member) {
        return access(owner, member, new HashSet<>());
    }

    private Optional<Integer> access(String owner, String member, Set<String> seen) {
        if (!seen.add(owner)) {
            return Optional.empty();
        }
        Real real = classes.get(owner);
        if (real == null) {
            return loaded(owner).flatMap(type -> access(type, member));
        }
        Integer found = real.members().get(member);
        if (found == null && member.endsWith("()")) {
            // an annotation names an element without its type
            found = real.members().entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(member))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        if (found != null || member.startsWith("<init>")) {
            return Optional.ofNullable(found);
        }
        return supers(real).stream()
                .flatMap(each -> access(each, member, seen).stream())
                .findFirst();
    }

    /** Whether the one is the other or extends or implements it, directly or not. */
    boolean isA(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        Real real = classes.get(one);
        if (real != null) {
            return supers(real).stream().anyMatch(each -> isA(each, other));
        }
        return loaded(one).isPresent()
                && loaded(other).isPresent()
                && loaded(other).get().isAssignableFrom(loaded(one).get());
    }

    static List<String> supers(Real real) {
        List<String> supers = new ArrayList<>(List.of(real.superName()));
        supers.addAll(real.interfaces());
        return supers;
    }

    /** What the list does not hold and the classpath of this test does: the JDK, the servlet API, Jackson as Jenkins has it. */
    static Optional<Class<?>> loaded(String name) {
        if (!name.matches("(java|javax|jakarta|org/xml|org/w3c|com/fasterxml/jackson)/.*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Class.forName(name.replace('/', '.'), false, RealSignatures.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> access(Class<?> type, String member) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (var method : at.getDeclaredMethods()) {
                if (member.equals(method.getName() + Type.getMethodDescriptor(method))) {
                    return Optional.of(method.getModifiers());
                }
            }
            for (var constructor : at.getDeclaredConstructors()) {
                if (member.equals("<init>" + Type.getConstructorDescriptor(constructor)) && at == type) {
                    return Optional.of(constructor.getModifiers());
                }
            }
            for (var field : at.getDeclaredFields()) {
                if (member.equals(field.getName() + ":" + Type.getDescriptor(field.getType()))) {
                    return Optional.of(field.getModifiers());
                }
            }
            for (Class<?> each : at.getInterfaces()) {
                Optional<Integer> found = access(each, member);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        if (type.isInterface() && type != Object.class) {
            return access(Object.class, member);
        }
        // Signature-polymorphic methods (MethodHandle) and the like have no descriptor of their own.
        return Modifier.isPublic(type.getModifiers()) && type.getName().startsWith("java.lang.invoke.")
                ? Optional.of(Modifier.PUBLIC)
                : Optional.empty();
    }
}
