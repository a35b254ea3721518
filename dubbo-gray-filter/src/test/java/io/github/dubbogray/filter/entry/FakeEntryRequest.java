package io.github.dubbogray.filter.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request made by hand: {@code GET /orders} from 10.0.0.7. */
final class FakeEntryRequest implements EntryRequest {

    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> query = new HashMap<>();
    private String remoteAddress = "10.0.0.7";

    FakeEntryRequest header(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                .add(value);
        return this;
    }

    FakeEntryRequest cookieOf(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    FakeEntryRequest queryOf(String name, String value) {
        query.put(name, value);
        return this;
    }

    FakeEntryRequest from(String address) {
        remoteAddress = address;
        return this;
    }

    @Override
    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public String cookie(String name) {
        return cookies.get(name);
    }

    @Override
    public String query(String name) {
        return query.get(name);
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/orders";
    }

    @Override
    public String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public String application() {
        return "gateway";
    }
}
