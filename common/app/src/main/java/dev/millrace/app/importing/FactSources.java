package dev.millrace.app.importing;

import dev.millrace.app.UserError;
import dev.millrace.app.Workspace;
import dev.millrace.http.Authorization;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpException;
import dev.millrace.http.HttpReply;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.StatusAdvice;
import dev.millrace.http.TransportSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the facts that the arguments of {@code millrace import} name: files, directories, addresses, and what is piped in. */
public final class FactSources implements AutoCloseable {

    /** The argument that stands for what is piped in. */
    static final String PIPED = "-";

    private static final String SUFFIX = ".ndjson";

    private final Workspace workspace;
    private final InputStream input;
    private final TransportSettings wire;
    private final Authorization authorization;
    private final List<FactSource> found = new ArrayList<>();

    FactSources(Workspace workspace, InputStream input, TransportSettings wire, Authorization authorization) {
        this.wire = wire;
        this.workspace = workspace;
        this.input = input;
        this.authorization = authorization;
    }

    public List<FactSource> found() {
        return List.copyOf(found);
    }

    /** Adds what the argument names; fails if that is nothing. */
    public void add(String argument) throws IOException {
        if (argument.equals(PIPED)) {
            found.add(piped("standard input", input));
        } else if (argument.startsWith("https://") || argument.startsWith("http://")) {
            found.add(download(argument));
        } else {
            Path path = workspace.resolve(Path.of(argument));
            if (Files.isDirectory(path)) {
                addDirectory(argument, path);
            } else if (!Files.exists(path)) {
                throw UserError.usage("there is no file " + argument + "; nothing was imported");
            } else if (!Files.isReadable(path)) {
                throw UserError.usage(
                        argument + " may not be read by this user: check its permissions; nothing was imported");
            } else if (Files.isRegularFile(path)) {
                found.add(FactSource.file(argument, path));
            } else {
                // /dev/stdin, a named pipe, or <(...) of a shell: it can be read once only
                try (InputStream in = Files.newInputStream(path)) {
                    found.add(piped(argument, in));
                }
            }
        }
    }

    private static FactSource piped(String name, InputStream in) throws IOException {
        FactSource source = FactSource.copy(name, in);
        if (Files.size(source.file()) == 0) {
            source.close();
            throw UserError.failed(
                    name + " is empty: the program that should write it wrote nothing. Nothing was imported");
        }
        return source;
    }

    private void addDirectory(String argument, Path directory) throws IOException {
        try (Stream<Path> inside = Files.walk(directory)) {
            List<Path> files = inside.filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw UserError.usage("no file in " + argument + " ends in " + SUFFIX + "; nothing was imported");
            }
            for (Path file : files) {
                found.add(FactSource.file(
                        Path.of(argument).resolve(directory.relativize(file)).toString(), file));
            }
        }
    }

    private FactSource download(String address) throws IOException {
        HttpCall call;
        try {
            call = HttpCall.get(URI.create(address)).with(authorization);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage() + "; nothing was imported");
        }
        try (OkHttpTransport transport = new OkHttpTransport(wire)) {
            HttpReply reply = transport.send(call);
            if (!reply.isSuccess()) {
                throw new HttpStatusException(call, reply, StatusAdvice.general());
            }
            return FactSource.copy(address, reply.bytes());
        } catch (HttpException e) {
            throw UserError.failed(e.getMessage() + "\nNothing was imported.");
        }
    }

    @Override
    public void close() throws IOException {
        for (FactSource source : found) {
            source.close();
        }
    }
}
