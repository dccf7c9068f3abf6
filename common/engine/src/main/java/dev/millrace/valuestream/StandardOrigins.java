package dev.millrace.valuestream;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The agents, assistants and bots that are commonly met, by what they call themselves. A name in a commit counts only with the address
 * that the product writes: people have names like products.
 */
final class StandardOrigins {

    /** Apps that open pull requests with code that they wrote. */
    private static final List<String> AGENTS = List.of(
            "copilot",
            "copilot-swe-agent",
            "claude",
            "devin-ai-integration",
            "google-labs-jules",
            "cursor",
            "openhands-agent",
            "chatgpt-codex-connector",
            "sweep-ai",
            "sweep-nightly",
            "codegen-sh",
            "factory-droid",
            "amazon-q-developer",
            "gemini-code-assist",
            "copilot-pull-request-reviewer",
            "coderabbitai",
            "sourcery-ai",
            "greptile-apps",
            "ellipsis-dev",
            "qodo-merge-pro",
            "cubic-dev-ai");

    /** Bots that follow fixed rules. */
    private static final List<String> AUTOMATION = List.of(
            "dependabot",
            "dependabot-preview",
            "renovate",
            "pre-commit-ci",
            "snyk-bot",
            "snyk-io",
            "greenkeeper",
            "imgbot",
            "allcontributors",
            "mergify",
            "backport-action",
            "release-please",
            "semantic-release-bot",
            "pyup-bot",
            "scala-steward",
            "depfu",
            "crowdin-bot",
            "weblate",
            "codecov",
            "sonarcloud",
            "sonarqubecloud");

    /** Addresses that agents and assistants write into commits. */
    private static final List<String> ADDRESSES = List.of(
            "noreply@anthropic.com",
            "*+copilot@users.noreply.github.com",
            "*+copilot-swe-agent[bot]@users.noreply.github.com",
            "*+claude[bot]@users.noreply.github.com",
            "*+devin-ai-integration[bot]@users.noreply.github.com",
            "*+google-labs-jules[bot]@users.noreply.github.com",
            "*+gemini-code-assist[bot]@users.noreply.github.com",
            "cursoragent@cursor.com",
            "noreply@openai.com",
            "noreply@aider.chat",
            "aider@aider.chat",
            "openhands@all-hands.dev",
            "amp@ampcode.com",
            "crush@charm.land",
            "agent@warp.dev");

    /** Lines that say it in words. */
    private static final List<String> LINES = List.of(
            "assisted-by: *",
            "generated-by: *",
            "*generated with [claude code]*",
            "*generated with claude code*",
            "*generated with crush*");

    private static final List<String> LABELS =
            List.of("ai-assisted", "ai-generated", "generated-by-ai", "codex", "ai assisted", "ai generated");

    static final List<OriginRule> RULES = rules();

    private StandardOrigins() {}

    private static List<OriginRule> rules() {
        List<OriginRule> rules = new ArrayList<>();
        // GitHub calls an app by its name in one interface, and adds [bot] in the other
        AGENTS.forEach(name -> accounts(name).forEach(text -> add(rules, Origin.AGENT, OriginSignal.ACCOUNT, text)));
        AUTOMATION.forEach(
                name -> accounts(name).forEach(text -> add(rules, Origin.AUTOMATION, OriginSignal.ACCOUNT, text)));
        for (String address : ADDRESSES) {
            add(rules, Origin.AGENT, OriginSignal.COMMIT_AUTHOR, "* <" + address + ">");
            add(rules, Origin.ASSISTED, OriginSignal.TRAILER, "co-authored-by: * <" + address + ">");
        }
        LINES.forEach(line -> add(rules, Origin.ASSISTED, OriginSignal.TRAILER, line));
        LABELS.forEach(label -> add(rules, Origin.ASSISTED, OriginSignal.LABEL, label));
        return List.copyOf(rules);
    }

    private static Stream<String> accounts(String name) {
        return Stream.of(name, name + "[bot]");
    }

    private static void add(List<OriginRule> rules, Origin origin, OriginSignal signal, String pattern) {
        rules.add(new OriginRule(origin, signal, new Glob(pattern)));
    }
}
