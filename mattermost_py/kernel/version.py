"""Which official server this one equals on the wire, and which build it is itself."""

OFFICIAL_VERSION = "11.6.0"
BUILD_NUMBER = "11.6.0"
MMPY_VERSION = "0.1.0"
