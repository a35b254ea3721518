package io.github.dubbogray.nacos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NacosServersTest {

    @ParameterizedTest
    @CsvSource({
        "nacos, http://nacos:8848/nacos",
        "nacos:80, http://nacos:80/nacos",
        " 10.0.0.1:8848 , http://10.0.0.1:8848/nacos",
        "[::1]:8848, http://[::1]:8848/nacos",
        "https://nacos.example.com:443, https://nacos.example.com:443/nacos",
        "https://nacos/, https://nacos:8848/nacos",
        "https://nacos///a//b//, https://nacos:8848///a//b",
        "https://nacos////, https://nacos:8848/nacos",
        "http://nacos:8848/registry/, http://nacos:8848/registry",
    })
    void address_isReadAsClientsDo(String text, URI node) {
        assertThat(NacosServers.of(text).nodes()).containsExactly(node);
    }

    @Test
    void severalAddresses_keepTheirOrder() {
        assertThat(NacosServers.of("a,b:1, c:2")).hasToString("a:8848,b:1,c:2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a,",
                "ftp://a",
                "http://",
                "a b",
                "a:b",
                "http://user:secret@a",
                "http://a?x=1",
                "-",
                "a:1:2"
            })
    void whatIsNoAddress_isNamed(String text) {
        assertThatThrownBy(() -> NacosServers.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no address of a Nacos server");
    }

    @Test
    void credentials_areInNoText() {
        assertThat(NacosServers.of("a")
                                .as(new Credentials.Account("amy", "secret"))
                                .toString()
                        + new Credentials.Account("amy", "secret")
                        + new Credentials.Token("secret"))
                .doesNotContain("secret");
    }
}
