package dev.millrace.app.doctor;

import dev.millrace.collect.DoctorFinding;
import dev.millrace.config.StorePlace;
import dev.millrace.http.Secret;
import dev.millrace.store.checkup.StoreCheckup;
import dev.millrace.store.checkup.StoreHealth;
import dev.millrace.store.postgres.PostgresAddress;

/** Looks at the store. */
final class StoreExamination {

    private StoreExamination() {}

    /** Whether it can be read by this version as it is. */
    static boolean into(Examination examination, StorePlace place) {
        StoreHealth health = look(place);
        String about = place.toString();
        if (health.problem() != null) {
            examination.add(DoctorFinding.error(
                    "store-unusable",
                    about,
                    health.problem(),
                    "Nothing can be stored or reported until this is fixed.",
                    "See docs/operations.md."));
        } else if (!health.exists()) {
            examination.add(DoctorFinding.note(
                    "store-absent",
                    about,
                    "there is no store yet",
                    "Guesses and production environments are found in collected data.",
                    "Run millrace sync, then millrace doctor again."));
        } else if (!health.damage().isEmpty()) {
            examination.add(DoctorFinding.error(
                    "store-damaged",
                    about,
                    "the integrity check fails: " + String.join("; ", health.damage()),
                    "Figures may be wrong without a warning.",
                    "Restore the file from a backup, or move it away and sync anew; then look at the disk."));
        } else {
            sound(examination, health, about);
        }
        return health.readable();
    }

    private static void sound(Examination examination, StoreHealth health, String about) {
        if (health.schema() != null && health.schema() < health.newestSchema()) {
            examination.add(DoctorFinding.warning(
                    "store-older-schema",
                    about,
                    "the store has schema " + health.schema() + ", and this version writes schema "
                            + health.newestSchema(),
                    "The next command that opens it upgrades it. Earlier versions can then no longer " + "read it.",
                    "Back it up first, see docs/operations.md."));
        } else {
            examination.sound("the store " + about + " passed the integrity check (schema " + health.schema() + ")");
        }
        if (health.journalMode() != null && !health.journalMode().equalsIgnoreCase("wal")) {
            examination.add(DoctorFinding.warning(
                    "store-no-wal",
                    about,
                    "the journal mode of the store is " + health.journalMode() + " instead of wal",
                    "A report and a sync block each other, and one of them may fail.",
                    "Another program has changed it. Stop all Millrace processes, then run: sqlite3 " + about
                            + " 'PRAGMA journal_mode = WAL'"));
        }
    }

    private static StoreHealth look(StorePlace place) {
        if (place instanceof StorePlace.Postgres postgres) {
            return StoreCheckup.postgres(new PostgresAddress(
                    postgres.url(),
                    postgres.user().orElse(null),
                    postgres.password().map(Secret::reveal).orElse(null)));
        }
        return StoreCheckup.sqlite(((StorePlace.File) place).path());
    }
}
