"""How many threads the understanding computes with."""

from threadpoolctl import threadpool_limits


def use_one_thread() -> threadpool_limits:
    """Let the linear algebra of this process (BLAS) compute in the thread that asks.

    A message is too short to be shared: a second thread only waits, and waiting it keeps a
    core busy that another agent would use. Training keeps them all. In a ``with`` statement
    it holds until the end.
    """
    return threadpool_limits(limits=1, user_api="blas")
