package io.github.dubbogray.grayctl.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Which application is under the operator's hands")
class SelectionTest {

    private final Selection selection = new Selection();

    private static Selection.Found here(String application, int number, int all) {
        return new Selection.Found.Here(application, new View.Place(number, all));
    }

    @Test
    void firstOne_isSelectedWhereThereIsOne() {
        assertThat(selection.among(List.of())).isEqualTo(new Selection.Found.None());
        selection.next();
        assertThat(selection.among(List.of("cart", "shop"))).isEqualTo(here("cart", 1, 2));
    }

    @Test
    void othersThatComeAndGo_moveNothing() {
        selection.among(List.of("cart", "shop"));
        selection.next();
        assertThat(selection.among(List.of("cart", "shop"))).isEqualTo(here("shop", 2, 2));

        assertThat(selection.among(List.of("bank", "cart", "shop"))).isEqualTo(here("shop", 3, 3));
        assertThat(selection.among(List.of("shop"))).isEqualTo(here("shop", 1, 1));
    }

    @Test
    void whatIsGone_staysSelected_untilAKeyChooses() {
        selection.among(List.of("cart", "shop"));
        assertThat(selection.among(List.of("shop"))).isEqualTo(new Selection.Found.Gone("cart"));
        assertThat(selection.among(List.of())).isEqualTo(new Selection.Found.Gone("cart"));
        assertThat(selection.among(List.of("cart", "shop"))).isEqualTo(here("cart", 1, 2));

        selection.among(List.of("shop"));
        selection.next();
        assertThat(selection.among(List.of("cart", "shop"))).isEqualTo(here("shop", 2, 2));
        selection.next();
        assertThat(selection.among(List.of("cart", "shop"))).isEqualTo(here("cart", 1, 2));
    }
}
