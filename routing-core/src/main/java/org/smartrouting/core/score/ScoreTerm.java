package org.smartrouting.core.score;

/**
 * One term of a score.
 *
 * @param kind which term
 * @param credits its part of the cost; negative terms speak for the specialist
 * @param input the quantity behind it, in the unit that the kind names
 */
public record ScoreTerm(ScoreTermKind kind, double credits, double input) {}
