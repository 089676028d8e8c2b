package org.smartrouting.loadtests.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class WaitPlotTest {
  private static final Times SLOW = new Times(900, 500, 1_500, 2_000, 2_500);

  @Test
  void a_plot_is_well_formed_and_says_what_it_shows() throws Exception {
    List<Bucket> series =
        List.of(new Bucket(0, 3, SLOW), new Bucket(50, 0, null), new Bucket(100, 1, SLOW));
    WaitPlot plot =
        new WaitPlot(
            "a < b & c",
            List.of(new WaitPlot.Curve("one", series), new WaitPlot.Curve("two", series)));
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(plot.svg().getBytes(StandardCharsets.UTF_8)));
    NodeList texts = document.getElementsByTagName("text");
    List<String> words =
        IntStream.range(0, texts.getLength())
            .mapToObj(i -> texts.item(i).getTextContent())
            .toList();
    assertThat(words)
        .contains(
            "a < b & c", "one p50", "one p99", "two p50", "two p99", "wait (s)", "arrival (s)");
  }

  @Test
  void runs_without_waits_can_be_drawn() {
    assertThat(new WaitPlot("empty", List.of(new WaitPlot.Curve("none", List.of()))).svg())
        .contains("none p99");
  }

  @Test
  void an_axis_ends_at_round_numbers_around_its_values() {
    assertThat(Axis.over(0, 347).ticks()).containsExactly(0.0, 100.0, 200.0, 300.0, 400.0);
    assertThat(Axis.over(0, 0.004).ticks()).contains(0.0, 0.001, 0.004);
  }
}
