"""Chromium without a window, spoken to through its DevTools pipe: pages are loaded, looked at and typed into.

Nothing is installed for it: the browser is the one of the system, and the pipe is two file descriptors.
"""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any, NamedTuple

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = (
    "--headless=new", "--remote-debugging-pipe", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-gpu", "--mute-audio",
    "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--hide-scrollbars",
)  # fmt: skip
_PATIENCE = 60.0
LEAVING = "navigated or closed"


class Trouble(AssertionError):
    """What a page or the browser did wrong."""


class Key(NamedTuple):
    """A key by its names in the protocol."""

    key: str
    code: str
    number: int
    text: str = ""


TAB, ENTER, ESCAPE = Key("Tab", "Tab", 9), Key("Enter", "Enter", 13, "\r"), Key("Escape", "Escape", 27)
DOWN = Key("ArrowDown", "ArrowDown", 40)


def program() -> str | None:
    """Where the browser is, if there is one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Browser:
    """One browser with one page, and everything that page asked for, printed or opened."""

    def __init__(self, folder: Path) -> None:
        found = program()
        assert found, f"no browser: {', '.join(NAMES)}"
        self._number, self._session, self._buffer = 0, "", b""
        self._answers: dict[int, dict[str, Any]] = {}
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.events: list[str] = []
        to_browser, self._in = (_high(end) for end in os.pipe())
        self._out, from_browser = (_high(end) for end in os.pipe())
        root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
        self._process = subprocess.Popen(
            [found, *_FLAGS, *root, f"--user-data-dir={folder}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=(3, 4), preexec_fn=lambda: (os.dup2(to_browser, 3), os.dup2(from_browser, 4)),
        )  # fmt: skip
        os.close(to_browser)
        os.close(from_browser)
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **given: Any) -> Any:
        """Calls the browser and gives its answer."""
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": given}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._in, data) :]
        self._read_until(lambda: number in self._answers, method)
        answer = self._answers.pop(number)
        if "error" in answer:
            raise Trouble(f"{method}: {answer['error']}")
        return answer["result"]

    def open(self, address: str) -> None:
        """Loads a page and waits until all of it is there."""
        self.requests.clear()
        self.complaints.clear()
        self.events.clear()
        answer = self.call("Page.navigate", url=address)
        if answer.get("errorText"):
            raise Trouble(f"{address}: {answer['errorText']}")
        self._read_until(lambda: "Page.loadEventFired" in self.events, address)

    def ask(self, script: str) -> Any:
        """What an expression gives on the page, promises waited for."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise Trouble(f"{script[:80]}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def until(self, script: str) -> None:
        """Waits until an expression is true on the page, also while another page takes its place."""
        end = time.monotonic() + 10
        while not self._says(script):
            if time.monotonic() > end:
                raise Trouble(f"never true: {script}")
            time.sleep(0.02)

    def _says(self, script: str) -> bool:
        try:
            return bool(self.ask(script))
        except Trouble as trouble:
            if LEAVING in str(trouble):
                return False
            raise

    def look_as(self, width: int, scheme: str, media: str = "") -> None:
        """Takes on a width, a colour scheme and, for paper, a medium."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", media=media, features=features)

    def press(self, key: Key) -> None:
        """Presses a key and lets it go."""
        named = {"key": key.key, "code": key.code, "windowsVirtualKeyCode": key.number}
        text = {"text": key.text} if key.text else {}
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **named, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **named)

    def write(self, text: str) -> None:
        """Types a text."""
        for letter in text:
            self.press(Key(letter, f"Key{letter.upper()}", ord(letter.upper()), letter))

    def picture(self) -> bytes:
        """A picture of the page as it stands, as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", captureBeyondViewport=True)["data"])

    def printed(self) -> bytes:
        """The page on paper, as PDF."""
        return base64.b64decode(self.call("Page.printToPDF", printBackground=False)["data"])

    def close(self) -> None:
        """Ends the browser."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        os.close(self._out)

    def _read_until(self, is_there: Any, what: str) -> None:
        end = time.monotonic() + _PATIENCE
        while not is_there():
            ready, _, _ = select.select([self._out], [], [], max(0.0, end - time.monotonic()))
            data = os.read(self._out, 1 << 20) if ready else b""
            if not data:
                raise Trouble(f"the browser says nothing: {what}")
            *messages, self._buffer = (self._buffer + data).split(b"\0")
            for message in messages:
                self._take(json.loads(message))

    def _take(self, message: dict[str, Any]) -> None:
        if "id" in message:
            self._answers[message["id"]] = message
            return
        given = message.get("params", {})
        self.events.append(message["method"])
        match message["method"]:
            case "Network.requestWillBeSent":
                self.requests.append(given["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(given["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if given["type"] in ("error", "warning", "assert"):
                self.complaints.append(str(given["args"]))
            case "Log.entryAdded" if given["entry"]["level"] in ("error", "warning"):
                self.complaints.append(f"{given['entry']['text']} {given['entry'].get('url', '')}")
            case "Page.javascriptDialogOpening":
                self.complaints.append(f"a dialog: {given['message']}")
                raise Trouble(f"a dialog: {given['message']}")
            case _:
                pass


def _high(descriptor: int) -> int:
    """The same end of a pipe under a number that is out of the way."""
    found = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 20)
    os.close(descriptor)
    return found
