package io.github.dubbogray.hardening.fuzz;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.record.RecordedProcess;
import io.github.dubbogray.core.record.RecordingReader;
import io.github.dubbogray.core.record.RecordingReading;
import io.github.dubbogray.core.record.RecordingText;
import io.github.dubbogray.core.release.FileReading;
import io.github.dubbogray.core.release.ReleaseReader;
import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.core.release.incident.Incidents;
import io.github.dubbogray.core.release.incident.IncidentsReader;
import io.github.dubbogray.core.release.ledger.Ledger;
import io.github.dubbogray.core.release.ledger.LedgerReader;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.traffic.Traffic;
import io.github.dubbogray.nacos.gray.Journal;
import io.github.dubbogray.nacos.gray.JournalDoor;
import java.util.List;
import java.util.Optional;

/** Attacks on what this library writes for itself, and others may change: what was read is written, and reads the same. */
final class KeptTexts {

    private static final String READ_BACK = "what was read is written, and reads the same";
    private static final String DOCUMENT = """
            apiVersion: dubbo-gray/v1
            application: shop
            lanes: { canary: { labels: { version: v2 } } }
            rules: [ { id: ramp, to: { canary: 10%, stable: 90% }, sticky: attachment.user-id } ]
            """;

    private KeptTexts() {}

    static boolean releaseState(String text) {
        FileReading reading = ReleaseReader.read("shop", text);
        if (reading instanceof FileReading.Accepted accepted) {
            Law.same(accepted, ReleaseReader.read("shop", accepted.file().toJson()), READ_BACK);
            return true;
        }
        ProblemLaws.ofRefusal(((FileReading.Refused) reading).problems(), text);
        return false;
    }

    static boolean ledger(String text) {
        Optional<Ledger> ledger = LedgerReader.read("shop", text);
        ledger.ifPresent(read -> Law.same(ledger, LedgerReader.read("shop", read.toJson()), READ_BACK));
        return ledger.isPresent();
    }

    static boolean incidents(String text) {
        Optional<Incidents> incidents = IncidentsReader.read("shop", text);
        incidents.ifPresent(read -> Law.same(incidents, IncidentsReader.read("shop", read.toJson()), READ_BACK));
        return incidents.isPresent();
    }

    static boolean journal(String text) {
        Optional<Journal> journal = JournalDoor.read(text);
        journal.ifPresent(read -> Law.same(journal, JournalDoor.read(read.toString()), READ_BACK));
        return journal.isPresent();
    }

    static boolean announcement(String text) {
        Optional<StepReport> report = StepReport.read(text);
        report.ifPresent(read -> Law.same(report, StepReport.read(read.text()), READ_BACK));
        return report.isPresent();
    }

    /** It is also replayed under another document, as {@code grayctl replay} does. */
    static boolean recording(String text) {
        RecordingReading reading = RecordingReader.read(text.lines().toList());
        if (reading instanceof RecordingReading.Accepted accepted) {
            List<String> lines = accepted.processes().stream()
                    .map(RecordingText::of)
                    .flatMap(List::stream)
                    .toList();
            Law.same(accepted, RecordingReader.read(lines), READ_BACK);
            Law.holds(accepted.processes().stream().noneMatch(KeptTexts::isSmaller), "more decisions than calls");
            if (Traffic.of(new Input.Text("traffic", text)) instanceof Traffic.Found.Good good
                    && DocumentReader.read(DOCUMENT) instanceof Reading.Accepted next) {
                good.traffic().under(next.table());
            }
        }
        return reading instanceof RecordingReading.Accepted;
    }

    private static boolean isSmaller(RecordedProcess process) {
        return process.calls() < process.decisions().size();
    }
}
