package dev.millrace.config;

import dev.millrace.valuestream.DayRate;
import dev.millrace.valuestream.EffortTarget;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Team;
import dev.millrace.words.Quoted;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a definition declares of effort and money, for the portfolio report. */
final class EffortReader {

    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,2})?) ([A-Z]{3})");

    private EffortReader() {}

    /** Whole percent by type, together 100. */
    static Optional<EffortTarget> target(YamlNode node) {
        return node.mapping(StreamKeys.TYPES).flatMap(part -> {
            Map<ItemType, Integer> percent = new EnumMap<>(ItemType.class);
            boolean valid = true;
            for (ItemType type : ItemType.values()) {
                Optional<YamlNode> value = part.get(type.text());
                Optional<Integer> read = value.flatMap(one -> one.integer(0, EffortTarget.WHOLE));
                read.ifPresent(n -> percent.put(type, n));
                valid &= value.isPresent() == read.isPresent();
            }
            int sum = percent.values().stream().mapToInt(Integer::intValue).sum();
            if (valid && sum != EffortTarget.WHOLE) {
                node.error("the percentages of feature, defect, risk and debt must sum to 100, but sum to " + sum);
                return Optional.empty();
            }
            return valid ? Optional.of(new EffortTarget(percent)) : Optional.empty();
        });
    }

    /** An amount and a currency, such as {@code 450 EUR}. */
    static Optional<DayRate> dayRate(YamlNode node) {
        return node.text().flatMap(text -> {
            Matcher matcher = RATE.matcher(text);
            if (matcher.matches() && isCurrency(matcher.group(2))) {
                return Optional.of(new DayRate(new BigDecimal(matcher.group(1)), matcher.group(2)));
            }
            node.error("must be an amount and the code of a currency, such as 450 EUR, but is " + Quoted.of(text));
            return Optional.empty();
        });
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }

    /** What is added up has one currency. */
    static void requireOneCurrency(List<Team> teams, Optional<YamlNode> node) {
        Set<String> currencies = new TreeSet<>();
        for (Team team : teams) {
            DayRate rate = team.dayRate();
            if (rate != null) {
                currencies.add(rate.currency());
            }
        }
        if (currencies.size() > 1) {
            node.ifPresent(list -> list.error(
                    "the day rates of all teams must have one currency, but have " + String.join(", ", currencies)));
        }
    }
}
