package org.smartrouting.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelConstraintTest {
  private static List<String> values(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split(";"));
  }

  // An empty label is an absent one.
  @ParameterizedTest
  @CsvSource({
    "EQUAL, eu, eu, true",
    "EQUAL, eu, us, false",
    "EQUAL, eu, , false",
    "NOT_EQUAL, eu, eu, false",
    "NOT_EQUAL, eu, us, true",
    "NOT_EQUAL, eu, , true",
    "IN, eu;us, us, true",
    "IN, eu;us, asia, false",
    "IN, eu;us, , false",
    "NOT_IN, eu;us, us, false",
    "NOT_IN, eu;us, asia, true",
    "NOT_IN, eu;us, , true",
    "EXISTS, , x, true",
    "EXISTS, , , false",
    "DOES_NOT_EXIST, , x, false",
    "DOES_NOT_EXIST, , , true",
    "LESS_THAN, 10, 9.99, true",
    "LESS_THAN, 10, 10, false",
    "LESS_THAN, 10, 10.0, false",
    "LESS_THAN, 10, -3, true",
    "LESS_THAN, 10, , false",
    "LESS_THAN, 10, many, false",
    "LESS_THAN_OR_EQUAL, 10, 10.000, true",
    "LESS_THAN_OR_EQUAL, 10, 10.001, false",
    "GREATER_THAN, 10, 9, false",
    "GREATER_THAN, 10, 100, true",
    "GREATER_THAN, 9007199254740992, 9007199254740993, true",
    "GREATER_THAN_OR_EQUAL, 0.30, 0.3, true",
    "GREATER_THAN_OR_EQUAL, 0.30, 0.29, false",
    "GREATER_THAN, 1, 1e9, false"
  })
  void a_constraint_holds_or_not(
      LabelOperator operator, @Nullable String values, @Nullable String label, boolean holds) {
    LabelConstraint constraint = new LabelConstraint("key", operator, values(values));
    Map<String, String> labels = label == null ? Map.of("other", "x") : Map.of("key", label);

    assertThat(constraint.isSatisfiedBy(labels)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "EQUAL, ",
    "EQUAL, a;b",
    "NOT_EQUAL, ",
    "IN, ",
    "NOT_IN, ",
    "EXISTS, a",
    "DOES_NOT_EXIST, a",
    "LESS_THAN, ",
    "LESS_THAN, 1;2",
    "GREATER_THAN, one",
    "GREATER_THAN_OR_EQUAL, 1e5",
    "LESS_THAN_OR_EQUAL, .5"
  })
  void values_that_do_not_fit_the_operator_are_refused(
      LabelOperator operator, @Nullable String values) {
    assertThatThrownBy(() -> new LabelConstraint("key", operator, values(values)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void numbers_are_short_and_plain() {
    assertThat(LabelConstraint.isNumber("-12.50")).isTrue();
    assertThat(LabelConstraint.isNumber("1".repeat(25))).isFalse();
    assertThat(LabelConstraint.isNumber("--1")).isFalse();
    assertThat(LabelConstraint.isNumber("")).isFalse();
  }

  @Test
  void equal_demands_are_equal_requirements_in_any_order_and_name_each_skill_once() {
    SkillRequirement a = SkillRequirement.atLeast("a", 1);
    SkillRequirement b = SkillRequirement.atLeast("b", 2);
    assertThat(Requirement.ofSkills(b, a)).isEqualTo(Requirement.ofSkills(a, b));
    assertThatThrownBy(() -> Requirement.ofSkills(a, a)).hasMessageContaining("twice");
    assertThatThrownBy(() -> SkillRequirement.atLeast("a", 6)).hasMessageContaining("levels");
    assertThatThrownBy(() -> new SkillRequirement("a", 3, 2, 1)).hasMessageContaining("levels");
    assertThatThrownBy(() -> new SkillRequirement("a", 1, 1, Double.NaN))
        .hasMessageContaining("weight");
  }
}
