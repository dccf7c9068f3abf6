package dev.millrace.exchange;

import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Link;
import java.util.List;

/** The tables of links and of the ledger. */
final class FactColumns {

    static final List<Column<Link>> LINKS = List.of(
            new Column<>("from_id", link -> link.from().toString()),
            new Column<>("to_id", link -> link.to().toString()),
            new Column<>("relation", Link::relation),
            new Column<>("rule", link -> ItemColumns.word(link.rule())));

    static final List<Column<LedgerEntry>> LEDGER = List.of(
            new Column<>("tool", line -> line.tool().toString()),
            new Column<>("scope", LedgerEntry::scope),
            new Column<>("measure", LedgerEntry::measure),
            new Column<>("expected", LedgerEntry::expected),
            new Column<>("captured", LedgerEntry::captured),
            new Column<>("incomplete", LedgerEntry::incomplete),
            new Column<>("note", LedgerEntry::note));

    private FactColumns() {}
}
