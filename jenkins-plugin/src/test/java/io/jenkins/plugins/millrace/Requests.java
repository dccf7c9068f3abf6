package io.jenkins.plugins.millrace;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Requests and answers as Stapler hands them over, without a server. */
public final class Requests {

    private Requests() {}

    /** A GET with that path below the method's own, and at most one parameter. */
    public static StaplerRequest2 get(String restOfPath, String... parameter) {
        Map<String, String> parameters = parameter.length == 0 ? Map.of() : Map.of(parameter[0], parameter[1]);
        return (StaplerRequest2) Proxy.newProxyInstance(
                Requests.class.getClassLoader(),
                new Class<?>[] {StaplerRequest2.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRestOfPath" -> restOfPath;
                    case "getParameter" -> parameters.get(arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** What an action answered. */
    public static final class Answer {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private String contentType;
        private int error;

        /** Where the action writes to. */
        public StaplerResponse2 response() {
            return (StaplerResponse2) Proxy.newProxyInstance(
                    Requests.class.getClassLoader(),
                    new Class<?>[] {StaplerResponse2.class},
                    (proxy, method, arguments) -> {
                        switch (method.getName()) {
                            case "setContentType" -> contentType = (String) arguments[0];
                            case "sendError" -> error = (Integer) arguments[0];
                            case "getOutputStream" -> {
                                return output();
                            }
                            case "setCharacterEncoding", "setHeader" -> {
                                // nothing asks for these
                            }
                            default -> throw new UnsupportedOperationException(method.getName());
                        }
                        return null;
                    });
        }

        private ServletOutputStream output() {
            return new ServletOutputStream() {
                @Override
                public void write(int b) {
                    body.write(b);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        public String body() {
            return body.toString(StandardCharsets.UTF_8);
        }

        public String contentType() {
            return contentType;
        }

        /** The status of the error, or 0. */
        public int error() {
            return error;
        }
    }
}
