package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.github.api.NodeNumber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers in node ids: of the examples that GitHub publishes of its webhooks. */
class NodeNumberTest {

    @ParameterizedTest
    @CsvSource({
        "MDE2OkRlcGxveW1lbnRTdGF0dXMyMDk5MTYyNTQ=, 209916254",
        "MDExOlB1bGxSZXF1ZXN0Mjc5MTQ3NDM3, 279147437",
        "DE_kwDOI0B2Tc40KOqF, 875096709",
        "CR_kwDOGpAW4c8AAAADYsSrNg, 14541957942",
        "R_kgDOGpAW4Q, 445650657",
    })
    void number_of_both_forms_is_that_of_rest(String nodeId, long number) {
        assertThat(NodeNumber.of(nodeId)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_",
                "DE_",
                "DE_kwDOI0B2Tc40KOo",
                "DE_kwDOI0B2Tc40KOqFAA",
                "PR_acme/shop1",
                "DES_zzzz",
                "x",
                "DE_k////w"
            })
    void another_form_has_none(String nodeId) {
        assertThat(NodeNumber.of(nodeId)).isEmpty();
    }
}
