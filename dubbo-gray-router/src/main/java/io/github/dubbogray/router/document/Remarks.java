package io.github.dubbogray.router.document;

import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.document.Severity;
import io.github.dubbogray.router.event.DataId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * Logs what is remarkable in documents that are in force, once for each revision: warnings as WARN, hints as INFO, for most
 * of them are normal where a lane is given by an earlier hop.
 */
final class Remarks {

    /** Those of this process, in which several applications may follow the same document. */
    static final Remarks OF_PROCESS = new Remarks();

    /** How many revisions are remembered; an older one that comes back is remarked upon again. */
    static final int REMEMBERED = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Remarks.class);

    /** Guarded by this: documents and revisions, those longest unheard of first. */
    private final Map<String, Boolean> said = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Says what is remarkable in a document, unless that was said. */
    void say(Reading.Accepted accepted) {
        String document = DataId.of(accepted.table().application()) + " revision "
                + accepted.table().revision();
        if (!accepted.remarks().isEmpty() && isNews(document)) {
            log(document, accepted.remarks(), Severity.WARNING, LOG::warn);
            log(document, accepted.remarks(), Severity.HINT, LOG::info);
        }
    }

    private synchronized boolean isNews(String document) {
        return said.put(document, true) == null;
    }

    private static void log(String document, List<Problem> remarks, Severity severity, Consumer<String> log) {
        List<String> lines = remarks.stream()
                .filter(remark -> remark.severity() == severity)
                .map(Problem::toString)
                .toList();
        if (!lines.isEmpty()) {
            log.accept("Document " + document + " is in force; " + lines.size() + " "
                    + (severity == Severity.HINT ? "hint(s):\n" : "warning(s):\n")
                    + lines.stream().collect(Collectors.joining("\n")));
        }
    }
}
