"""The program: `mmpy`, and `python -m mattermost_py`."""

import gc
import multiprocessing
import sys


def main() -> None:
    """Runs a command; the shortest ways come first, because the command line's library takes its time to load."""
    multiprocessing.freeze_support()  # a frozen program is started again for each process of the work pool
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["version"]):
        from mattermost_py.kernel.version import MMPY_VERSION, OFFICIAL_VERSION

        sys.stdout.write(f"mmpy {MMPY_VERSION} (compatible with Mattermost {OFFICIAL_VERSION})\n")
    elif arguments[:1] == ["worker"]:
        gc.disable()  # while it loads, nothing dies; what it has then is collected once, see `tune_memory`
        from mattermost_py.server.worker import main as work

        sys.exit(work(int(arguments[1])))
    else:
        from mattermost_py.cli.main import run

        run()


if __name__ == "__main__":
    main()
