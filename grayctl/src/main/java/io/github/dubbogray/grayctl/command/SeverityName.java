package io.github.dubbogray.grayctl.command;

import io.github.dubbogray.core.document.Severity;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Severities as they are typed and printed: in small letters. */
final class SeverityName implements ITypeConverter<Severity>, Iterable<String> {

    /** For picocli. */
    SeverityName() {}

    @Override
    public Severity convert(String name) {
        return Stream.of(Severity.values())
                .filter(severity -> nameOf(severity).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("'" + name + "' is no severity, must be error, warning or hint"));
    }

    @Override
    public Iterator<String> iterator() {
        return Stream.of(Severity.values()).map(SeverityName::nameOf).iterator();
    }

    private static String nameOf(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
