"""Where the frozen program begins."""

from mattermost_py.__main__ import main

if __name__ == "__main__":
    main()
