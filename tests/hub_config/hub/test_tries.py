import pytest

from mugalim_hub.tries import ADDRESS, LOGIN, Gate, Patience, TooManyTries, Tries


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        """Seconds since the start of the test."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock at zero."""
    return Clock()


def waits(tries: Tries | Gate, key: str) -> int:
    """How long the next try has to wait; 0 when it is let through."""
    try:
        tries.begin(key)
    except TooManyTries as wait:
        return wait.seconds
    return 0


def test_the_delay_doubles_up_to_a_limit(clock: Clock) -> None:
    """Each try after the free ones waits twice as long as the one before."""
    tries = Tries(Patience(free=2, first=2, longest=10), clock)
    seen = []
    for _ in range(6):
        while wait := waits(tries, "aigul"):
            seen.append(wait)
            clock.now += wait
    assert seen == [2, 4, 8, 10]


def test_success_forgets_the_tries(clock: Clock) -> None:
    """Whoever remembers the password in the end starts afresh."""
    gate = Gate(clock)
    for _ in range(LOGIN.free - 1):
        gate.begin("192.0.2.1", "aigul")
    gate.succeeded("192.0.2.1", "aigul")
    for _ in range(LOGIN.free):
        gate.begin("192.0.2.1", "aigul")
    with pytest.raises(TooManyTries):
        gate.begin("192.0.2.1", "aigul")


def test_many_logins_from_one_address_wait_too(clock: Clock) -> None:
    """Trying one password on many logins is slowed down by address, and nobody else is."""
    gate = Gate(clock)
    for number in range(ADDRESS.free):
        gate.begin("192.0.2.1", f"teacher{number}")
    with pytest.raises(TooManyTries):
        gate.begin("192.0.2.1", "another")
    gate.begin("192.0.2.2", "another")


def test_a_room_that_signs_in_is_not_held_up(clock: Clock) -> None:
    """Successful sign-ins behind one address are not counted."""
    gate = Gate(clock)
    for number in range(10 * ADDRESS.free):
        gate.begin("192.0.2.1", f"teacher{number}")
        gate.succeeded("192.0.2.1", f"teacher{number}")


def test_memory_is_bounded_and_old_tries_fade(clock: Clock) -> None:
    """A flood of names pushes out the oldest; an hour later all is forgotten."""
    tries = Tries(Patience(free=1, first=60, longest=60), clock, most=3)
    for key in "abcd":
        assert waits(tries, key) == 0
    assert waits(tries, "a") == 0
    assert waits(tries, "d") == 60
    clock.now += 3700
    assert waits(tries, "d") == 0
