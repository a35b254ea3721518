package io.github.dubbogray.core.document.yaml;

import io.github.dubbogray.core.document.yaml.YamlReading.FaultKind;
import io.github.dubbogray.core.text.Quoted;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads text as plain YAML: maps, lists and scalars. Anchors, aliases, explicit types and duplicate keys are faults, size
 * and nesting are bounded, so a hostile text costs no more than a long one.
 *
 * <p>It builds its items from the parser's events: only they still know where an alias stands and which type was typed.
 */
public final class YamlText {

    /** The longest text, in characters. */
    public static final int MAX_LENGTH = 1 << 20;

    /** How deep maps and lists may be nested. */
    static final int MAX_DEPTH = 32;

    /** The most keys, values, maps and lists in a text. */
    static final int MAX_ITEMS = 100_000;

    private static final String CORE_TYPE = "tag:yaml.org,2002:";
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final Iterator<Event> events;
    private final Offsets offsets;
    private final List<YamlReading.Fault> faults = new ArrayList<>();
    private Place reached = Place.START;
    private int items;

    private YamlText(Iterator<Event> events, Offsets offsets) {
        this.events = events;
        this.offsets = offsets;
    }

    /** Reads a text. Never throws. */
    public static YamlReading read(String text) {
        Optional<YamlReading.Fault> excess = TextBounds.excessOf(text);
        if (excess.isPresent()) {
            return new YamlReading.Broken(List.of(excess.get()));
        }
        return new YamlText(
                        new Yaml(new LoaderOptions())
                                .parse(new StringReader(FlowTabs.toBlanks(text)))
                                .iterator(),
                        new Offsets(text))
                .document(text);
    }

    private YamlReading document(String text) {
        try {
            next(); // the stream begins
            YamlItem root = next().is(Event.ID.StreamEnd) ? new YamlItem.Nothing(Place.START) : itemOf(next(), 0);
            if (root instanceof YamlItem.Nothing) {
                return broken(FaultKind.EMPTY, root.place(), "the document is empty");
            }
            next(); // the document ends
            Event after = next();
            if (!after.is(Event.ID.StreamEnd)) {
                fault(
                        FaultKind.SECOND_DOCUMENT,
                        placeOf(after.getStartMark()),
                        "a second document begins here; a text holds one");
            }
            List<YamlReading.Fault> typed =
                    root instanceof YamlItem.Scalar ? Lookalikes.in(text, Integer.MAX_VALUE) : List.of();
            faults.addAll(typed);
            return typed.isEmpty() ? new YamlReading.Parsed(root, faults) : new YamlReading.Broken(faults);
        } catch (Excess e) {
            return broken(FaultKind.TOO_LARGE, e.place, e.problem);
        } catch (MarkedYAMLException e) {
            return broken(e, text);
        } catch (ReaderException e) {
            return broken(
                    FaultKind.NOT_YAML,
                    placeOfFirst(e.getCodePoint(), text),
                    String.format("not YAML: the character U+%04X is not allowed", e.getCodePoint()));
        } catch (IllegalArgumentException e) { // SnakeYAML 2.4 on "\UFFFFFFFF"
            return broken(FaultKind.NOT_YAML, reached, "not YAML: an escape after this place names no character");
        } catch (YAMLException e) {
            return broken(
                    FaultKind.NOT_YAML, Place.START, "not YAML: " + Quoted.sentence(String.valueOf(e.getMessage())));
        }
    }

    private Event next() {
        Event event = events.next();
        reached = placeOf(event.getEndMark());
        return event;
    }

    private YamlItem itemOf(Event event, int depth) {
        Place place = placeOf(event.getStartMark());
        if (++items > MAX_ITEMS) {
            throw new Excess(
                    place,
                    "here is item " + items + " of the text, at most " + MAX_ITEMS
                            + " keys, values, maps and lists are read");
        }
        if (event instanceof AliasEvent alias) {
            fault(FaultKind.ANCHOR, place, "anchors and aliases are not allowed: *" + Quoted.bare(alias.getAnchor()));
            return new YamlItem.Unreadable(place);
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            fault(FaultKind.ANCHOR, place, "anchors and aliases are not allowed: &" + Quoted.bare(node.getAnchor()));
        }
        if (event instanceof ScalarEvent scalar) {
            return scalarOf(scalar, place);
        }
        if (depth == MAX_DEPTH) {
            throw new Excess(place, "maps and lists are nested deeper than " + MAX_DEPTH);
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        refuseType(start.getTag(), place);
        return start instanceof SequenceStartEvent
                ? listingAt(place, depth)
                : mappingAt(place, depth, start.isFlow() ? YamlItem.MappingStyle.FLOW : YamlItem.MappingStyle.BLOCK);
    }

    private YamlItem scalarOf(ScalarEvent scalar, Place place) {
        refuseType(scalar.getTag(), place);
        return scalar.isPlain() && NULLS.contains(scalar.getValue())
                ? new YamlItem.Nothing(place)
                : new YamlItem.Scalar(scalar.getValue(), place, rangeOf(scalar), styleOf(scalar));
    }

    private TextRange rangeOf(Event event) {
        int start = offsets.of(event.getStartMark().getIndex());
        return new TextRange(start, offsets.of(event.getEndMark().getIndex()));
    }

    private static YamlItem.ScalarStyle styleOf(ScalarEvent scalar) {
        return switch (scalar.getScalarStyle()) {
            case LITERAL, FOLDED -> YamlItem.ScalarStyle.BLOCK;
            case SINGLE_QUOTED, DOUBLE_QUOTED -> YamlItem.ScalarStyle.QUOTED;
            default -> YamlItem.ScalarStyle.PLAIN;
        };
    }

    private YamlItem listingAt(Place place, int depth) {
        List<YamlItem> items = new ArrayList<>();
        for (Event event = next(); !(event instanceof SequenceEndEvent); event = next()) {
            items.add(itemOf(event, depth + 1));
        }
        return new YamlItem.Listing(items, place);
    }

    private YamlItem mappingAt(Place place, int depth, YamlItem.MappingStyle style) {
        List<YamlItem.Entry> entries = new ArrayList<>();
        Map<String, Place> keys = new HashMap<>();
        for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
            YamlItem key = itemOf(event, depth + 1);
            YamlItem value = itemOf(next(), depth + 1);
            if (key instanceof YamlItem.Scalar name) {
                Place earlier = keys.putIfAbsent(name.text(), name.place());
                if (earlier == null) {
                    entries.add(new YamlItem.Entry(name, value));
                } else {
                    fault(
                            FaultKind.KEY_TWICE,
                            name.place(),
                            "the key " + name.describe() + " is there twice, first at " + earlier);
                }
            } else if (!(key instanceof YamlItem.Unreadable)) {
                fault(FaultKind.KEY_NOT_TEXT, key.place(), "a key must be a plain text, is " + key.describe());
            }
        }
        return new YamlItem.Mapping(entries, place, style);
    }

    private void refuseType(@Nullable String type, Place place) {
        if (type != null) {
            String typed = type.startsWith(CORE_TYPE) ? "!!" + type.substring(CORE_TYPE.length()) : type;
            fault(FaultKind.EXPLICIT_TYPE, place, "explicit types are not allowed: " + Quoted.bare(typed));
        }
    }

    private void fault(FaultKind kind, Place place, String message) {
        faults.add(new YamlReading.Fault(kind, place, message));
    }

    private YamlReading broken(FaultKind kind, Place place, String message) {
        fault(kind, place, message);
        return new YamlReading.Broken(faults);
    }

    private YamlReading broken(MarkedYAMLException e, String text) {
        Place place = placeOf(e.getProblemMark());
        List<YamlReading.Fault> typed = Lookalikes.in(text, place.line());
        if (typed.isEmpty()) {
            return broken(FaultKind.NOT_YAML, place, "not YAML: " + contextOf(e) + Quoted.sentence(e.getProblem()));
        }
        faults.addAll(typed); // instead of what the parser made of them
        return new YamlReading.Broken(faults);
    }

    private static String contextOf(MarkedYAMLException e) {
        if (e.getContext() == null) {
            return "";
        }
        Place began = placeOf(e.getContextMark());
        boolean elsewhere = e.getContextMark() != null && !began.equals(placeOf(e.getProblemMark()));
        return e.getContext() + (elsewhere ? " from " + began : "") + ": ";
    }

    private static Place placeOf(@Nullable Mark mark) {
        return mark == null ? Place.START : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Place placeOfFirst(int point, String text) {
        int line = 1;
        int column = 1;
        for (int read : text.codePoints().takeWhile(read -> read != point).toArray()) {
            line = read == '\n' ? line + 1 : line;
            column = read == '\n' ? 1 : column + 1;
        }
        return new Place(line, column);
    }

    /** Ends the reading: what follows is not even parsed. */
    private static final class Excess extends RuntimeException {

        private final Place place;
        private final String problem;

        Excess(Place place, String problem) {
            super(null, null, false, false);
            this.place = place;
            this.problem = problem;
        }
    }
}
