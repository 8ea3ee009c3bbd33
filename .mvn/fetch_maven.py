"""Fetches the pinned Maven into a folder, for mvnw and mvnw.cmd. Uses the standard library only.

    python3 fetch_maven.py FOLDER

The archive is asked for by name through maven-artifact, a client that lives in a throwaway Python environment,
so that this project names no download address. MVNW_REPOURL, where it is set, names a repository of your own
and is asked instead. Whatever the source, the archive must have the SHA-512 below.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from pathlib import Path

VERSION = "3.9.16"
COORDINATE = f"org.apache.maven:apache-maven:zip:bin:{VERSION}"
SHA512 = (
    "ed41650d42485cfc243fad22158caf9cbb5dc408ce7a09ddb94dd42a019de929"
    "ca43065bfa450612cf12bf78b5cafa3884b96c090de326ff590448c933454af3"
)
CLIENT = "maven-artifact==0.3.5"
HINT = "Or install Maven 3.8 or newer yourself (Debian: apt install maven; macOS: brew install maven)."


class FetchError(Exception):
    pass


def say(text):
    print(f"mvnw: {text}", file=sys.stderr, flush=True)


def run(command, what):
    """Runs a program in silence; its last lines become the error when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        tail = "\n".join("  " + line for line in done.stdout.strip().splitlines()[-4:])
        raise FetchError(f"{what} failed:\n{tail}")


def python_of(environment):
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_environment(folder):
    """Makes a Python environment that has the client, and returns its Python."""
    uv = shutil.which("uv")
    python = python_of(folder)
    if uv:
        run([uv, "venv", "--quiet", "--python", sys.executable, str(folder)], "uv venv")
        run([uv, "pip", "install", "--quiet", "--python", str(python), CLIENT], "Installing " + CLIENT)
        return python
    try:
        import ensurepip  # noqa: F401  (Debian splits it off; venv cannot work without it)
        import venv  # noqa: F401
    except ImportError:
        package = f"python3.{sys.version_info[1]}-venv"
        raise FetchError(f"Python has no venv module. On Debian or Ubuntu: apt install {package}")
    run([sys.executable, "-m", "venv", str(folder)], "python3 -m venv")
    run([str(python), "-m", "pip", "install", "--quiet", CLIENT], "Installing " + CLIENT)
    return python


def fetch_by_name(archive, scratch):
    python = make_environment(scratch / "client")
    program = (
        "import sys; from maven_artifact import Artifact, Downloader, RequestException\n"
        "try: Downloader().download(Artifact.parse(sys.argv[1]), filename=sys.argv[2])\n"
        "except RequestException as e: sys.exit(str(e.msg))"
    )
    run([str(python), "-c", program, COORDINATE, str(archive)], "Fetching " + COORDINATE)


def fetch_from(repository, archive):
    path = f"org/apache/maven/apache-maven/{VERSION}/apache-maven-{VERSION}-bin.zip"
    address = repository.rstrip("/") + "/" + path
    try:
        with urllib.request.urlopen(address, timeout=60) as source, open(archive, "wb") as target:
            shutil.copyfileobj(source, target)
    except OSError as problem:
        raise FetchError(f"MVNW_REPOURL: cannot fetch {address}: {problem}")


def check(archive):
    actual = hashlib.sha512(archive.read_bytes()).hexdigest()
    if actual != SHA512:
        raise FetchError(f"the archive is not the pinned one.\n  SHA-512 expected: {SHA512}\n  SHA-512 actual:   {actual}")


def main(target):
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    say(f"no Maven 3.8 or newer on the PATH: fetching Maven {VERSION}, once (9 MB)")
    with tempfile.TemporaryDirectory(prefix="maven-", dir=str(target.parent)) as folder:
        scratch = Path(folder)
        archive = scratch / "maven.zip"
        if os.environ.get("MVNW_REPOURL"):
            fetch_from(os.environ["MVNW_REPOURL"], archive)
        else:
            fetch_by_name(archive, scratch)
        check(archive)
        with zipfile.ZipFile(archive) as content:
            content.extractall(scratch)
        unpacked = scratch / f"apache-maven-{VERSION}"
        (unpacked / "bin/mvn").chmod(0o755)
        try:
            unpacked.rename(target)
        except OSError:
            if not target.exists():  # otherwise somebody else was quicker, with the same archive
                raise


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except (FetchError, OSError) as error:
        say(f"Maven {VERSION} could not be fetched: {error}")
        say(HINT)
        sys.exit(1)
