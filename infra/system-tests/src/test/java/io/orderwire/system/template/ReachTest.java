package io.orderwire.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// [Reach] finds what can run and leaves out what cannot; the methods of [AtomicLong] stand for the
/// calls of a client.
class ReachTest {
  private static final JavaClasses CLASSES = new ClassFileImporter().importClasses(own());

  private static Class<?>[] own() {
    return ReachTest.class.getDeclaredClasses();
  }

  private static Set<String> reached(Class<?> root) {
    return Reach.from(CLASSES, root.getName()).stream()
        .filter(call -> call.owner().equals(AtomicLong.class.getName()))
        .map(Reach.Call::method)
        .filter(method -> !method.equals("<init>"))
        .collect(Collectors.toSet());
  }

  @Test
  void followsAnInterfaceToWhatIsMade() {
    assertThat(reached(Writes.class)).containsExactly("incrementAndGet");
  }

  @Test
  void leavesOutTheMethodNobodyCalls() {
    assertThat(reached(Reads.class)).containsExactly("get");
  }

  @Test
  void looksIntoLambdasAndMethodReferences() {
    assertThat(reached(Defers.class)).containsExactlyInAnyOrder("getAndAdd", "getAndSet");
  }

  @Test
  void countsWhatALibraryCallsBack() {
    assertThat(reached(Iterates.class)).containsExactly("getAndDecrement");
  }

  @Test
  void countsStaticInitializers() {
    assertThat(reached(Initializes.class)).containsExactly("lazySet");
  }

  @Test
  void leavesOutTheConstructorForTests() {
    assertThat(reached(Tested.class)).isEmpty();
  }

  interface Port {
    long save();

    long load();
  }

  static final class Counter implements Port {
    private final AtomicLong value = new AtomicLong();

    @Override
    public long save() {
      return value.incrementAndGet();
    }

    @Override
    public long load() {
      return value.get();
    }
  }

  static final class NeverMade implements Port {
    private final AtomicLong value = new AtomicLong();

    @Override
    public long save() {
      return value.decrementAndGet();
    }

    @Override
    public long load() {
      return value.getPlain();
    }
  }

  static final class Writes {
    private final Port port = new Counter();

    long handle() {
      return port.save();
    }
  }

  static final class Reads {
    private final Port port = new Counter();

    long handle() {
      return port.load();
    }
  }

  static final class Defers {
    private final AtomicLong value = new AtomicLong();

    Supplier<Long> lambda() {
      return () -> value.getAndAdd(1);
    }

    List<Long> reference() {
      return List.of(1L).stream().map(value::getAndSet).toList();
    }
  }

  static final class Iterates {
    List<Iterator<Long>> handle() {
      return List.of(new Countdown());
    }
  }

  static final class Countdown implements Iterator<Long> {
    private final AtomicLong value = new AtomicLong(3);

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public Long next() {
      return value.getAndDecrement();
    }
  }

  static final class Initializes {
    long handle() {
      return Loaded.START;
    }
  }

  static final class Loaded {
    static final long START = start();

    private static long start() {
      new AtomicLong().lazySet(1);
      return 1;
    }
  }

  static final class Tested {
    Tested() {}

    Tested(AtomicLong value) {
      value.setPlain(1);
    }
  }
}
