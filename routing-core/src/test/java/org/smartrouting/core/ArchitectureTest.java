package org.smartrouting.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

@AnalyzeClasses(packages = "org.smartrouting", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String[] PURE = {
    "org.smartrouting.core.task..",
    "org.smartrouting.core.specialist..",
    "org.smartrouting.core.pool..",
    "org.smartrouting.core.engine..",
    "org.smartrouting.core.match..",
    "org.smartrouting.core.score..",
    "org.smartrouting.core.load..",
    "org.smartrouting.core.queue..",
    "org.smartrouting.core.assignment.."
  };

  // Read at run time, any of these makes a replay of the same commands end in another state.
  private static final Map<String, Set<String>> CLOCKS_AND_CHANCE =
      Map.of(
          "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
          "java.lang.Math", Set.of("random"),
          "java.lang.StrictMath", Set.of("random"),
          "java.time.Instant", Set.of("now"),
          "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system"),
          "java.time.InstantSource", Set.of("system"),
          "java.util.UUID", Set.of("randomUUID"),
          "java.util.random.RandomGenerator", Set.of("getDefault"));

  private static final Set<String> CHANCE =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.security.SecureRandom",
          "java.util.concurrent.ThreadLocalRandom");

  @ArchTest
  static final ArchRule deciding_does_no_io =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "java.io..",
                  "java.nio.file..",
                  "java.nio.channels..",
                  "java.net..",
                  "java.sql..",
                  "javax.sql..",
                  "org.jdbi..",
                  "com.zaxxer..",
                  "org.flywaydb.."))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule deciding_uses_no_threads_locks_or_atomics =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.util.concurrent.locks..", "java.util.concurrent.atomic..")
                  .or(describe("threads and executors", ArchitectureTest::startsThreads)))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule deciding_reads_no_clock_and_no_chance =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .accessTargetWhere(describe("a clock or chance", ArchitectureTest::readsClockOrChance))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule core_knows_no_transport =
      noClasses()
          .that()
          .resideInAPackage("org.smartrouting.core..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.grpc..",
                  "com.google.protobuf..",
                  "org.smartrouting.v1..",
                  "org.smartrouting.server..",
                  "org.smartrouting.client.."))
          .allowEmptyShould(true);

  private static boolean startsThreads(JavaClass type) {
    return type.isAssignableTo(Thread.class)
        || type.isAssignableTo(java.util.concurrent.ExecutorService.class)
        || type.isAssignableTo(java.util.concurrent.Future.class)
        || type.isAssignableTo(java.util.concurrent.ThreadFactory.class)
        || type.isEquivalentTo(java.util.concurrent.Executors.class);
  }

  private static boolean readsClockOrChance(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    if (CLOCKS_AND_CHANCE.getOrDefault(owner, Set.of()).contains(name)) {
      return true;
    }
    boolean obtains = name.equals("<init>") || name.equals("current") || name.startsWith("getInst");
    boolean nowWithoutClock =
        owner.startsWith("java.time.")
            && name.equals("now")
            && access.getTarget() instanceof CodeUnitAccessTarget call
            && call.getRawParameterTypes().isEmpty();
    return nowWithoutClock || (obtains && CHANCE.contains(owner) && !isSeeded(access));
  }

  // A generator made from a given seed repeats itself, so a simulation may have one.
  private static boolean isSeeded(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget call
        && !call.getRawParameterTypes().isEmpty()
        && !call.getOwner().isEquivalentTo(java.security.SecureRandom.class);
  }
}
